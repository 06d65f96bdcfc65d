package org.neuralannotators.uima;

import java.util.TreeMap;
import org.apache.uima.resource.ResourceInitializationException;

/** The parameters that may say which label gets which type; one of them at most is set. */
final class TypeMapSource {
  private final TreeMap<String, Reader> given = new TreeMap<>();

  /** How a parameter is read. */
  @FunctionalInterface
  interface Form {
    TypeMap read(String parameter, String value) throws ResourceInitializationException;
  }

  private interface Reader {
    TypeMap read() throws ResourceInitializationException;
  }

  /** Adds a parameter, if it is set. */
  TypeMapSource or(String parameter, String value, Form form) {
    if (value != null) {
      given.put(parameter, () -> form.read(parameter, value));
    }
    return this;
  }

  /**
   * The map; empty where no parameter is set.
   *
   * @throws ResourceInitializationException when several are set, or the one can't be read
   */
  TypeMap read() throws ResourceInitializationException {
    if (given.size() > 1) {
      throw Messages.initialization("several_type_maps", String.join(", ", given.keySet()));
    }
    return given.isEmpty() ? TypeMap.empty() : given.firstEntry().getValue().read();
  }
}
