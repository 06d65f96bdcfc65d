package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FamiliesTest {
  static Stream<ReferenceModel> encoders() {
    return ReferenceModel.with(ReferenceModel.Head.BASE);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void hiddenStatesOfEveryFamilyAreThoseOfTransformers(ReferenceModel model) throws IOException {
    ReferenceEncoder.assertSame(
        model,
        Families.architecture(model.config()),
        Families.of(model.config()).ours());
  }

  @Test
  void aFamilyThatIsNotKnownIsNamedWithThoseThatAre() {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("model_type", "t5");
    assertThatThrownBy(() -> Families.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[t5]", "[model_type]", "deberta-v2", "xlnet");
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
