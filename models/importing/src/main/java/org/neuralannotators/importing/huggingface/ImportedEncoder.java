package org.neuralannotators.importing.huggingface;

import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.encode.transformer.EncoderBundle;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;

/** An encoder without a head. */
final class ImportedEncoder implements ImportedModel {
  private final HuggingFaceFolder model;
  private final EncoderCheckpoint checkpoint;

  ImportedEncoder(HuggingFaceFolder model) throws BundleException {
    this.model = model;
    checkpoint = model.encoder();
    checkpoint.check();
  }

  @Override
  public String description() {
    return "an encoder: " + HuggingFaceImporter.encoder(model);
  }

  @Override
  public List<String> leftOut() {
    return model.leftOut(HuggingFaceFolder.KEPT);
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return EncoderBundle.manifest(checkpoint, name);
  }

  @Override
  public BundleWriter files() throws BundleException {
    return EncoderBundle.files(checkpoint);
  }

  @Override
  public void close() {}
}
