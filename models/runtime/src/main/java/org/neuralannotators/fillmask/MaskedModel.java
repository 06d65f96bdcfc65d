package org.neuralannotators.fillmask;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.BestPieces;
import org.neuralannotators.head.MaskedHead;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.MaskedPieces;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.network.Pass;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

/**
 * An encoder with a head for masked pieces, for use. {@link #close()} frees it.
 *
 * @param texts how texts become sequences
 */
record MaskedModel(MaskedTexts texts, EncoderNetwork network, MaskedHead head)
    implements AutoCloseable {
  /**
   * Reads the bundle of an encoder that keeps the head it was pretrained with.
   *
   * @throws BundleException when the bundle is of another kind or has no such head, or its parts
   *     don't fit together
   */
  static MaskedModel read(ModelBundle bundle) throws IOException {
    EncoderCheckpoint checkpoint = EncoderBundle.read(bundle);
    Optional<MaskedHeadShape> shape = ManifestParts.masked(bundle, MaskedHeadShape.class);
    return of(checkpoint, shape.isPresent() ? shape.get() : ofPretraining(checkpoint));
  }

  private static MaskedModel of(EncoderCheckpoint checkpoint, MaskedHeadShape shape)
      throws BundleException {
    MaskedTexts texts =
        new MaskedTexts(
            checkpoint.tokenizer().tokenizer(SpecialsInText.AS_TOKENS),
            checkpoint.architecture(),
            shape.mask());
    if (texts.spelled() == null) {
      throw new BundleException(
          "[%s] names the piece [%d] as its mask; expected one of its tokenizer's"
              .formatted(checkpoint.source(), shape.mask()));
    }
    EncoderNetwork network = new EncoderNetwork(checkpoint.architecture(), EncoderDropout.NONE);
    MaskedHead head =
        new MaskedHead(
            network.parameters(), "", network.pieces(), network.hidden(), shape.layers());
    return new MaskedModel(texts, network.filledForUse(checkpoint), head);
  }

  /** The head of bundles whose manifests don't tell one: that of BERT's pretraining. */
  private static MaskedHeadShape ofPretraining(EncoderCheckpoint checkpoint)
      throws BundleException {
    OptionalInt mask =
        Stream.of("[MASK]", "<mask>")
            .map(checkpoint.tokenizer().tokenizer()::id)
            .flatMapToInt(OptionalInt::stream)
            .findFirst();
    if (mask.isPresent()
        && checkpoint.architecture() instanceof BertArchitecture bert
        && checkpoint.tensors().containsKey(MaskedHead.NAME + ".bias")) {
      MaskedHead.Shape layers =
          MaskedHead.Shape.ofBert(
              bert,
              checkpoint.tensors().containsKey(MaskedHead.NAME + ".decoder.weight")
                  ? MaskedHeadShape.Decoder.OWN
                  : MaskedHeadShape.Decoder.TIED);
      return new MaskedHeadShape(
          layers.transform(), layers.decoder(), layers.bias(), mask.getAsInt());
    }
    throw new BundleException(
        ("[%s] has no head for masked pieces; expected one that was pretrained by them. Import a"
                + " masked language model, such as BertForMaskedLM, or pretrain one")
            .formatted(checkpoint.source()));
  }

  /** The best pieces for each mask of each sequence. */
  List<List<BestPieces>> best(Pass pass, List<MaskedPieces> sequences) {
    return network.scores(pass, sequences, head);
  }

  @Override
  public void close() {
    network.close();
  }
}
