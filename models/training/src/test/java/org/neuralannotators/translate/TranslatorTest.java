package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.translate.TranslatorRecipe;
import org.neuralannotators.translate.text.Word;

/** A translator that was trained to reverse letters. */
class TranslatorTest {
  private static final TranslatorOptions OPTIONS = TranslatorOptions.DEFAULT.withNumThreads(1);
  private static final List<ParallelText> PAIRS = ReversedLetters.pairs();
  private static final List<String> SOURCES = PAIRS.stream().map(ParallelText::source).toList();

  @TempDir private static Path folder;
  private static String bundle;

  @BeforeAll
  static void train() throws IOException {
    Path out = folder.resolve("reversed");
    Path config = ReversedLetters.write(folder, 45);
    // Without development data the last epoch is kept, and none is scored.
    Files.writeString(config, Files.readString(config).replace(", dev: pairs.tsv", ""));
    Trainer.train(TranslatorRecipe.TASK, config, out, false);
    bundle = out.toString();
  }

  private static List<List<Hypothesis>> translate(TranslatorOptions options, List<String> sources)
      throws IOException {
    try (Translator translator = Translators.load(bundle, options)) {
      return translator.translate(sources);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void whatWasLearntIsFoundGreedilyAndByBeamSearch(int beam) throws IOException {
    List<String> found =
        translate(OPTIONS.withBeam(beam), SOURCES).stream().map(own -> own.get(0).text()).toList();
    assertThat(found).isEqualTo(PAIRS.stream().map(ParallelText::target).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void theBatchChangesNothing(int batchTokens) throws IOException {
    TranslatorOptions options = OPTIONS.withNBest(3).withAlignments(true);
    List<List<Hypothesis>> together = translate(options, SOURCES);
    List<List<Hypothesis>> apart = translate(options.withBatchTokens(batchTokens), SOURCES);
    for (int i = 0; i < SOURCES.size(); i++) {
      for (int j = 0; j < 3; j++) {
        Hypothesis one = together.get(i).get(j);
        Hypothesis other = apart.get(i).get(j);
        assertThat(other.text()).as(SOURCES.get(i)).isEqualTo(one.text());
        assertThat(other.score()).isCloseTo(one.score(), offset(1e-4));
      }
    }
  }

  @Test
  void hypothesesAreDifferentAndTheBestIsFirst() throws IOException {
    for (List<Hypothesis> found : translate(OPTIONS.withNBest(5), SOURCES)) {
      assertThat(found).hasSize(5);
      assertThat(found).isSortedAccordingTo(Comparator.comparing(Hypothesis::score).reversed());
      assertThat(found.stream().map(Hypothesis::text).distinct()).hasSize(5);
    }
  }

  @Test
  void pruningLeavesTheBestOnesThatAreWanted() throws IOException {
    List<String> sources = List.of("a b", "d d d d", "e c b a c", "x y z", "b");
    TranslatorOptions narrow = OPTIONS.withPruningThreshold(1e-9);
    assertThat(texts(translate(narrow, sources)))
        .isEqualTo(texts(translate(OPTIONS.withBeam(1), sources)));
    TranslatorOptions any = OPTIONS.withPruningThreshold(0);
    assertThat(texts(translate(OPTIONS.withPruningThreshold(1e9), sources)))
        .isEqualTo(texts(translate(any, sources)));
    assertThat(texts(translate(narrow.withNBest(5), sources)))
        .isEqualTo(texts(translate(any.withNBest(5), sources)));
    assertThatThrownBy(() -> OPTIONS.withPruningThreshold(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("pruningThreshold [NaN]", "expected 0 or more");
  }

  @Test
  void givenTargetsHaveTheScoreThatTheSearchGaveThem() throws IOException {
    try (Translator translator = Translators.load(bundle, OPTIONS.withPenalties(0.8, 0.2))) {
      List<Hypothesis> found =
          translator.translate(SOURCES).stream().map(own -> own.get(0)).toList();
      List<ParallelText> pairs = new ArrayList<>();
      for (int i = 0; i < SOURCES.size(); i++) {
        pairs.add(new ParallelText(SOURCES.get(i), found.get(i).text()));
      }
      List<Hypothesis> scored = translator.score(pairs);
      for (int i = 0; i < found.size(); i++) {
        assertThat(scored.get(i).text()).isEqualTo(found.get(i).text());
        assertThat(scored.get(i).score()).isCloseTo(found.get(i).score(), offset(1e-4));
        assertThat(scored.get(i).logProbability())
            .isCloseTo(found.get(i).logProbability(), offset(1e-4));
      }
      Hypothesis wrong = translator.score(List.of(new ParallelText("a b c", "a b"))).get(0);
      assertThat(wrong.logProbability()).isLessThan(-3);
    }
  }

  @Test
  void wordsAreAlignedToThoseTheyWereMadeOf() throws IOException {
    Hypothesis found = translate(OPTIONS.withAlignments(true), List.of(" a  b c")).get(0).get(0);
    assertThat(found.text()).isEqualTo("c b a");
    Alignment alignment = found.alignment().orElseThrow();
    assertThat(alignment.source()).containsExactly(new Word(1, 2), new Word(4, 5), new Word(6, 7));
    assertThat(alignment.target()).containsExactly(new Word(0, 1), new Word(2, 3), new Word(4, 5));
    assertThat(alignment.weights()).hasSize(3);
    for (float[] row : alignment.weights()) {
      assertThat((double) row[0] + row[1] + row[2]).isBetween(0.0, 1.0 + 1e-5);
    }
  }

  @Test
  void drawnTargetsDependOnTheSeedAlone() throws IOException {
    TranslatorOptions options = OPTIONS.withNBest(4).withSampling(3, 7);
    List<List<Hypothesis>> drawn = translate(options, SOURCES);
    assertThat(texts(translate(options.withBatchTokens(1), SOURCES))).isEqualTo(texts(drawn));
    assertThat(texts(translate(options.withSampling(3, 8), SOURCES))).isNotEqualTo(texts(drawn));
    assertThat(drawn).allSatisfy(found -> assertThat(found).hasSize(4));
    List<List<Hypothesis>> cold = translate(options.withSampling(0.01, 7), SOURCES);
    assertThat(texts(cold).stream().map(found -> found.get(0)).toList())
        .isEqualTo(PAIRS.stream().map(ParallelText::target).toList());
  }

  private static List<List<String>> texts(List<List<Hypothesis>> found) {
    return found.stream().map(own -> own.stream().map(Hypothesis::text).toList()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n"})
  void emptySourceHasTheEmptyTarget(String source) throws IOException {
    List<List<Hypothesis>> found = translate(OPTIONS, List.of(source, "a b", source));
    assertThat(texts(found)).containsExactly(List.of(""), List.of("b a"), List.of(""));
  }

  @Test
  void sourcesThatAreTooLongAreSplit() throws IOException {
    String sentence = "a b c a.";
    String source = Stream.generate(() -> sentence).limit(9).collect(Collectors.joining(" "));
    Hypothesis found = translate(OPTIONS.withAlignments(true), List.of(source)).get(0).get(0);
    Alignment alignment = found.alignment().orElseThrow();
    assertThat(alignment.source()).isEqualTo(Word.of(source));
    assertThat(alignment.target()).isEqualTo(Word.of(found.text()));
    assertThat(alignment.weights().get(0)).hasSize(36);
  }

  @Test
  void sourceInAnotherScriptHasATarget() throws IOException {
    assertThat(translate(OPTIONS, List.of("漢字 かな")).get(0)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void impossibleBeamIsRefused(int beam) {
    assertThatThrownBy(() -> OPTIONS.withBeam(beam))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[" + beam + "]", "expected 1 to 1000");
  }

  @Test
  void beamOfAThousandFindsTheSame() throws IOException {
    List<List<Hypothesis>> found =
        translate(OPTIONS.withBeam(1000).withNBest(1000), List.of("a b"));
    assertThat(found.get(0).get(0).text()).isEqualTo("b a");
    assertThat(found.get(0)).hasSizeGreaterThan(100);
  }

  @Test
  void moreHypothesesThanTheBeamAreRefused() {
    assertThatThrownBy(() -> OPTIONS.withBeam(3).withNBest(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[4]", "[3]");
  }

  @Test
  void otherLanguagesAreRefused() throws IOException {
    Translators.load(bundle, OPTIONS.withLanguages("en-GB", "de")).close();
    assertThatThrownBy(() -> Translators.load(bundle, OPTIONS.withLanguages("en", "fr")))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("targetLanguage [fr]", "[de]");
    assertThatThrownBy(() -> Translators.load(bundle, OPTIONS.withTaskPrefix("translate: ")))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("taskPrefix [translate: ]", "expected none");
  }

  @Test
  void targetLongerThanTheNetworkReadsIsNotScored() throws IOException {
    try (Translator translator = Translators.load(bundle, OPTIONS)) {
      ParallelText pair = new ParallelText("a", "a ".repeat(40));
      assertThatThrownBy(() -> translator.score(List.of(pair)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("[40]", "[15]");
    }
  }

  @Test
  void closedTranslatorSaysSo() throws IOException {
    Translator translator = Translators.load(bundle, OPTIONS);
    translator.close();
    translator.close();
    assertThatThrownBy(() -> translator.translate(SOURCES))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void threadsShareATranslator() throws IOException {
    try (Translator translator = Translators.load(bundle, OPTIONS.withNumThreads(2))) {
      List<List<String>> expected = texts(translator.translate(SOURCES));
      List<List<List<String>>> found =
          Stream.generate(() -> SOURCES)
              .limit(8)
              .parallel()
              .map(sources -> texts(translator.translate(sources)))
              .toList();
      assertThat(found).allSatisfy(texts -> assertThat(texts).isEqualTo(expected));
    }
  }
}
