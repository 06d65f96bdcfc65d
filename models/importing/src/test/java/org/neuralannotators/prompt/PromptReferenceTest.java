package org.neuralannotators.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ReferenceFiles;
import org.neuralannotators.importing.huggingface.decoder.ReferenceDecoder;
import org.neuralannotators.lm.continuation.ContinuationScore;
import org.neuralannotators.lm.continuation.PromptModel;
import org.neuralannotators.lm.continuation.PromptModels;
import org.neuralannotators.model.PredictorOptions;

/**
 * What imported language models say by prompts is what transformers does; made by {@code
 * it/src/reference/prompts_reference.py}, which tells more.
 */
class PromptReferenceTest {
  private static final Path ROOT = ReferenceFiles.ROOT.resolveSibling("prompt");

  @TempDir private Path folder;

  /** What is expected of each text. */
  private record Expected(
      double[] scores, int[] pieces, double[] plain, double[] normalized, double[] calibrated) {}

  private record Reference(List<String> texts, Map<String, List<Expected>> models) {}

  private Path imported(String name) throws IOException {
    Path bundle = folder.resolve("tiny.bundle");
    Path source = ReferenceDecoder.write(name, folder);
    try (ImportedModel imported = ModelImporter.read(source, Choice.NONE)) {
      imported.files().write(bundle, imported.manifest("tiny").language("en").build());
    }
    return bundle;
  }

  private Prompt prompt(String added) throws IOException {
    String yaml = Files.readString(ROOT.resolve("prompt.yaml"));
    return Prompt.read(Files.writeString(folder.resolve("prompt.yaml"), yaml + added));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt2", "llama", "qwen3"})
  void classesHaveTheProbabilitiesOfTransformers(String name) throws IOException {
    Path bundle = imported(name);
    Reference all =
        new ObjectMapper().readValue(ROOT.resolve("expected.json").toFile(), Reference.class);
    List<Expected> expected = all.models().get(name);
    assertScores(bundle, all.texts(), expected);
    assertClasses(bundle, "", all.texts(), expected.stream().map(Expected::plain).toList());
    assertClasses(
        bundle,
        "lengthNormalized: true",
        all.texts(),
        expected.stream().map(Expected::normalized).toList());
    assertClasses(
        bundle,
        "calibrated: true",
        all.texts(),
        expected.stream().map(Expected::calibrated).toList());
  }

  private void assertScores(Path bundle, List<String> texts, List<Expected> expected)
      throws IOException {
    Prompt prompt = prompt("");
    PromptText text = PromptText.of(prompt);
    try (ModelBundle open = ModelBundle.open(bundle);
        PromptModel model = PromptModels.read(open, PredictorOptions.DEFAULT)) {
      List<List<ContinuationScore>> scores =
          model.scores(
              text.begin(),
              texts.stream().map(text::of).toList(),
              prompt.labels().values().stream().map(text::continuation).toList());
      for (int i = 0; i < texts.size(); i++) {
        assertThat(scores.get(i).stream().mapToInt(ContinuationScore::pieces).toArray())
            .containsExactly(expected.get(i).pieces());
        assertThat(scores.get(i).stream().mapToDouble(ContinuationScore::logProbability).toArray())
            .containsExactly(expected.get(i).scores(), offset(2e-4));
      }
    }
  }

  private void assertClasses(Path bundle, String added, List<String> texts, List<double[]> expected)
      throws IOException {
    try (TextClassifier classifier =
        PromptPredictors.loadClassifier(
            bundle.toString(), prompt(added), PredictorOptions.DEFAULT)) {
      List<Classification> classes = classifier.classify(texts);
      for (int i = 0; i < texts.size(); i++) {
        Classification found = classes.get(i);
        assertThat(found.probabilities().keySet()).containsExactly("good", "bad", "none");
        assertThat(found.probabilities().values().stream().mapToDouble(p -> p).toArray())
            .containsExactly(expected.get(i), offset(5e-5));
        assertThat(found.probabilities()).containsEntry(found.label(), found.confidence());
        assertThat(found.probabilities().values()).allMatch(p -> p <= found.confidence());
      }
    }
  }
}
