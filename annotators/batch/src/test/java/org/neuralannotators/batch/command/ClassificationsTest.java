package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.ClassOutput;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;

class ClassificationsTest {
  @TempDir private Path folder;

  private final List<Integer> calls = new ArrayList<>();

  @Test
  void aLineForEachTextAndAnEmptyOneForABlankText() throws IOException {
    assertThat(classify("a.txt", "a long text\n\n \t \nshort", false, false))
        .isEqualToNormalizingNewlines("long\t0.7500\n\n\nshort\t0.7500\n");
    assertThat(calls).containsExactly(2);
  }

  @Test
  void manyLikelyLabelsAndNumbersAreInALine() throws IOException {
    assertThat(classify("a.txt", "many\nfew\nnumber\n", false, false))
        .isEqualToNormalizingNewlines("a\t0.7500\tb\t0.5000\na\t0.2500\n2.5\n");
    assertThat(classify("b.txt", "number\n", false, true))
        .isEqualToNormalizingNewlines(
            "{\"id\":\"1\",\"label\":\"2.5\",\"confidence\":1.0,\"probabilities\":{},"
                + "\"numbers\":{\"score\":2.5}}\n");
  }

  @Test
  void pairsAreTwoTextsWithATabBetween() throws IOException {
    assertThat(classify("a.tsv", "short\ta long text\n\na long text\tshort\n", true, false))
        .isEqualToNormalizingNewlines("short\t0.7500\n\nlong\t0.7500\n");
  }

  @Test
  void aLineThatIsNoPairIsNamed() {
    assertThatThrownBy(() -> classify("a.tsv", "a\tb\nc\n", true, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.tsv] line [2]: found [1] columns; expected two texts");
    assertThatThrownBy(() -> classify("a.tsv", "a\tb\tc\n", true, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.tsv] line [1]: found [3] columns; expected two texts");
  }

  @Test
  void jsonHasTheProbabilitiesOfAllClassesAndTheNumberOfTheLine() throws IOException {
    assertThat(classify("a.txt", "\nshort\n", false, true))
        .isEqualToNormalizingNewlines(
            "{\"id\":\"1\",\"label\":null,\"confidence\":null,\"probabilities\":{}}\n"
                + "{\"id\":\"2\",\"label\":\"short\",\"confidence\":0.75,"
                + "\"probabilities\":{\"long\":0.25,\"short\":0.75}}\n");
  }

  @Test
  void jsonLinesKeepTheirIds() throws IOException {
    String lines =
        """
        {"id": "a", "text": "short"}

        {"id": 7, "text": "a long text", "second": "unread"}
        {"text": "x\\ny"}
        """;
    assertThat(classify("a.jsonl", lines, false, true).lines())
        .extracting(line -> line.replaceAll(",\"confidence.*", ""))
        .containsExactly(
            "{\"id\":\"a\",\"label\":\"short\"",
            "{\"id\":\"7\",\"label\":\"long\"",
            "{\"id\":\"4\",\"label\":\"short\"");
    assertThat(
            classify("a.jsonl", "{\"text\": \"short\", \"second\": \"a long text\"}", true, false))
        .isEqualToNormalizingNewlines("short\t0.7500\n");
  }

  @Test
  void badJsonLinesAreNamed() {
    assertThatThrownBy(() -> classify("a.jsonl", "{\"text\": \"x\"}\n[]\n", false, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.jsonl] line [2]: expected a JSON object, found [ARRAY]");
    assertThatThrownBy(() -> classify("a.jsonl", "{\"text\": \"x\"", false, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.jsonl] line [1]: not JSON at column");
    assertThatThrownBy(() -> classify("a.jsonl", "{\"text\": \"x\"}\n", true, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.jsonl] line [1]: no [second]; expected a string");
    assertThatThrownBy(() -> classify("a.jsonl", "{\"text\": 7}\n", false, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.jsonl] line [1]: [text] is [NUMBER]; expected a string");
  }

  @Test
  void anyNumberOfLinesIsReadInBlocks() throws IOException {
    assertThat(classify("a.txt", "short\n".repeat(3000), false, false).lines()).hasSize(3000);
    assertThat(calls).containsExactly(1024, 1024, 952);
  }

  private String classify(String name, String lines, boolean pairs, boolean json)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name), lines);
    StringWriter out = new StringWriter();
    try (TextItems items = TextItems.open(file, name.endsWith(".jsonl"))) {
      new Classifications(new Fake(pairs), json, new PrintWriter(out)).print(items);
    }
    return out.toString();
  }

  /** Says whether a text, or the first of a pair, is long. */
  private final class Fake implements TextClassifier {
    private final boolean pairs;

    Fake(boolean pairs) {
      this.pairs = pairs;
    }

    @Override
    public List<Classification> classify(List<String> texts) {
      assertThat(pairs).isFalse();
      return all(texts);
    }

    @Override
    public List<Classification> classifyPairs(List<TextPair> texts) {
      assertThat(pairs).isTrue();
      return all(texts.stream().map(TextPair::first).toList());
    }

    private List<Classification> all(List<String> texts) {
      calls.add(texts.size());
      return texts.stream().map(Fake::classification).toList();
    }

    private static Classification classification(String text) {
      if (text.contains("many")) {
        return new Classification(
            "a", 0.75, Map.of("a", 0.75, "b", 0.5, "c", 0.25), ClassOutput.MANY_LABELS);
      }
      if (text.contains("few")) {
        return new Classification("a", 0.25, Map.of("a", 0.25, "b", 0.1), ClassOutput.MANY_LABELS);
      }
      if (text.contains("number")) {
        return new Classification("2.5", 1, Map.of("score", 2.5), ClassOutput.NUMBERS);
      }
      boolean isLong = text.length() > 5;
      Map<String, Double> probabilities = new LinkedHashMap<>();
      probabilities.put("long", isLong ? 0.75 : 0.25);
      probabilities.put("short", isLong ? 0.25 : 0.75);
      return new Classification(isLong ? "long" : "short", 0.75, probabilities);
    }

    @Override
    public boolean pairs() {
      return pairs;
    }

    @Override
    public ModelManifest manifest() {
      return ModelManifest.builder("classifier", "fake").build();
    }

    @Override
    public void close() {}
  }
}
