package org.neuralannotators.uima;

import org.apache.uima.UimaContext;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * The parameter {@code minConfidence}: a double, or what a descriptor declares it as instead. UIMA
 * Ruta's {@code CONFIGURE} and UIMA's older tools know floats and strings only.
 */
final class MinConfidence {
  static final String PARAMETER = "minConfidence";
  static final String ANY = "0";

  private MinConfidence() {}

  /**
   * Checks it.
   *
   * @param value as uimaFIT read it: of a float, 0.6 is a little more than the double
   */
  static double of(UimaContext context, double value) throws ResourceInitializationException {
    double exact =
        context.getConfigParameterValue(PARAMETER) instanceof Float number
            ? Double.parseDouble(number.toString())
            : value;
    if (exact >= 0 && exact <= 1) {
      return exact;
    }
    throw Messages.initialization("bad_min_confidence", exact);
  }
}
