package org.neuralannotators.importing.huggingface;

import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.model.EncoderModel;

/**
 * An encoder with a head for texts.
 *
 * @param model where it is from
 * @param renaming of the head's tensors
 * @param head with all weights
 * @param what it is, for people
 */
record ImportedHead(
    HuggingFaceFolder model, Renaming renaming, EncoderModel<?, ?> head, String what)
    implements ImportedModel {
  @Override
  public String description() {
    return what + ", " + HuggingFaceImporter.encoder(model);
  }

  @Override
  public List<String> leftOut() {
    return model.leftOut(renaming);
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return head.manifest(name);
  }

  @Override
  public BundleWriter files() {
    return head.files(model.type());
  }

  @Override
  public void close() {
    head.close();
  }
}
