package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.split.TextRange;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.split.TextSplitters;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.Translators;

/**
 * Bundles of format 1 give the answers that they gave before format 2. The files in {@code format1}
 * are what {@link #vectors} and so on gave at commit 6efe05d, the last that wrote format 1, for the
 * sentences there: with accents, several scripts, what WordPiece can't read, and one of more pieces
 * than a window has. A column is a word, or a number to 1e-6.
 */
class FormerBundlesIT {
  /** Other CPUs add up in another order. */
  private static final double SAME = 5e-5;

  @Test
  void theEmbedderGivesTheSameVectors() throws Exception {
    assertRecorded("en-elmo-small", vectors("en-elmo-small"));
  }

  @Test
  void theTranslatorGivesTheSameTextsAndScores() throws Exception {
    assertRecorded("en-de-small", translations("en-de-small"));
  }

  @Test
  void theSplitterFindsTheSameSentencesAndTokens() throws Exception {
    assertRecorded("en-tokens", tokens("en-tokens"));
  }

  /** Token, the first numbers of its vector. */
  static List<String> vectors(String bundle) throws Exception {
    List<List<String>> sentences = tokenized();
    List<String> rows = new ArrayList<>();
    try (TokenEmbedder embedder = TokenEmbedders.load(bundle)) {
      List<float[][]> vectors = embedder.embed(sentences);
      for (int s = 0; s < sentences.size(); s++) {
        for (int t = 0; t < sentences.get(s).size(); t++) {
          float[] vector = vectors.get(s)[t];
          rows.add(row(sentences.get(s).get(t), number(vector[0]), number(vector[1])));
        }
      }
    }
    return rows;
  }

  /** Translation, score. */
  static List<String> translations(String bundle) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Translator translator = Translators.load(bundle)) {
      for (List<Hypothesis> hypotheses : translator.translate(lines("sources.txt"))) {
        Hypothesis best = hypotheses.get(0);
        rows.add(row(best.text(), number(best.score())));
      }
    }
    return rows;
  }

  /** The tokens of each sentence. */
  static List<String> tokens(String bundle) throws Exception {
    List<String> rows = new ArrayList<>();
    String text = String.join(" ", sentences());
    try (TextSplitter splitter = TextSplitters.load(bundle)) {
      for (TextRange sentence : splitter.sentences(text)) {
        rows.add(
            splitter.tokens(text, sentence).stream()
                .map(token -> text.substring(token.begin(), token.end()))
                .collect(Collectors.joining("\t")));
      }
    }
    return rows;
  }

  private static void assertRecorded(String bundle, List<String> actual) throws Exception {
    List<String> expected = lines(bundle + ".tsv");
    assertThat(actual).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      String[] recorded = expected.get(row).split("\t", -1);
      String[] given = actual.get(row).split("\t", -1);
      assertThat(given).as("row %d", row).hasSameSizeAs(recorded);
      for (int column = 0; column < recorded.length; column++) {
        if (recorded[column].matches("-?\\d+\\.\\d{6}")) {
          assertThat(Double.parseDouble(given[column]))
              .as("row %d, %s", row, expected.get(row))
              .isCloseTo(Double.parseDouble(recorded[column]), within(SAME));
        } else {
          assertThat(given[column]).as("row %d", row).isEqualTo(recorded[column]);
        }
      }
    }
  }

  private static String row(String... columns) {
    return String.join("\t", columns);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static List<List<String>> tokenized() throws Exception {
    return sentences().stream().map(sentence -> List.of(sentence.split(" ", -1))).toList();
  }

  private static List<String> sentences() throws Exception {
    return lines("sentences.txt");
  }

  private static List<String> lines(String name) throws IOException, URISyntaxException {
    Path file = Path.of(FormerBundlesIT.class.getResource("format1/" + name).toURI());
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toList();
    }
  }
}
