package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.network.Parameter;

class EncoderHeadModelTest {
  @TempDir private Path folder;

  private static EncoderHeadModel<ClassTarget> model(EncoderCheckpoint checkpoint)
      throws IOException {
    return new EncoderHeadModel<>(
        EncoderModel.pretrained(
            HeadKind.CLASSIFIER.layout(),
            new ModelSpec<>(
                new HeadArchitecture(checkpoint.architecture(), 24, 11, false, null),
                List.of("a", "b")),
            EncoderDropout.NONE,
            checkpoint,
            0,
            new Random(1)));
  }

  private static float[] weights(EncoderHeadModel<?> model, String name) {
    return model.network().parameters().all().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .map(Parameter::value)
        .orElseThrow()
        .toFloats();
  }

  /** The tiny encoder with a pooler whose bias counts and whose weights are 0 but one. */
  private EncoderCheckpoint withPooler() throws IOException {
    EncoderCheckpoint checkpoint = TinyBert.checkpoint(folder);
    int hidden = checkpoint.architecture().hidden();
    float[] weights = new float[hidden * hidden];
    weights[3] = 7;
    float[] bias = new float[hidden];
    for (int i = 0; i < hidden; i++) {
      bias[i] = i;
    }
    SafeTensorsWriter writer = new SafeTensorsWriter();
    writer.add("pooler.dense.weight", TensorType.F32, weights, hidden, hidden);
    writer.add("pooler.dense.bias", TensorType.F32, bias, hidden);
    Path file = folder.resolve("pooler.safetensors");
    Files.write(file, writer.toBytes());
    Map<String, Tensor> tensors = new HashMap<>(checkpoint.tensors());
    tensors.putAll(SafeTensors.read(file));
    return new EncoderCheckpoint(
        "test", checkpoint.architecture(), checkpoint.tokenizer(), tensors);
  }

  @Test
  void poolerOfTheCheckpointIsTakenOver() throws IOException {
    EncoderCheckpoint checkpoint = withPooler();
    int hidden = checkpoint.architecture().hidden();
    try (EncoderHeadModel<ClassTarget> model = model(checkpoint)) {
      assertThat(weights(model, "pooler.dense.bias")[5]).isEqualTo(5);
      // A row for each output in the file, for each input here.
      assertThat(weights(model, "pooler.dense.weight")[3 * hidden]).isEqualTo(7);
    }
  }

  @Test
  void checkpointWithoutAPoolerGetsARandomOne() throws IOException {
    try (EncoderHeadModel<ClassTarget> model = model(TinyBert.checkpoint(folder))) {
      assertThat(weights(model, "pooler.dense.weight")).doesNotContain(0).doesNotHaveDuplicates();
    }
  }

  @Test
  void descriptionWithoutLabelsOrAnswersIsRefused() throws IOException {
    EncoderCheckpoint checkpoint = TinyBert.checkpoint(folder);
    HeadArchitecture architecture =
        new HeadArchitecture(checkpoint.architecture(), 24, 11, false, null);
    ModelSpec<HeadArchitecture> spec = new ModelSpec<>(architecture, List.of());
    assertThatThrownBy(
            () ->
                EncoderModel.untrained(HeadKind.CLASSIFIER.layout(), spec, checkpoint.tokenizer()))
        .hasMessageContaining("without labels");
    assertThatThrownBy(
            () ->
                EncoderModel.untrained(
                    HeadKind.QUESTION_ANSWERER.layout(), spec, checkpoint.tokenizer()))
        .hasMessageContaining("[answers]");
    assertThatThrownBy(() -> new HeadArchitecture(checkpoint.architecture(), 25, 11, false, null))
        .hasMessageContaining("[25]");
    assertThatThrownBy(() -> new HeadArchitecture(checkpoint.architecture(), 24, 23, false, null))
        .hasMessageContaining("stride [23]");
  }
}
