package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.translate.Alignment;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.Word;

/** Writes in capital letters, and as a second translation in small ones. */
final class FakeTranslator implements Translator {
  final List<List<String>> calls = new ArrayList<>();
  int opened;
  int closed;
  Runnable onCall = () -> {};
  boolean alignments;

  @Override
  public List<List<Hypothesis>> translate(List<String> sources) {
    calls.add(sources);
    onCall.run();
    return sources.stream()
        .map(
            source ->
                List.of(
                    hypothesis(source, source.toUpperCase(Locale.ROOT), -1),
                    hypothesis(source, source.toLowerCase(Locale.ROOT), -2)))
        .toList();
  }

  private Hypothesis hypothesis(String source, String target, double score) {
    List<Word> words = words(source);
    return new Hypothesis(
        target,
        score,
        2 * score,
        alignments
            ? Optional.of(new Alignment(words, words(target), diagonal(words.size())))
            : Optional.empty());
  }

  private static List<float[]> diagonal(int size) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(new float[size]);
      rows.get(i)[i] = 0.75f;
    }
    return rows;
  }

  private static List<Word> words(String text) {
    return Pattern.compile("\\S+")
        .matcher(text)
        .results()
        .map(word -> new Word(word.start(), word.end()))
        .toList();
  }

  @Override
  public List<Hypothesis> score(List<ParallelText> pairs) {
    throw new AssertionError("no annotator has pairs");
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
    closed++;
  }
}
