package org.neuralannotators.importing.huggingface.decoder;

import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ModelCard;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderModel;

/**
 * A language model that is a decoder.
 *
 * @param family its name, for people
 * @param model with all weights; closed with this
 * @param type in which its weights are kept
 */
public record ImportedDecoder(String family, DecoderModel model, TensorType type, ModelCard card)
    implements ImportedModel {
  @Override
  public String description() {
    DecoderArchitecture shape = model.spec().decoder();
    return "a language model: %s, %d layers of %d, %d pieces"
        .formatted(family, shape.layers(), shape.hidden(), shape.vocabulary());
  }

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
