package org.neuralannotators.uima;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.uima.resource.ResourceInitializationException;

/** Loads models: says in UIMA's exceptions what was wrong. */
final class Models {
  private Models() {}

  /** Loads a model of some kind. */
  @FunctionalInterface
  interface Loader<O, M> {
    M load(String location, O options) throws IOException;
  }

  /**
   * Options that can be used.
   *
   * @param options throws IllegalArgumentException for those that can't
   */
  static <O> O checked(Supplier<O> options) throws ResourceInitializationException {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw Messages.initialization(e, "bad_option", e.getMessage());
    }
  }

  /** Loads a model. */
  static <O, M> M load(String location, O options, Loader<O, M> loader)
      throws ResourceInitializationException {
    try {
      return loader.load(location, options);
    } catch (LinkageError e) {
      throw Messages.initialization(e, "native_not_loaded", location, e);
    } catch (IOException | RuntimeException e) {
      throw Messages.initialization(e, "model_not_loaded", location, e.getMessage());
    }
  }
}
