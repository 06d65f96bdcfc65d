package org.neuralannotators.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.lm.continuation.PromptModel;
import org.neuralannotators.lm.continuation.PromptModels;
import org.neuralannotators.lm.continuation.TextContinuer;
import org.neuralannotators.lm.continuation.TextContinuers;
import org.neuralannotators.lm.continuation.TinyDecoders;
import org.neuralannotators.lm.decoder.DecoderShapes;
import org.neuralannotators.model.PredictorOptions;

class PromptPredictorsTest {
  private static final int POSITIONS = 40;
  private static final String CLASSES =
      """
      name: letters
      template: '{text} d {answer}'
      separator: ' c '
      examples: [{text: abab, answer: x}, {text: dd, answer: y}]
      labels: {x: ca, y: b, z: dad}
      """;
  private static final String FIELD =
      """
      name: rest
      template: '{text} d{answer}'
      separator: ' c '
      examples: [{text: abab, answer: dd}]
      field: {length: 6, stop: [cc]}
      """;

  @TempDir private Path folder;
  private String bundle;

  @BeforeEach
  void write() throws IOException {
    bundle = TinyDecoders.write(folder, DecoderShapes.LLAMA, false, POSITIONS, TinyDecoders.END);
  }

  private Prompt prompt(String yaml) throws IOException {
    return Prompt.read(Files.writeString(folder.resolve("prompt.yaml"), yaml));
  }

  private TextClassifier classifier(String yaml) throws IOException {
    return PromptPredictors.loadClassifier(bundle, prompt(yaml), PredictorOptions.DEFAULT);
  }

  private FieldFiller filler(String yaml) throws IOException {
    return PromptPredictors.loadFiller(bundle, prompt(yaml), PredictorOptions.DEFAULT);
  }

  private static void assertSame(Classification actual, double... expected) {
    assertThat(actual.probabilities().values().stream().mapToDouble(p -> p).toArray())
        .containsExactly(expected, offset(1e-5));
  }

  private static double[] probabilities(Classification found) {
    return found.probabilities().values().stream().mapToDouble(p -> p).toArray();
  }

  @Test
  void aTextHasTheSameClassWhateverIsWithIt() throws IOException {
    List<String> texts = List.of("aba", "", "d d cab", "b", "aba");
    for (String yaml : List.of(CLASSES, CLASSES + "calibrated: true\n")) {
      try (TextClassifier classifier = classifier(yaml)) {
        List<Classification> together = classifier.classify(texts);
        assertThat(together.stream().map(Classification::probabilities).distinct())
            .hasSizeGreaterThan(3);
        for (int i = 0; i < texts.size(); i++) {
          Classification alone = classifier.classify(List.of(texts.get(i))).get(0);
          assertSame(alone, probabilities(together.get(i)));
        }
        assertThat(classifier.classify(List.of())).isEmpty();
      }
    }
  }

  @Test
  void theManifestNamesModelAndPrompt() throws IOException {
    try (TextClassifier classifier = classifier(CLASSES);
        FieldFiller filler = filler(FIELD)) {
      assertThat(classifier.pairs()).isFalse();
      assertThat(classifier.manifest().name()).isEqualTo("tiny:letters");
      assertThat(classifier.manifest().labels()).containsExactly("x", "y", "z");
      assertThat(classifier.manifest().files().get("prompt")).isEqualTo(prompt(CLASSES).checksum());
      assertThat(classifier.manifest().files()).containsKey("weights.safetensors");
      assertThat(filler.manifest().name()).isEqualTo("tiny:rest");
      assertThat(filler.manifest().labels()).isEmpty();
    }
  }

  private static final String LONG = "ab c d. b da cab ab. c c c d d d b b b. a ab abc dab. dd";

  @Test
  void aTextThatIsTooLongLosesItsEnd() throws IOException {
    try (TextClassifier classifier = classifier(CLASSES)) {
      Classification found = classifier.classify(List.of(LONG)).get(0);
      int most = 0;
      for (int end = 1; end <= LONG.length(); end++) {
        if (classified(classifier, CLASSES + "longTexts: error\n", LONG.substring(0, end))) {
          most = end;
        }
      }
      assertThat(most).isBetween(5, LONG.length() - 1);
      assertSame(
          found, probabilities(classifier.classify(List.of(LONG.substring(0, most))).get(0)));
    }
  }

  private boolean classified(TextClassifier any, String yaml, String text) throws IOException {
    try (TextClassifier strict = classifier(yaml)) {
      assertSame(
          strict.classify(List.of(text)).get(0), probabilities(any.classify(List.of(text)).get(0)));
      return true;
    } catch (IllegalArgumentException e) {
      assertThat(e)
          .hasMessageContainingAll(
              "A text of [", "pieces with the prompt [letters]; expected at most [40]", "WINDOWS");
      return false;
    }
  }

  /** What is read of a text for its classes, or its field. */
  private List<String> parts(Prompt prompt, String text) throws IOException {
    try (PromptModel model = PromptModels.load(bundle, PredictorOptions.DEFAULT)) {
      PromptText shown = PromptText.of(prompt);
      List<String> answers = prompt.labels().values().stream().map(shown::continuation).toList();
      int made = prompt.classifies() ? 0 : prompt.field().length() - 1;
      return new TextFitting(prompt, model, part -> model.length(shown.of(part), answers) + made)
          .parts(text);
    }
  }

  @Test
  void windowsOfATextThatIsTooLongHaveEqualShares() throws IOException {
    String yaml = CLASSES + "longTexts: windows\n";
    List<String> parts = parts(prompt(yaml), LONG);
    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(String.join("", parts).replace(" ", "")).isEqualTo(LONG.replace(" ", ""));
    try (TextClassifier classifier = classifier(yaml)) {
      double[] mean = new double[3];
      for (Classification part : classifier.classify(parts)) {
        for (int label = 0; label < mean.length; label++) {
          mean[label] += probabilities(part)[label] / parts.size();
        }
      }
      List<Classification> found = classifier.classify(List.of("a", LONG, "b"));
      assertSame(found.get(1), mean);
      assertSame(found.get(2), probabilities(classifier.classify(List.of("b")).get(0)));
    }
  }

  /** How the model goes on behind the prompt. */
  private List<String> continued(Prompt prompt, List<String> texts) throws IOException {
    try (TextContinuer continuer = TextContinuers.load(bundle)) {
      PromptText shown = PromptText.of(prompt);
      return continuer
          .continueTexts(texts.stream().map(shown::of).toList(), prompt.field().options())
          .stream()
          .map(continuation -> continuation.text().strip())
          .toList();
    }
  }

  @Test
  void aFieldIsHowTheModelGoesOn() throws IOException {
    List<String> texts = List.of("aba", "", "d d cab", "b", "aba");
    for (String yaml :
        List.of(FIELD, FIELD.replace("stop", "temperature: 1, stop"), FIELD + "longTexts: error")) {
      try (FieldFiller filler = filler(yaml)) {
        List<String> fields = filler.fill(texts);
        assertThat(fields).isEqualTo(continued(prompt(yaml), texts));
        assertThat(fields).anyMatch(field -> !field.isEmpty());
        assertThat(filler.fill(List.of())).isEmpty();
      }
    }
  }

  @Test
  void theFieldOfATextThatIsTooLongIsTheFirstThatSaysSomething() throws IOException {
    Prompt prompt = prompt(FIELD + "longTexts: windows\n");
    List<String> parts = parts(prompt, LONG);
    List<String> each = continued(prompt, parts);
    assertThat(parts).hasSizeGreaterThan(1);
    String expected = each.stream().filter(field -> !field.isEmpty()).findFirst().orElse("");
    try (FieldFiller filler = filler(FIELD + "longTexts: windows\n");
        FieldFiller cut = filler(FIELD)) {
      assertThat(filler.fill(List.of(LONG))).containsExactly(expected);
      assertThat(cut.fill(List.of(LONG))).isEqualTo(continued(prompt, parts(prompt(FIELD), LONG)));
    }
  }

  @Test
  void aPromptWithoutRoomForTextsIsRefused() {
    String examples = "  - {text: abababababababababab, answer: y}\n".repeat(3);
    assertThatThrownBy(
            () -> classifier(CLASSES.replaceFirst("examples: .*\n", "examples:\n" + examples)))
        .isInstanceOf(PromptException.class)
        .hasMessageContainingAll("Prompt [letters] needs [", "of the [40]", "[tiny]", "examples");
    assertThatThrownBy(() -> filler(FIELD.replace("length: 6", "length: 40")))
        .isInstanceOf(PromptException.class)
        .hasMessageContaining("without a text");
  }

  @Test
  void aPromptOfTheOtherKindIsRefused() {
    assertThatThrownBy(() -> classifier(FIELD))
        .isInstanceOf(PromptException.class)
        .hasMessageContaining("Prompt [rest] has no [labels]");
    assertThatThrownBy(() -> filler(CLASSES))
        .isInstanceOf(PromptException.class)
        .hasMessageContaining("Prompt [letters] has [labels]");
  }

  @Test
  void pairsAreRefused() throws IOException {
    for (String yaml : List.of(CLASSES, FIELD)) {
      try (TextClassifier classifier = either(yaml)) {
        assertThatThrownBy(() -> classifier.classifyPairs(List.of()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("] is for [texts]");
      }
    }
  }

  private TextClassifier either(String yaml) throws IOException {
    return PromptPredictors.load(bundle, prompt(yaml), PredictorOptions.DEFAULT);
  }

  @Test
  void promptsOfBothKindsCanBeWrittenAlike() throws IOException {
    List<String> texts = List.of("aba", "", "d d cab", "b");
    String writesNothing = FIELD.replace("stop: [cc]", "stop: [a, b, c, d, ' ', é, \uFFFD]");
    try (TextClassifier classes = either(CLASSES);
        TextClassifier same = classifier(CLASSES);
        TextClassifier fields = either(FIELD);
        TextClassifier nothing = either(writesNothing);
        FieldFiller filler = filler(FIELD)) {
      assertThat(classes.pairs() || fields.pairs()).isFalse();
      assertAllSame(classes.classify(texts), same.classify(texts));
      List<Classification> found = fields.classify(texts);
      assertThat(found).extracting(Classification::label).isEqualTo(filler.fill(texts));
      assertThat(found).allMatch(each -> each.confidence() == 1 && each.scores().isEmpty());
      assertThat(fields.manifest()).isEqualTo(filler.manifest());
      assertThat(found.get(0).labels(0)).containsOnlyKeys(found.get(0).label());
      assertThat(nothing.classify(texts)).allMatch(each -> each.labels(0).isEmpty());
    }
  }

  @Test
  void promptsOfOneModelMayBeUsedAtOnce() throws Exception {
    List<String> texts = List.of("aba", "d d cab");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    TextClassifier other = classifier(CLASSES.replace("abab", "c"));
    try (TextClassifier classifier = classifier(CLASSES);
        FieldFiller filler = filler(FIELD)) {
      List<Classification> first = classifier.classify(texts);
      try (other) {
        List<Classification> second = other.classify(texts);
        List<String> fields = filler.fill(texts);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          calls.add(threads.submit(() -> assertAllSame(classifier.classify(texts), first)));
          calls.add(threads.submit(() -> assertAllSame(other.classify(texts), second)));
          calls.add(threads.submit(() -> assertThat(filler.fill(texts)).isEqualTo(fields)));
        }
        for (Future<?> call : calls) {
          call.get();
        }
      }
      assertAllSame(classifier.classify(texts), first);
      assertThatThrownBy(() -> other.classify(texts)).isInstanceOf(IllegalStateException.class);
    } finally {
      threads.shutdown();
    }
  }

  private static void assertAllSame(List<Classification> actual, List<Classification> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertSame(actual.get(i), probabilities(expected.get(i)));
    }
  }
}
