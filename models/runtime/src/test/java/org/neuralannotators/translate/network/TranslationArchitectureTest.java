package org.neuralannotators.translate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What manifests keep. */
class TranslationArchitectureTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As bundles of former versions have it. */
  private static final String TRANSFORMER =
      """
      {"sourceVocabulary": 9, "targetVocabulary": 9, "joint": true, "units": 4,
       "encoderLayers": 2, "decoderLayers": 1, "heads": 2, "inner": 8, "normFirst": true,
       "learnedPositions": false, "maximumPositions": 16}
      """;

  private static final String RECURRENT =
      """
      {"sourceVocabulary": 8, "targetVocabulary": 9, "joint": false, "cell": "GRU",
       "embedding": 3, "encoderUnits": 4, "decoderUnits": 5, "layers": 1,
       "encoder": "BIDIRECTIONAL", "attention": "CONCAT", "attentionUnits": 6,
       "attentionFirst": true, "inputFeeding": false, "tied": true, "maximumLength": 16}
      """;

  @ParameterizedTest
  @EnumSource
  void aShapeIsReadAsItWasWritten(EncoderDecoderShapes shape) throws Exception {
    JsonNode json = JSON.valueToTree(shape.architecture());
    assertThat(json.path("type").asText()).isEqualTo("encoder-decoder");
    assertThat(JSON.treeToValue(json, TranslationArchitecture.class))
        .isEqualTo(shape.architecture());
  }

  @Test
  void formerShapesHaveNoType() throws Exception {
    for (String former : List.of(TRANSFORMER, RECURRENT)) {
      TranslationArchitecture read = JSON.readValue(former, TranslationArchitecture.class);
      assertThat(read)
          .isInstanceOf(
              former.equals(TRANSFORMER) ? TransformerArchitecture.class : RnnArchitecture.class);
      assertThat(JSON.<JsonNode>valueToTree(read).has("type")).isFalse();
      assertThat(JSON.treeToValue(JSON.valueToTree(read), TranslationArchitecture.class))
          .isEqualTo(read);
    }
  }

  @Test
  void anUnknownTypeIsRefused() {
    ObjectNode json = JSON.valueToTree(EncoderDecoderShapes.T5.architecture());
    json.put("type", "decoder-encoder");
    assertThatThrownBy(() -> JSON.treeToValue(json, TranslationArchitecture.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContainingAll("decoder-encoder", "encoder-decoder");
  }

  @ParameterizedTest
  @CsvSource({
    "relative, 0, 0, 0",
    "relative, 6, 64, 0",
    "relative, 32, 16, 0",
    "relative, 32, 128, 2",
    "sinusoids, 32, 128, 0",
    "learned, 0, 0, -1"
  })
  void positionsThatCannotBeAreRefused(String kind, int buckets, int furthest, int offset) {
    assertThatThrownBy(
            () ->
                new EncoderDecoderArchitecture.Positions(
                    PositionKind.of(kind), 16, offset, buckets, furthest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[" + offset + "]", "expected");
  }

  @ParameterizedTest
  @CsvSource({
    "hidden, 7, [7] hidden columns",
    "epsilon, 0, Epsilon [0.0]",
    "targetVocabulary, 9, [9] pieces",
    "headSize, 0, [headSize]",
    "norm, , [norm] is missing"
  })
  void shapesThatCannotBeAreRefused(String key, String value, String message) throws Exception {
    ObjectNode json = JSON.valueToTree(EncoderDecoderShapes.MARIAN.architecture());
    json.set(key, JSON.readTree(value == null ? "null" : value));
    assertThatThrownBy(() -> JSON.treeToValue(json, TranslationArchitecture.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void marksMustBePieces() {
    ObjectNode json = JSON.valueToTree(EncoderDecoderShapes.MARIAN.architecture());
    json.withObject("/marks").put("begin", 8);
    assertThatThrownBy(() -> JSON.treeToValue(json, TranslationArchitecture.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContainingAll("[8]", "[marks]", "[7]");
  }
}
