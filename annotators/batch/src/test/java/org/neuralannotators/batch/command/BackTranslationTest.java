package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.text.TextPairRules;

class BackTranslationTest {
  private final StringWriter out = new StringWriter();
  private final List<String> translated = new ArrayList<>();

  /** Does something to each text, and remembers it. */
  private Translator fake(UnaryOperator<String> change) {
    return new Translator() {
      @Override
      public List<List<Hypothesis>> translate(List<String> sources) {
        translated.addAll(sources);
        return sources.stream()
            .map(text -> List.of(new Hypothesis(change.apply(text), 0, 0, Optional.empty())))
            .toList();
      }

      @Override
      public List<Hypothesis> score(List<ParallelText> pairs) {
        throw new AssertionError("nothing is scored");
      }

      @Override
      public TextPairRules rules() {
        return new TextPairRules("de", "en", false);
      }

      @Override
      public ModelManifest manifest() {
        throw new AssertionError("no manifest is read");
      }

      @Override
      public void close() {}
    };
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  @Test
  void theTranslationIsTheSourceAndTheLineTheTarget() throws IOException {
    BackTranslation pairs = new BackTranslation(fake(BackTranslationTest::upper), "", 3);
    pairs.write(List.of("eins", " zwei  drei "), out);
    pairs.write(List.of("vier"), out);
    assertThat(out).hasToString("EINS\teins\nZWEI  DREI\tzwei  drei\nVIER\tvier\n");
  }

  @Test
  void emptyLinesAndDuplicatesAreNotTranslated() throws IOException {
    BackTranslation pairs = new BackTranslation(fake(BackTranslationTest::upper), "", 3);
    pairs.write(List.of("eins", "", " \t", "eins "), out);
    pairs.write(List.of("zwei", "eins"), out);
    assertThat(translated).containsExactly("eins", "zwei");
    assertThat(pairs.report())
        .startsWith("2 pairs of 6 lines; left out: 2 empty, 2 seen before, 0 copies, 0 with");
  }

  @Test
  void copiesAndOtherLengthsAreLeftOut() throws IOException {
    BackTranslation pairs =
        new BackTranslation(
            fake(
                text ->
                    switch (text) {
                      case "long" -> "0123456789abc";
                      case "short sentence" -> "shor";
                      case "nothing" -> "";
                      case "just" -> "0123456789ab";
                      default -> text;
                    }),
            "",
            3);
    pairs.write(List.of("long", "short sentence", "nothing", "just", "copy"), out);
    assertThat(out).hasToString("0123456789ab\tjust\n");
    assertThat(pairs.report())
        .isEqualTo(
            "1 pairs of 5 lines; left out: 0 empty, 0 seen before, 1 copies, 3 with a side more"
                + " than 3.0 times as long as the other");
  }

  @Test
  void tabsAndLineEndsMakeNoColumns() throws IOException {
    BackTranslation pairs =
        new BackTranslation(fake(text -> text.replace(' ', '\t') + "\n!\r"), "", 3);
    pairs.write(List.of("eins\tzwei drei"), out);
    assertThat(out).hasToString("eins zwei drei !\teins zwei drei\n");
  }

  @Test
  void aTagIsBeforeEachSourceAndMakesNoCopyAPair() throws IOException {
    BackTranslation pairs = new BackTranslation(fake(BackTranslationTest::upper), "<BT>", 1);
    pairs.write(List.of("eins", "ZWEI"), out);
    assertThat(out).hasToString("<BT> EINS\teins\n");
  }

  @Test
  void manyLinesAreRemembered() {
    SeenLines seen = new SeenLines();
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.add("line " + i)).isTrue();
    }
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.add("line " + i)).isFalse();
    }
    assertThat(seen.add("")).isTrue();
  }
}
