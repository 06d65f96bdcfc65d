package org.neuralannotators.it.bert;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import opennlp.dl.namefinder.NameFinderDL;
import opennlp.tools.sentdetect.SentenceDetector;
import opennlp.tools.util.Span;

/**
 * OpenNLP's {@code NameFinderDL}. It knows the tags {@code B-PER} and {@code I-PER} only; so there
 * is one for each type, to which the tags of that type are given as those of persons.
 */
final class OpenNlpDl {
  private final Map<String, NameFinderDL> finders = new HashMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final boolean normalized;

  /**
   * @param tags of the logits, in the scheme BIOES
   * @param normalized lower case without accents is what it is given, as its user can do
   */
  OpenNlpDl(Path model, Path vocabulary, List<String> types, List<String> tags, boolean normalized)
      throws IOException, OrtException {
    this.normalized = normalized;
    for (String type : types) {
      Map<Integer, String> labels = new HashMap<>();
      for (int i = 0; i < tags.size(); i++) {
        labels.put(i, asPerson(tags.get(i), type));
      }
      finders.put(
          type, new NameFinderDL(model.toFile(), vocabulary.toFile(), labels, new OneSentence()));
    }
  }

  private static String asPerson(String tag, String type) {
    if (!tag.endsWith("-" + type)) {
      return "O";
    }
    return tag.startsWith("B") || tag.startsWith("S") ? "B-PER" : "I-PER";
  }

  /** Its input is a sentence already. */
  private static final class OneSentence implements SentenceDetector {
    @Override
    public String[] sentDetect(CharSequence text) {
      return new String[] {text.toString()};
    }

    @Override
    public Span[] sentPosDetect(CharSequence text) {
      return new Span[] {new Span(0, text.length())};
    }
  }

  /** Its spans, which are of characters; a type for which it throws an exception has none. */
  List<Mention> find(List<String> tokens) {
    String[] input =
        tokens.stream().map(token -> normalized ? normalize(token) : token).toArray(String[]::new);
    List<Mention> found = new ArrayList<>();
    finders.forEach(
        (type, finder) -> {
          try {
            for (Span span : finder.find(input)) {
              found.add(new Mention(span.getStart(), span.getEnd(), type));
            }
          } catch (RuntimeException e) {
            failures.merge(
                String.valueOf(e.getMessage()).lines().findFirst().orElse(""), 1, Integer::sum);
          }
        });
    return found;
  }

  /** The messages of the exceptions that it threw, with their number. */
  Map<String, Integer> failures() {
    return failures;
  }

  /** BERT's, character by character, so that offsets stay what they are. */
  private static String normalize(String token) {
    StringBuilder normalized = new StringBuilder(token.length());
    for (int i = 0; i < token.length(); i++) {
      String decomposed = Normalizer.normalize(token.substring(i, i + 1), Normalizer.Form.NFD);
      normalized.append(Character.toLowerCase(decomposed.charAt(0)));
    }
    return normalized.toString();
  }
}
