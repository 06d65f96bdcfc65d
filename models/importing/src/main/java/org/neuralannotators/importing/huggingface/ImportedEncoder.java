package org.neuralannotators.importing.huggingface;

import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.head.MaskedHeadShape;

/**
 * An encoder.
 *
 * @param leftOut the names of tensors that aren't kept
 * @param masked the head for masked pieces that the checkpoint has beside; null for none
 */
record ImportedEncoder(
    HuggingFaceFolder model,
    EncoderCheckpoint checkpoint,
    List<String> leftOut,
    MaskedHeadShape masked)
    implements ImportedModel {
  /** Without a head, but for what pretraining goes on with. */
  static ImportedEncoder alone(HuggingFaceFolder model) throws BundleException {
    EncoderCheckpoint checkpoint = model.encoder();
    checkpoint.check();
    return new ImportedEncoder(model, checkpoint, model.leftOut(HuggingFaceFolder.KEPT), null);
  }

  /**
   * With the head for masked pieces.
   *
   * @param head how its tensors are named with us
   */
  static ImportedEncoder masked(HuggingFaceFolder model, Renaming head) throws BundleException {
    Map<String, Tensor> tensors = model.head(head);
    EncoderCheckpoint checkpoint = model.checkpoint(tensors);
    checkpoint.check();
    MaskedHeadShape shape = MaskedHeads.shape(model, tensors);
    shape.check(checkpoint);
    return new ImportedEncoder(model, checkpoint, model.leftOut(head), shape);
  }

  @Override
  public String description() {
    return (masked == null ? "an encoder: " : "an encoder and masked language model: ")
        + HuggingFaceImporter.encoder(model);
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return EncoderBundle.manifest(checkpoint, name).masked(masked);
  }

  @Override
  public BundleWriter files() throws BundleException {
    return EncoderBundle.files(checkpoint);
  }

  @Override
  public void close() {}
}
