package org.neuralannotators.network.kernel;

import java.util.Locale;

/**
 * The limit that JavaCPP, which ND4J is called by, sets to the memory of the whole process: four
 * times the heap, mapped files counted with it. A model whose weights are native and mapped needs
 * more beside a small heap, so that without a limit of the user's there is none. JavaCPP reads it
 * once, when ND4J is used first.
 */
public final class NativeMemory {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private NativeMemory() {}

  /** To be called before ND4J is used. */
  public static void lift() {
    if (System.getProperty(LIMIT) == null
        && System.getProperty(LIMIT.toLowerCase(Locale.ROOT)) == null) {
      System.setProperty(LIMIT, "0");
    }
  }
}
