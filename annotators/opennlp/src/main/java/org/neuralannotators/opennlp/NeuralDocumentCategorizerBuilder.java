package org.neuralannotators.opennlp;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.classify.TextClassifiers;

/**
 * Options of a {@link NeuralDocumentCategorizer}. No classifier ships: {@code train classifier}
 * makes one, whose bundle {@code modelLocation} names. For one thread; the categorizer is for many.
 */
public final class NeuralDocumentCategorizerBuilder
    extends ToolBuilder<NeuralDocumentCategorizerBuilder> {
  NeuralDocumentCategorizerBuilder() {}

  @Override
  NeuralDocumentCategorizerBuilder self() {
    return this;
  }

  /**
   * Loads the model, or joins those who loaded the same with the same options.
   *
   * @throws BundleException when no location is given, there is no such bundle, or it holds no
   *     classifier of texts
   * @throws IllegalArgumentException when the model is for another language and that is an error
   */
  public NeuralDocumentCategorizer load() throws IOException {
    if (modelLocation().isEmpty()) {
      throw new BundleException(
          "[modelLocation] isn't set; expected the path or name of a classifier's bundle, such as"
              + " [train classifier] makes");
    }
    checkLanguage(modelLocation());
    return new NeuralDocumentCategorizer(TextClassifiers.load(modelLocation(), options(), false));
  }
}
