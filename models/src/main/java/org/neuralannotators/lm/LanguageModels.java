package org.neuralannotators.lm;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelRepository;

/** Loads language models of any kind. */
public final class LanguageModels {
  private LanguageModels() {}

  /**
   * Loads a bundle.
   *
   * @param location its path or name, as {@link ModelRepository#open} takes it
   * @throws BundleException when it can't be used
   */
  public static LanguageModel load(String location) throws IOException {
    try (ModelBundle bundle = ModelRepository.standard().open(location)) {
      return RecurrentLanguageModel.read(bundle);
    }
  }
}
