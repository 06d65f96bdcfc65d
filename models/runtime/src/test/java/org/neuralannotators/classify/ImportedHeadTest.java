package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.TransformShape;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Activation;

class ImportedHeadTest {
  /** ModernBERT's. */
  private static final TransformShape TRANSFORM =
      new TransformShape(Activation.GELU, false, 1e-5, false);

  private static final PoolerShape MEAN = new PoolerShape(PoolerShape.Pooling.MEAN, TRANSFORM);

  @TempDir private Path folder;

  /** The tiny encoder with a head whose scores are the classifier's biases. */
  private TinyHead head() throws IOException {
    return new TinyHead(TinyBert.checkpoint(folder))
        .matrix("pooler.dense.weight", 16)
        .vector("pooler.norm.weight", new float[16])
        .matrix("classifier.weight", 2)
        .vector("classifier.bias", 2.5f, -1);
  }

  private static HeadArchitecture architecture(EncoderCheckpoint checkpoint, ClassOutput output) {
    return HeadArchitecture.classifier(checkpoint.architecture(), 24, 11, false, MEAN, output);
  }

  private static EncoderHeadModel<ClassTarget> imported(
      EncoderCheckpoint checkpoint, ClassOutput output) throws IOException {
    return new EncoderHeadModel<>(
        EncoderModel.imported(HeadKind.CLASSIFIER.layout(), spec(checkpoint, output), checkpoint));
  }

  private static ModelSpec<HeadArchitecture> spec(
      EncoderCheckpoint checkpoint, ClassOutput output) {
    return new ModelSpec<>(architecture(checkpoint, output), List.of("a", "b"));
  }

  private Classification classified(ClassOutput output, String text) throws IOException {
    Path bundle = folder.resolve(output.name());
    try (EncoderHeadModel<ClassTarget> model = imported(head().checkpoint(), output)) {
      model.model().files(TensorType.F32).write(bundle, model.model().manifest("tiny").build());
    }
    try (TextClassifier classifier = TextClassifiers.load(bundle.toString())) {
      return classifier.classify(List.of(text)).get(0);
    }
  }

  @Test
  void bundleKeepsWhatTheScoresMean() throws IOException {
    assertThat(classified(ClassOutput.ONE_LABEL, "Ann").probabilities().get("a"))
        .isCloseTo(1 / (1 + Math.exp(-3.5)), offset(1e-6));
    Classification many = classified(ClassOutput.MANY_LABELS, "Ann");
    assertThat(many.probabilities().get("a")).isCloseTo(1 / (1 + Math.exp(-2.5)), offset(1e-6));
    assertThat(many.probabilities().get("b")).isCloseTo(1 / (1 + Math.exp(1)), offset(1e-6));
    assertThat(many.labels(0)).containsOnlyKeys("a");
  }

  @Test
  void numbersOfTheWindowsOfALongTextAreAveraged() throws IOException {
    Classification numbers = classified(ClassOutput.NUMBERS, "a ".repeat(90));
    assertThat(numbers.label()).isEqualTo("a=2.5 b=-1.0");
    assertThat(numbers.numbers().get("b")).isCloseTo(-1, offset(1e-6));
  }

  private static float[] numbers(EncoderHeadModel<?> model, String name) {
    return model.network().parameters().all().stream()
        .filter(each -> each.name().equals(name))
        .findAny()
        .orElseThrow()
        .value()
        .toFloats();
  }

  @Test
  void headAndEncoderHaveTheCheckpointsNumbers() throws IOException {
    EncoderCheckpoint checkpoint = head().checkpoint();
    try (EncoderHeadModel<ClassTarget> model = imported(checkpoint, ClassOutput.NUMBERS);
        EncoderHeadModel<ClassTarget> untrained =
            new EncoderHeadModel<>(
                EncoderModel.pretrained(
                    HeadKind.CLASSIFIER.layout(),
                    spec(checkpoint, ClassOutput.ONE_LABEL),
                    EncoderDropout.NONE,
                    checkpoint,
                    0,
                    new Random(1)))) {
      String inner = "encoder.layer.1.output.dense.weight";
      assertThat(numbers(model, inner)).isEqualTo(numbers(untrained, inner));
      assertThat(model.network().parameters().all())
          .filteredOn(each -> each.name().matches("pooler.*|classifier.*"))
          .extracting(Parameter::name)
          .containsExactly(
              "pooler.dense.weight", "pooler.norm.weight", "classifier.weight", "classifier.bias");
      assertThat(numbers(model, "classifier.bias")).containsExactly(2.5f, -1);
    }
  }

  @Test
  void missingAndMisshapenTensorsOfTheHeadAreNamed() throws IOException {
    EncoderCheckpoint without =
        new TinyHead(TinyBert.checkpoint(folder))
            .matrix("pooler.dense.weight", 16)
            .vector("pooler.norm.weight", new float[16])
            .matrix("classifier.weight", 3)
            .checkpoint();
    assertThatThrownBy(() -> imported(without, ClassOutput.ONE_LABEL))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[classifier.bias] is missing, expected shape [2]")
        .hasMessageContaining("[classifier.weight] has shape [3, 16], expected shape [2, 16]");
  }

  @Test
  void questionAnswererTakesItsTransform() throws IOException {
    EncoderCheckpoint checkpoint =
        new TinyHead(TinyBert.checkpoint(folder))
            .matrix("head.dense.weight", 16)
            .vector("head.norm.weight", new float[16])
            .matrix("qa_outputs.weight", 2)
            .vector("qa_outputs.bias", 0, 0)
            .checkpoint();
    HeadArchitecture architecture =
        HeadArchitecture.answerer(
            checkpoint.architecture(), 24, 11, new HeadArchitecture.Answers(1, false), TRANSFORM);
    Path bundle = folder.resolve("answers");
    try (EncoderHeadModel<PieceSpan> model =
        new EncoderHeadModel<>(
            EncoderModel.imported(
                HeadKind.QUESTION_ANSWERER.layout(),
                new ModelSpec<>(architecture, List.of()),
                checkpoint))) {
      model.model().files(TensorType.F32).write(bundle, model.model().manifest("tiny").build());
    }
    try (QuestionAnswerer answerer = QuestionAnswerers.load(bundle.toString())) {
      // All scores are 0: each of the four pieces is as probable as the others.
      Answer answer = answerer.answer("Ann", "a b c d").orElseThrow();
      assertThat(answer.confidence()).isCloseTo(0.25, offset(1e-6));
    }
  }

  @Test
  void olderManifestMeansBertsPoolerAndOneLabel() throws IOException {
    ObjectMapper json = new ObjectMapper();
    HeadArchitecture now = architecture(head().checkpoint(), ClassOutput.MANY_LABELS);
    String written = json.writeValueAsString(now);
    assertThat(json.readValue(written, HeadArchitecture.class)).isEqualTo(now);
    String older = written.replaceAll(",\"pooler\".*", "}");
    assertThat(json.readValue(older, HeadArchitecture.class))
        .isEqualTo(new HeadArchitecture(now.encoder(), 24, 11, false, null))
        .satisfies(read -> assertThat(read.pooler()).isEqualTo(PoolerShape.BERT))
        .satisfies(read -> assertThat(read.output()).isEqualTo(ClassOutput.ONE_LABEL));
  }
}
