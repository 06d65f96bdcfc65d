package org.neuralannotators.importing.huggingface.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.stream.Stream;
import org.neuralannotators.lm.decoder.RotaryShape;
import org.neuralannotators.lm.decoder.RotaryShape.Bands;
import org.neuralannotators.lm.decoder.RotaryShape.Scaling;

/**
 * The rotary positions of a {@code config.json}: {@code rope_theta} and {@code rope_scaling}, or
 * since transformers 5 all of it in {@code rope_parameters}.
 */
final class RotaryValues {
  private static final String BASE = "rope_theta";
  private static final double STANDARD_BASE = 10_000;
  private static final String TYPE = "rope_type";
  private static final String OLDER_TYPE = "type";
  private static final String NONE = "default";
  private static final String LINEAR = "linear";
  private static final String LLAMA3 = "llama3";

  private RotaryValues() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for a kind of scaling that isn't known
   */
  static RotaryShape of(ConfigValues config) {
    JsonNode parameters =
        Stream.of("rope_parameters", "rope_scaling")
            .map(field -> config.json().path(field))
            .filter(JsonNode::isObject)
            .findFirst()
            .orElse(MissingNode.getInstance());
    ConfigValues own = new ConfigValues(parameters);
    requireWhole(config);
    requireWhole(own);
    return new RotaryShape(own.real(BASE, config.real(BASE, STANDARD_BASE)), scaling(own));
  }

  /** All columns of a head are turned. */
  private static void requireWhole(ConfigValues values) {
    values.require("partial_rotary_factor", 1, 1.0);
  }

  private static Scaling scaling(ConfigValues own) {
    String field = own.json().has(OLDER_TYPE) && !own.json().has(TYPE) ? OLDER_TYPE : TYPE;
    own.require(field, NONE, LINEAR, LLAMA3);
    return switch (own.text(field, own.json().isMissingNode() ? NONE : "")) {
      case NONE -> null;
      case LINEAR -> new Scaling(own.real("factor"), null);
      case LLAMA3 ->
          new Scaling(
              own.real("factor"),
              new Bands(
                  own.real("low_freq_factor"),
                  own.real("high_freq_factor"),
                  own.number("original_max_position_embeddings")));
      default ->
          throw new IllegalArgumentException(
              "%s for rotary positions, without [%s]; expected one for all layers"
                  .formatted(own.json(), TYPE));
    };
  }
}
