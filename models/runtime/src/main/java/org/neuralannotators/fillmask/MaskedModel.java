package org.neuralannotators.fillmask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.fillmask.MaskedHeadShape.Decoder;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

/** An encoder with a head for masked pieces, for use. {@link #close()} frees it. */
final class MaskedModel implements AutoCloseable {
  /** Masks whose scores of all pieces are in memory at once. */
  private static final int MASKS = 32;

  private final MaskedTexts texts;
  private final EmbeddingTable table;
  private final Parameters parameters = new Parameters();
  private final Encoder encoder;
  private final MaskedHead head;

  /**
   * @throws BundleException when the checkpoint has not the weights that encoder or head need
   */
  private MaskedModel(EncoderCheckpoint checkpoint, MaskedHeadShape shape) throws BundleException {
    EncoderArchitecture architecture = checkpoint.architecture();
    texts =
        new MaskedTexts(
            checkpoint.tokenizer().tokenizer(SpecialsInText.AS_TOKENS), architecture, shape.mask());
    if (texts.spelled() == null) {
      throw new BundleException(
          "[%s] names the piece [%d] as its mask; expected one of its tokenizer's"
              .formatted(checkpoint.source(), shape.mask()));
    }
    table = architecture.newPieces();
    encoder = architecture.encoder(parameters, table, EncoderDropout.NONE);
    head = new MaskedHead(parameters, table, architecture, shape);
    try {
      parameters.allocateFrozen();
      checkpoint.copyTo(encoder);
      checkpoint.copyTo(head.parameters());
    } catch (BundleException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Reads the bundle of an encoder that keeps the head it was pretrained with.
   *
   * @throws BundleException when the bundle is of another kind or has no such head, or its parts
   *     don't fit together
   */
  static MaskedModel read(ModelBundle bundle) throws IOException {
    EncoderCheckpoint checkpoint = EncoderBundle.read(bundle);
    Optional<MaskedHeadShape> shape = ManifestParts.masked(bundle, MaskedHeadShape.class);
    return new MaskedModel(checkpoint, shape.isPresent() ? shape.get() : ofPretraining(checkpoint));
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
      return MaskedHeadShape.ofBert(
          bert,
          checkpoint.tensors().containsKey(MaskedHead.NAME + ".decoder.weight")
              ? Decoder.OWN
              : Decoder.TIED,
          mask.getAsInt());
    }
    throw new BundleException(
        ("[%s] has no head for masked pieces; expected one that was pretrained by them. Import a"
                + " masked language model, such as BertForMaskedLM, or pretrain one")
            .formatted(checkpoint.source()));
  }

  /** How texts become sequences. */
  MaskedTexts texts() {
    return texts;
  }

  /** The best pieces for each mask of each sequence. */
  List<List<BestPieces>> best(Pass pass, List<MaskedSequence> sequences) {
    PieceBatch batch = PieceBatch.of(sequences.stream().map(MaskedSequence::pieces).toList());
    Matrix hidden = encoder.encode(pass, batch);
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      for (int place : sequences.get(i).places()) {
        rows.add(batch.rows().offset(i) + place);
      }
    }
    int most = sequences.stream().mapToInt(MaskedSequence::most).max().orElse(1);
    List<BestPieces> all = new ArrayList<>();
    Workspace.Mark mark = pass.workspace().mark();
    for (int from = 0; from < rows.size(); from += MASKS) {
      List<Integer> some = rows.subList(from, Math.min(rows.size(), from + MASKS));
      all.addAll(best(pass, hidden, some, Math.min(most, table.rows())));
      pass.workspace().release(mark);
    }
    List<List<BestPieces>> each = new ArrayList<>();
    int begin = 0;
    for (MaskedSequence sequence : sequences) {
      int end = begin + sequence.places().length;
      each.add(all.subList(begin, end).stream().map(best -> best.first(sequence.most())).toList());
      begin = end;
    }
    return each;
  }

  private List<BestPieces> best(Pass pass, Matrix hidden, List<Integer> rows, int most) {
    Matrix masked = pass.workspace().matrix(rows.size(), hidden.columns());
    Indices places = pass.workspace().indices(rows.stream().mapToInt(Integer::intValue).toArray());
    pass.kernels().gather(hidden, places, masked);
    Matrix scores = head.scores(pass, masked);
    pass.kernels().softmax(scores);
    Matrix largest = pass.workspace().matrix(rows.size(), most);
    Indices columns = pass.workspace().indices(new int[rows.size() * most]);
    pass.kernels().largest(scores, largest, columns);
    float[] probabilities = largest.toFloats();
    int[] ids = columns.toInts();
    List<BestPieces> best = new ArrayList<>();
    for (int from = 0; from < ids.length; from += most) {
      best.add(
          new BestPieces(
              Arrays.copyOfRange(ids, from, from + most),
              Arrays.copyOfRange(probabilities, from, from + most)));
    }
    return best;
  }

  @Override
  public void close() {
    parameters.close();
    table.close();
  }
}
