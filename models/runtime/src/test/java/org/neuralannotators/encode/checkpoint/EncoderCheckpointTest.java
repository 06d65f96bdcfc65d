package org.neuralannotators.encode.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;

class EncoderCheckpointTest {
  private static final String SEGMENTS = "embeddings.token_type_embeddings.weight";

  @TempDir private Path folder;

  @Test
  void moreSegmentsBeginAsTheFirst() throws IOException {
    EncoderCheckpoint checkpoint = TinyBert.checkpoint(folder);
    EncoderCheckpoint more = checkpoint.withMoreSegments(3);
    float[] before = checkpoint.tensors().get(SEGMENTS).floats();
    float[] after = more.tensors().get(SEGMENTS).floats();
    int columns = checkpoint.architecture().hidden();
    assertThat(after).hasSize(5 * columns);
    assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
    for (int row = 2; row < 5; row++) {
      assertThat(Arrays.copyOfRange(after, row * columns, (row + 1) * columns))
          .isEqualTo(Arrays.copyOf(before, columns));
    }
  }

  @Test
  void segmentsThatAreMissingAreNamed() throws IOException {
    EncoderCheckpoint whole = TinyBert.checkpoint(folder);
    Map<String, Tensor> tensors = new HashMap<>(whole.tensors());
    tensors.remove(SEGMENTS);
    EncoderCheckpoint without =
        new EncoderCheckpoint("tiny", whole.architecture(), whole.tokenizer(), tensors);
    assertThatThrownBy(() -> without.withMoreSegments(3))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[tiny]", "[" + SEGMENTS + "]");
  }

  @Test
  void anEncoderHasThem() throws BundleException, IOException {
    EncoderCheckpoint more = TinyBert.checkpoint(folder).withMoreSegments(3);
    assertThat(more.architecture().segments()).isEqualTo(5);
    more.check();
  }
}
