package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.translate.Alignment;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.Word;

/**
 * Gives every engine a fake that reverses the words and their capital letters; UIMA makes the
 * instance, hence the static fields.
 */
public final class FakeTranslatorModel extends NeuralTranslatorResource {
  static final List<List<String>> CALLS = new ArrayList<>();
  static int handles;

  @Override
  public Translator open(boolean alignments) {
    handles++;
    return new FakeTranslator(alignments);
  }

  private record FakeTranslator(boolean alignments) implements Translator {
    @Override
    public List<List<Hypothesis>> translate(List<String> sources) {
      CALLS.add(List.copyOf(sources));
      return sources.stream().map(source -> List.of(hypothesis(source))).toList();
    }

    private Hypothesis hypothesis(String source) {
      List<String> words = Arrays.asList(source.toUpperCase(Locale.ROOT).split("\\s+"));
      Collections.reverse(words);
      String target = String.join(" ", words);
      return new Hypothesis(
          target,
          -words.size(),
          -words.size(),
          alignments ? Optional.of(mirrored(source, target)) : Optional.empty());
    }

    private static Alignment mirrored(String source, String target) {
      List<Word> words = words(source);
      int last = words.size() - 1;
      return new Alignment(
          words,
          words(target),
          IntStream.rangeClosed(0, last)
              .mapToObj(
                  i -> {
                    float[] row = new float[last + 1];
                    row[last - i] = 0.75f;
                    return row;
                  })
              .toList());
    }

    private static List<Word> words(String text) {
      Matcher words = Pattern.compile("\\S+").matcher(text);
      return words.results().map(word -> new Word(word.start(), word.end())).toList();
    }

    @Override
    public List<Hypothesis> score(List<ParallelText> pairs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public TextPairRules rules() {
      return new TextPairRules("en", "de", false);
    }

    @Override
    public ModelManifest manifest() {
      return ModelManifest.builder("translator", "fake").language("en").build();
    }

    @Override
    public void close() {
      handles--;
    }
  }
}
