package org.neuralannotators.uima;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.uima.resource.ResourceInitializationException;

/** Loads models: says in UIMA's exceptions what was wrong, and has the defaults of options. */
final class Models {
  // Annotations take constants only; tests hold them to the defaults of the models.
  static final String ALL_PROCESSORS = "0";
  static final String TOKENS_IN_A_BATCH = "1024";
  static final String SINGLE_PRECISION = "fp32";

  private Models() {}

  /** Loads a model of some kind. */
  @FunctionalInterface
  interface Loader<O, M> {
    M load(String location, O options) throws IOException;
  }

  /**
   * Loads a model.
   *
   * @param options throws IllegalArgumentException for those that can't be used
   */
  static <O, M> M load(String location, Supplier<O> options, Loader<O, M> loader)
      throws ResourceInitializationException {
    O checked;
    try {
      checked = options.get();
    } catch (IllegalArgumentException e) {
      throw Messages.initialization(e, "bad_option", e.getMessage());
    }
    try {
      return loader.load(location, checked);
    } catch (LinkageError e) {
      throw Messages.initialization(e, "native_not_loaded", location, e);
    } catch (IOException | RuntimeException e) {
      throw Messages.initialization(e, "model_not_loaded", location, e.getMessage());
    }
  }
}
