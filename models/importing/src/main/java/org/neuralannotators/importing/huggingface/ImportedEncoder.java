package org.neuralannotators.importing.huggingface;

import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.importing.huggingface.family.Renaming;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * An encoder.
 *
 * @param masked the head for masked pieces that the checkpoint has beside; null for none
 */
public record ImportedEncoder(
    String description,
    EncoderCheckpoint checkpoint,
    MaskedHeadShape masked,
    List<String> leftOut,
    ModelCard card)
    implements ImportedModel {
  private static final String TRANSFORM = "cls.predictions.transform.dense.weight";

  public ImportedEncoder {
    leftOut = List.copyOf(leftOut);
  }

  /**
   * One without a configuration of Hugging Face's.
   *
   * @param source of its tensors, for errors
   * @throws BundleException when its parts don't fit together
   */
  public static ImportedEncoder of(
      String source,
      EncoderArchitecture architecture,
      StoredTokenizer tokenizer,
      Map<String, Tensor> tensors)
      throws BundleException {
    try {
      return new ImportedEncoder(
          "an encoder: %d layers of %d, %s"
              .formatted(
                  architecture.layers(),
                  architecture.hidden(),
                  tokenizer.cased() ? "cased" : "uncased"),
          new EncoderCheckpoint(source, architecture, tokenizer, tensors),
          null,
          List.of(),
          ModelCard.NONE);
    } catch (IllegalArgumentException e) {
      throw new BundleException(e.getMessage(), e);
    }
  }

  /** Without a head, but for what pretraining goes on with. */
  static ImportedEncoder alone(HuggingFaceFolder model) throws BundleException {
    return new ImportedEncoder(
        "an encoder: " + model.description(),
        model.encoder(),
        null,
        model.leftOut(Renaming.KEPT),
        model.card());
  }

  /**
   * With the head for masked pieces.
   *
   * @param renaming of the head's tensors
   */
  static ImportedEncoder masked(HuggingFaceFolder model, Renaming renaming) throws BundleException {
    Map<String, Tensor> head = model.head(renaming);
    if (!head.containsKey(TRANSFORM)) {
      throw model.withoutHead("a layer and a decoder, of which [" + TRANSFORM + "] is missing");
    }
    EncoderCheckpoint checkpoint = model.checkpoint(head);
    MaskedHeadShape shape =
        model
            .family()
            .masked(
                model.config(), head.containsKey("cls.predictions.decoder.weight"), mask(model));
    shape.check(checkpoint);
    return new ImportedEncoder(
        "an encoder and masked language model: " + model.description(),
        checkpoint,
        shape,
        model.leftOut(renaming),
        model.card());
  }

  private static int mask(HuggingFaceFolder model) throws BundleException {
    return model
        .tokenizer()
        .special("mask_token")
        .orElseThrow(
            () ->
                new BundleException(
                    ("[%s] has no [mask_token]; expected one for a masked language model."
                            + " Import the encoder alone with [--head none]")
                        .formatted(model.tokenizer().source())));
  }

  /** The same with another name of where it was. */
  public ImportedEncoder named(String source) {
    return new ImportedEncoder(
        description,
        new EncoderCheckpoint(
            source, checkpoint.architecture(), checkpoint.tokenizer(), checkpoint.tensors()),
        masked,
        leftOut,
        card);
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
