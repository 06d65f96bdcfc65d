package org.neuralannotators.types;

import org.apache.uima.spi.TypeSystemProvider_ImplBase;

/** Offers {@code TypeSystem.xml} to UIMA's service loader. Thread-safe. */
public final class NeuralTypeSystemProvider extends TypeSystemProvider_ImplBase {
  public NeuralTypeSystemProvider() {
    setTypeSystemLocations("TypeSystem.xml");
  }
}
