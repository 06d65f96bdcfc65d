package org.neuralannotators.importing.huggingface.encoderdecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.translate.GenerationOptions;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TranslationGuards;

/** What bundles of imported models with encoder and decoder write is what transformers does. */
class EncoderDecoderFolderTest {
  private static final float DIFFERENCE = 1e-4f;
  private static final int BEAMS = 4;

  @TempDir private Path folder;

  static Stream<String> models() {
    return ReferenceTranslator.names();
  }

  private ModelBundle imported(String name) throws IOException {
    Path bundle = folder.resolve("bundle");
    Path source = ReferenceTranslator.write(name, folder);
    try (ImportedModel imported = ModelImporter.read(source, Choice.NONE)) {
      assertThat(imported.leftOut()).isEmpty();
      imported.files().write(bundle, imported.manifest("tiny").build());
    }
    return ModelBundle.open(bundle);
  }

  private static TranslatorModel model(ModelBundle bundle, ReferenceTranslator reference)
      throws IOException {
    return TranslatorModel.read(
        bundle, new TextChoice(reference.source(), reference.target(), null));
  }

  @ParameterizedTest
  @MethodSource("models")
  void sourcesAreReadAndTargetsWrittenAsByTransformers(String name) throws IOException {
    ReferenceTranslator reference = ReferenceTranslator.read(name);
    try (ModelBundle bundle = imported(name)) {
      try (TranslatorModel model = model(bundle, reference)) {
        for (ReferenceTranslator.Text text : reference.texts()) {
          assertThat(model.pieces().source(text.text())).isEqualTo(text.ids());
          assertScores(model, text);
        }
      }
      assertThat(texts(bundle, reference, 1)).isEqualTo(stripped(reference.greedy()));
      assertThat(texts(bundle, reference, BEAMS)).isEqualTo(stripped(reference.beam()));
    }
  }

  /** A translator's texts have no blanks at their ends. */
  private static List<String> stripped(List<String> texts) {
    return texts.stream().map(String::strip).toList();
  }

  private static void assertScores(TranslatorModel model, ReferenceTranslator.Text text) {
    try (Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats()) {
      Decoding decoding =
          model.network().decode(Pass.inference(kernels, workspace), List.of(text.ids()), 1, false);
      for (int at = 0; at < text.target().length; at++) {
        float[] scores = decoding.read(new int[] {text.target()[at]}).toFloats();
        for (int i = 0; i < text.pieces().length; i++) {
          assertThat(scores[text.pieces()[i]])
              .as("piece %d behind piece %d", text.pieces()[i], at)
              .isCloseTo((float) text.scores()[at][i], offset(DIFFERENCE));
        }
        assertThat(logarithmOfSum(scores))
            .as("behind piece %d", at)
            .isCloseTo(text.sums()[at], offset((double) DIFFERENCE));
      }
    }
  }

  private static double logarithmOfSum(float[] scores) {
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score);
    }
    return Math.log(sum);
  }

  private static List<String> texts(ModelBundle bundle, ReferenceTranslator reference, int beams)
      throws IOException {
    TranslatorOptions options =
        TranslatorOptions.DEFAULT
            .withLanguages(reference.source(), reference.target())
            .withGuards(TranslationGuards.NONE)
            .withGeneration(GenerationOptions.NONE.withBeams(beams));
    try (Translator translator = Translators.read(bundle, options)) {
      return translator.translate(ReferenceTranslator.sentences()).stream()
          .map(hypotheses -> hypotheses.get(0))
          .map(Hypothesis::text)
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"marian, F16", "marian-separate, F32", "bart, F16", "t5-gated, F32", "nllb, F16"})
  void weightsOfSixteenBitsThatAreNumbersOfOursStaySo(String name, TensorType type)
      throws IOException {
    try (ModelBundle bundle = imported(name)) {
      assertThat(bundle.tensors(NetworkWeights.FILE).values())
          .extracting(Tensor::type)
          .containsOnly(type);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "marian, en, de",
    "marian-separate, en, mul",
    "nllb, en, mul",
    "mbart, en, ro",
    "t5, und, und"
  })
  void languagesAreThoseOfTheFiles(String name, String source, String target) throws IOException {
    try (ImportedModel imported =
        ModelImporter.read(ReferenceTranslator.write(name, folder), Choice.NONE)) {
      assertThat(((ImportedTranslator) imported).model().rules())
          .extracting("sourceLanguage", "targetLanguage")
          .containsExactly(source, target);
    }
  }
}
