package org.neuralannotators.importing.huggingface.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.ModernBertArchitecture;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;

class FamiliesTest {
  @TempDir private Path folder;

  static Stream<ReferenceModel> encoders() {
    return ReferenceModel.with(ReferenceModel.Head.BASE);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void hiddenStatesOfABundleAreThoseOfTransformers(ReferenceModel model) throws IOException {
    Path bundle = folder.resolve("bundle");
    try (ImportedModel imported =
        ModelImporter.read(model.writeTo(folder.resolve("saved")), Choice.NONE)) {
      assertThat(imported.leftOut()).isEmpty();
      imported.files().write(bundle, imported.manifest("tiny").build());
    }
    try (ModelBundle opened = ModelBundle.open(bundle)) {
      EncoderCheckpoint checkpoint = EncoderBundle.read(opened);
      // transformers tells the last layer of ModernBERT before it is normalised.
      int untold = checkpoint.architecture() instanceof ModernBertArchitecture ? 1 : 0;
      ReferenceEncoder.assertSame(
          model, checkpoint, checkpoint.architecture().layers() + 1 - untold);
    }
  }

  @Test
  void aFamilyThatIsNotKnownIsNamedWithThoseThatAre() {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("model_type", "umt5");
    assertThatThrownBy(() -> Families.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[umt5]", "[model_type]", "deberta-v2", "xlnet", "t5");
  }

  @Test
  void aDecoderIsRefused() throws IOException {
    ObjectNode config = (ObjectNode) ReferenceModel.read("bert-base").config();
    config.put("is_decoder", true);
    assertThatThrownBy(() -> Families.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[true]", "[is_decoder]", "false");
  }
}
