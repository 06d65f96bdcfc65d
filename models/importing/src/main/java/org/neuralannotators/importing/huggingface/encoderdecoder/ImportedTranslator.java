package org.neuralannotators.importing.huggingface.encoderdecoder;

import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ModelCard;
import org.neuralannotators.translate.TranslatorModel;

/**
 * A model with encoder and decoder.
 *
 * @param model with all weights; closed with this
 * @param type in which its weights are kept
 */
public record ImportedTranslator(
    String description, TranslatorModel model, TensorType type, ModelCard card)
    implements ImportedModel {
  @Override
  public List<String> leftOut() {
    return List.of();
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return model.manifest(name);
  }

  @Override
  public BundleWriter files() {
    return model.files(type);
  }

  @Override
  public void close() {
    model.close();
  }
}
