package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.text.WordModel;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.translate.TranslatorRecipe;

/** Recurrent translators that are trained to reverse letters, and read from their bundles. */
class RnnTranslatorTest {
  private static final TranslatorOptions OPTIONS = TranslatorOptions.DEFAULT.withNumThreads(1);
  private static final List<ParallelText> PAIRS = ReversedLetters.pairs();
  private static final List<String> SOURCES = PAIRS.stream().map(ParallelText::source).toList();
  private static final List<String> TARGETS = PAIRS.stream().map(ParallelText::target).toList();

  @TempDir private Path folder;

  private String train(int epochs, String network) throws IOException {
    Path out = folder.resolve("reversed");
    Trainer.train(
        TranslatorRecipe.TASK, ReversedLetters.writeRecurrent(folder, epochs, network), out, false);
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          25 | cell: gru, attention: concat
          25 | cell: gru, attention: concat, attentionFirst: true
          45 | cell: lstm, attention: general, inputFeeding: true
          30 | cell: gru, encoder: forward, attention: dot, tied: true, layers: 2
          """)
  void withAnyAttentionLettersAreReversed(int epochs, String kind) throws IOException {
    String bundle = train(epochs, "{%s, embedding: 64, decoderUnits: 64}".formatted(kind));
    TranslatorOptions options = OPTIONS.withNBest(3).withAlignments(true);
    try (Translator translator = Translators.load(bundle, options);
        Translator apart = Translators.load(bundle, options.withBatchTokens(1))) {
      List<List<Hypothesis>> found = translator.translate(SOURCES);
      assertThat(found.stream().map(own -> own.get(0).text()).toList()).isEqualTo(TARGETS);
      List<List<Hypothesis>> alone = apart.translate(SOURCES);
      List<Hypothesis> scored = translator.score(PAIRS);
      for (int i = 0; i < SOURCES.size(); i++) {
        assertThat(found.get(i)).hasSize(3);
        assertThat(found.get(i))
            .isSortedAccordingTo(Comparator.comparing(Hypothesis::score).reversed());
        for (int j = 0; j < 3; j++) {
          Hypothesis one = found.get(i).get(j);
          assertThat(alone.get(i).get(j).text()).isEqualTo(one.text());
          assertThat(alone.get(i).get(j).score()).isCloseTo(one.score(), offset(1e-4));
          assertThat(one.alignment()).isPresent();
        }
        assertThat(scored.get(i).score()).isCloseTo(found.get(i).get(0).score(), offset(1e-4));
      }
    }
  }

  @Test
  void withoutAttentionLettersAreReversedButNotAligned() throws IOException {
    String bundle =
        train(
            40, "{cell: lstm, attention: none, encoder: forward, embedding: 64, decoderUnits: 64}");
    try (Translator translator = Translators.load(bundle, OPTIONS.withAlignments(true))) {
      List<Hypothesis> found =
          translator.translate(SOURCES).stream().map(own -> own.get(0)).toList();
      long right =
          IntStream.range(0, found.size())
              .filter(i -> found.get(i).text().equals(TARGETS.get(i)))
              .count();
      assertThat(right).isGreaterThan(found.size() * 9L / 10);
      assertThat(found).allSatisfy(one -> assertThat(one.alignment()).isEmpty());
      assertThat(translator.translate(List.of("")).get(0).get(0).alignment()).isEmpty();
    }
    assertThatThrownBy(() -> Translators.load(bundle, OPTIONS.withPenalties(0.6, 0.2)))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("no attention", "coveragePenalty [0.2]", "expected 0");
  }

  @Test
  void unknownWordsAreCopiedFromTheWordsTheyAreAlignedTo() throws IOException {
    Path config =
        ReversedLetters.writeRecurrent(folder, 15, "{attention: general, decoderUnits: 64}");
    Files.writeString(
        config,
        Files.readString(config)
            .replaceFirst("subwords: .*", "words: {minimum: 2, splitting: spaces}"));
    StringBuilder rare = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rare.append("a r%d b\tb r%d a\nr%d c\tc r%d\n".formatted(i, i, 100 + i, 100 + i));
    }
    Files.writeString(folder.resolve("pairs.tsv"), rare, StandardOpenOption.APPEND);
    String bundle = folder.resolve("words").toString();
    Trainer.train(TranslatorRecipe.TASK, config, Path.of(bundle), false);
    try (ModelBundle files = ModelBundle.open(Path.of(bundle));
        TranslatorModel model = TranslatorModel.read(files)) {
      assertThat(files.lines("words.source.txt"))
          .containsExactly("spaces", "a</w>", "b</w>", "c</w>");
      float[][] alignments = {{0.1f, 0.2f, 0.3f, 0.4f}, {0.8f, 0, 0.2f, 0}, {0, 0, 0, 1}};
      int unknown = WordModel.UNKNOWN;
      ScoredTarget target = new ScoredTarget(new int[] {unknown, unknown}, 0, 0, alignments);
      assertThat(new HypothesisText(model, true).decode("x  y Z", target)).isEqualTo("Z x");
      assertThat(new HypothesisText(model, false).decode("x y z", target)).isEqualTo("<unk> <unk>");
    }
    String source = "a Quito b";
    try (Translator copying = Translators.load(bundle, OPTIONS);
        Translator not = Translators.load(bundle, OPTIONS.withReplaceUnknown(false))) {
      assertThat(not.translate(List.of(source)).get(0).get(0).text()).isEqualTo("b <unk> a");
      Hypothesis found = copying.translate(List.of(source)).get(0).get(0);
      assertThat(found.text()).matches("b (a|Quito|b) a");
      assertThat(found.alignment()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{attention: additive}|expected one of [NONE, DOT, GENERAL, CONCAT]",
        "{attention: none, inputFeeding: true}|[inputFeeding] is [true]",
        "{attention: dot, decoderUnits: 8}|Attention [dot] of [8] columns to [16]",
        "{layers: 0}|expected at least 1",
        "'{}\ntransformer: {units: 32}'|[transformer] and [recurrent]",
        "'{}\ndropout: {attention: 0.1}'|[dropout.attention] is [0.1]",
        "'{}\nwords: {most: 5}'|[subwords] and [words]"
      })
  void configurationThatCannotBeIsRefused(String network, String message) throws IOException {
    Path config = ReversedLetters.writeRecurrent(folder, 1, "{}");
    String text = Files.readString(config);
    if (network.contains("dropout")) {
      text = text.replaceFirst("dropout: .*\n", "");
    }
    Files.writeString(config, text.replace("recurrent: {}", "recurrent: " + network));
    assertThatThrownBy(
            () -> Trainer.train(TranslatorRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("config.yaml", message);
  }
}
