package org.neuralannotators.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Scores of all pieces in the place of a masked one (Devlin et al. 2018, section 3.1; with an
 * extended decoder Sun et al. 2020). It tells the best pieces for each mask of a sequence, and is
 * taught the pieces that were there. Parameters have the names of Hugging Face's {@code
 * BertForMaskedLM}.
 */
public final class MaskedHead implements Head<MaskedPieces, int[], List<BestPieces>> {
  /** How the names of its parameters begin. */
  public static final String NAME = "cls.predictions";

  /** Masks whose scores of all pieces are in memory at once, when it isn't taught. */
  private static final int MASKS = 32;

  private final EmbeddingTable pieces;
  private final HeadTransform transform;

  /** Null for none. */
  private final Parameter extension;

  /** Null where the embeddings are the decoder's. */
  private final Linear decoder;

  /** Null for none. */
  private final Parameter bias;

  private final List<Parameter> own;

  /**
   * @param transform the layers before the decoder
   * @param decoder what gives each piece its score
   * @param bias whether scores have a bias
   */
  public record Shape(TransformShape transform, MaskedHeadShape.Decoder decoder, boolean bias) {
    /** BERT's, as its pretraining leaves it. */
    public static Shape ofBert(BertArchitecture encoder, MaskedHeadShape.Decoder decoder) {
      TransformShape transform =
          new TransformShape(encoder.activation(), true, encoder.epsilon(), true);
      return new Shape(transform, decoder, true);
    }
  }

  /**
   * @param parameters gets the head's, without memory yet
   * @param prefix of the parameters' names
   * @param pieces the encoder's embeddings; to be taught, they must be a parameter
   * @param hidden columns of the hidden states
   */
  public MaskedHead(
      Parameters parameters, String prefix, EmbeddingTable pieces, int hidden, Shape shape) {
    this.pieces = pieces;
    String name = prefix + NAME;
    int others = parameters.all().size();
    boolean extended = shape.decoder() == MaskedHeadShape.Decoder.EXTENDED;
    int columns = extended ? hidden : pieces.columns();
    transform =
        HeadTransform.of(
            parameters,
            name + ".transform.dense",
            name + ".transform.LayerNorm",
            hidden,
            columns,
            shape.transform());
    extension =
        extended
            ? parameters.add(
                name + ".dense.weight",
                pieces.rows(),
                columns - pieces.columns(),
                Initializer.zeros())
            : null;
    decoder =
        shape.decoder() == MaskedHeadShape.Decoder.OWN
            ? Linear.plain(parameters, name + ".decoder", columns, pieces.rows(), 1, false)
            : null;
    bias =
        shape.bias() ? parameters.add(name + ".bias", 1, pieces.rows(), Initializer.zeros()) : null;
    own = List.copyOf(parameters.all().subList(others, parameters.all().size()));
  }

  /** All parameters but the embeddings. */
  public List<Parameter> parameters() {
    return own;
  }

  @Override
  public List<List<BestPieces>> scores(
      Pass pass, EncoderBatch<? extends MaskedPieces> batch, Matrix hidden) {
    int[] rows = batch.places(MaskedPieces::places);
    int most = batch.sequences().stream().mapToInt(MaskedPieces::most).max().orElse(1);
    List<BestPieces> all = new ArrayList<>();
    Workspace.Mark mark = pass.workspace().mark();
    for (int from = 0; from < rows.length; from += MASKS) {
      int[] some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + MASKS));
      all.addAll(best(pass, hidden, some, Math.min(most, pieces.rows())));
      pass.workspace().release(mark);
    }
    List<List<BestPieces>> each = new ArrayList<>();
    int begin = 0;
    for (MaskedPieces sequence : batch.sequences()) {
      int end = begin + sequence.places().length;
      each.add(all.subList(begin, end).stream().map(best -> best.first(sequence.most())).toList());
      begin = end;
    }
    return each;
  }

  private List<BestPieces> best(Pass pass, Matrix hidden, int[] rows, int most) {
    Matrix scores = forward(pass, hidden, rows).scores();
    pass.kernels().softmax(scores);
    Matrix largest = pass.workspace().matrix(rows.length, most);
    Indices columns = pass.workspace().indices(new int[rows.length * most]);
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
  public double train(
      Pass pass,
      EncoderBatch<? extends MaskedPieces> batch,
      Matrix hidden,
      List<int[]> gold,
      double weight,
      Matrix dHidden) {
    Trace trace = forward(pass, hidden, batch.places(MaskedPieces::places));
    pass.kernels().softmax(trace.scores());
    int[] labels = gold.stream().flatMapToInt(Arrays::stream).toArray();
    return backward(pass, trace, labels, weight, dHidden);
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param rows which are predicted
   * @param scores [predicted rows, vocabulary], before the softmax
   */
  public record Trace(Indices rows, Traced transformed, Matrix scores) {}

  /**
   * @param hidden hidden states [rows, hidden]
   * @param rows those to be predicted
   */
  public Trace forward(Pass pass, Matrix hidden, int[] rows) {
    Indices some = pass.workspace().indices(rows);
    Matrix masked = pass.workspace().matrix(rows.length, hidden.columns());
    pass.kernels().gather(hidden, some, masked);
    Traced transformed = transform.forward(pass, masked);
    Matrix x = transformed.output();
    Matrix scores = decoder == null ? tied(pass, x) : decoder.forward(pass, x);
    if (bias != null) {
      pass.kernels().biasAndActivation(scores, bias.value(), Activation.IDENTITY);
    }
    return new Trace(some, transformed, scores);
  }

  /** Not by packed weights: rows are few, and these would be the embeddings a second time. */
  private Matrix tied(Pass pass, Matrix x) {
    Matrix scores = pass.workspace().matrix(x.rows(), pieces.rows());
    pass.kernels().multiply(shared(x), false, pieces.value(), true, 0, scores);
    if (extension != null) {
      pass.kernels().multiply(further(x), false, extension.value(), true, 1, scores);
    }
    return scores;
  }

  private Matrix shared(Matrix x) {
    return x.columns(0, pieces.columns());
  }

  private Matrix further(Matrix x) {
    return x.columns(pieces.columns(), x.columns());
  }

  /**
   * Adds to the gradients of the parameters and of the embeddings.
   *
   * @param trace its scores have become those of the softmax; they are overwritten
   * @param labels the pieces that were there
   * @param weight of the mean over the predicted rows
   * @param dHidden to which the gradient of the hidden states is added
   * @return the loss
   */
  public double backward(Pass pass, Trace trace, int[] labels, double weight, Matrix dHidden) {
    if (labels.length == 0) {
      return 0;
    }
    Matrix scores = trace.scores();
    double loss =
        pass.kernels()
            .crossEntropy(scores, pass.workspace().indices(labels), weight / labels.length);
    if (bias != null) {
      pass.kernels().addColumnSums(scores, pass.gradient(bias));
    }
    Matrix x = trace.transformed().output();
    Matrix dx = decoder == null ? tied(pass, x, scores) : decoder.backward(pass, x, scores, scores);
    pass.kernels().scatterAdd(trace.transformed().backward(pass, dx), trace.rows(), dHidden);
    return loss;
  }

  private Matrix tied(Pass pass, Matrix x, Matrix dScores) {
    Matrix dx = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().multiply(dScores, true, shared(x), false, 1, pieces.gradient(pass));
    pass.kernels().multiply(dScores, false, pieces.value(), false, 0, shared(dx));
    if (extension != null) {
      pass.kernels().multiply(dScores, true, further(x), false, 1, pass.gradient(extension));
      pass.kernels().multiply(dScores, false, extension.value(), false, 0, further(dx));
    }
    return dx;
  }
}
