package org.neuralannotators.uima;

import java.util.Arrays;
import java.util.Locale;
import org.apache.uima.resource.ResourceInitializationException;

/** Parameters that are one of an enumeration, in capital or small letters. */
final class Choice {
  private Choice() {}

  static <E extends Enum<E>> E of(String parameter, String value, Class<E> choices)
      throws ResourceInitializationException {
    try {
      return Enum.valueOf(choices, value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Messages.initialization(
          e, "unknown_choice", parameter, value, Arrays.toString(choices.getEnumConstants()));
    }
  }
}
