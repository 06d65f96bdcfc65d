package org.neuralannotators.importing.huggingface;

import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.importing.huggingface.family.Renaming;
import org.neuralannotators.model.EncoderModel;

/**
 * An encoder with what stands on it, in a network.
 *
 * @param model with all weights; closed with this
 * @param type in which its weights are kept
 */
public record ImportedNetwork(
    String description,
    EncoderModel<?, ?> model,
    TensorType type,
    List<String> leftOut,
    ModelCard card)
    implements ImportedModel {
  public ImportedNetwork {
    leftOut = List.copyOf(leftOut);
  }

  /**
   * An encoder with a head.
   *
   * @param what it is, for people
   * @param from where it is from
   * @param renaming of the head's tensors
   */
  static ImportedNetwork of(
      String what, EncoderModel<?, ?> model, HuggingFaceFolder from, Renaming renaming) {
    return new ImportedNetwork(
        what + ", " + from.description(), model, from.type(), from.leftOut(renaming), from.card());
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
