package org.neuralannotators.importing.bert;

import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.importing.huggingface.ImportedModel;

/** An encoder of another program's checkpoint. */
record ImportedBert(EncoderCheckpoint checkpoint) implements ImportedModel {
  @Override
  public String description() {
    EncoderArchitecture shape = checkpoint.architecture();
    return "an encoder: %d layers of %d, %s"
        .formatted(shape.layers(), shape.hidden(), checkpoint.cased() ? "cased" : "uncased");
  }

  @Override
  public List<String> leftOut() {
    return List.of();
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
