package org.neuralannotators.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.classify.TinyHead;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.head.TransformShape;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.network.kernel.Activation;

class EncoderTaggerModelTest {
  private static final LabelSet LABELS = LabelSet.of(TagScheme.BIO, List.of("PER"));

  @TempDir private Path folder;

  private static EncoderTaggerArchitecture architecture(EncoderCheckpoint checkpoint) {
    return new EncoderTaggerArchitecture(
        checkpoint.architecture(),
        TagPooling.FIRST,
        24,
        11,
        0,
        false,
        new TransformShape(Activation.GELU, false, 1e-5, true),
        false);
  }

  private static EncoderTaggerModel imported(EncoderCheckpoint checkpoint) throws IOException {
    return new EncoderTaggerModel(
        EncoderModel.imported(
            EncoderTaggerModel.LAYOUT,
            new ModelSpec<>(architecture(checkpoint), LABELS),
            checkpoint));
  }

  private TinyHead transform() throws IOException {
    return new TinyHead(TinyBert.checkpoint(folder))
        .matrix("head.dense.weight", 16)
        .vector("head.norm.weight", new float[16])
        .vector("head.norm.bias", new float[16])
        .matrix("emissions.weight", 3);
  }

  @Test
  void importedHeadTagsFromItsBundle() throws IOException {
    EncoderCheckpoint checkpoint = transform().vector("emissions.bias", 0, 2, 0).checkpoint();
    Path bundle = folder.resolve("tagger");
    try (EncoderTaggerModel model = imported(checkpoint)) {
      model.files(TensorType.F32).write(bundle, model.manifest("tiny").build());
    }
    try (SequenceTagger tagger = SequenceTaggers.load(bundle.toString())) {
      assertThat(tagger.tag(List.of(List.of("Ann", "lives"))).get(0).tags())
          .containsExactly("B-PER", "B-PER");
    }
  }

  @Test
  void missingTensorOfTheHeadIsNamed() throws IOException {
    EncoderCheckpoint checkpoint = transform().checkpoint();
    assertThatThrownBy(() -> imported(checkpoint))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[emissions.bias] is missing, expected shape [3]");
  }
}
