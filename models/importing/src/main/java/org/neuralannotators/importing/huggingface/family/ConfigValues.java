package org.neuralannotators.importing.huggingface.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.kernel.Activation;

/**
 * The values of a {@code config.json}. Errors name the field, its value and what was expected; the
 * caller knows the file.
 */
public record ConfigValues(JsonNode json) {
  /**
   * A whole number that must be there.
   *
   * @throws IllegalArgumentException if it isn't
   */
  public int number(String field) {
    JsonNode value = json.path(field);
    if (!value.isInt()) {
      throw refused(field, "a whole number");
    }
    return value.intValue();
  }

  /** A whole number; {@code missing} where there is none. */
  public int number(String field, int missing) {
    return has(field) ? number(field) : missing;
  }

  /**
   * A whole number above 0 that must be there and divide another.
   *
   * @throws IllegalArgumentException if it isn't, or doesn't
   */
  int divisor(String field, int of) {
    int value = number(field);
    if (value < 1 || of % value != 0) {
      throw refused(field, "a divisor of [" + of + "]");
    }
    return value;
  }

  /**
   * A real number that must be there.
   *
   * @throws IllegalArgumentException if it isn't
   */
  double real(String field) {
    if (!json.path(field).isNumber()) {
      throw refused(field, "a number");
    }
    return json.get(field).doubleValue();
  }

  /** A real number; {@code missing} where there is none. */
  public double real(String field, double missing) {
    return has(field) ? real(field) : missing;
  }

  /** True or false; {@code missing} where there is neither. */
  public boolean flag(String field, boolean missing) {
    if (has(field) && !json.get(field).isBoolean()) {
      throw refused(field, "true or false");
    }
    return json.path(field).asBoolean(missing);
  }

  /** A text; {@code missing} where there is none. */
  public String text(String field, String missing) {
    if (has(field) && !json.get(field).isTextual()) {
      throw refused(field, "a text");
    }
    return json.path(field).asText(missing);
  }

  /**
   * Accepts only some values of a field that needn't be there.
   *
   * @throws IllegalArgumentException if it has another one
   */
  public void require(String field, Object... expected) {
    List<String> allowed = Arrays.stream(expected).map(Object::toString).toList();
    if (has(field) && !allowed.contains(json.get(field).asText())) {
      throw refused(field, String.join(" or ", allowed));
    }
  }

  /** An activation. */
  public Activation activation(String field, String missing) {
    try {
      return ActivationNames.of(text(field, missing));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + ", in [" + field + "]", e);
    }
  }

  private boolean has(String field) {
    return json.hasNonNull(field);
  }

  private IllegalArgumentException refused(String field, String expected) {
    JsonNode value = json.path(field);
    return new IllegalArgumentException(
        "[%s] for [%s]; expected %s"
            .formatted(value.isMissingNode() ? "nothing" : value, field, expected));
  }
}
