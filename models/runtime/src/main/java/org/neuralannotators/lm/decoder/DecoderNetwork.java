package org.neuralannotators.lm.decoder;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.PieceOutput;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.attention.KeptText;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

/**
 * A decoder without an encoder, which predicts each piece of a text from those before it. Its loss
 * is the mean over the predicted pieces. {@link #close()} frees the parameters.
 */
public final class DecoderNetwork implements Trainable<TextWindow>, AutoCloseable {
  /**
   * The weights of what is added to the hidden states: of attention, and of feed-forward networks.
   */
  private static final Pattern ADDED =
      Pattern.compile(".*\\.(?:attention\\.output|output\\.dense|down)\\.weight");

  private static final double DEVIATION = 0.02;

  private final Parameters parameters = new Parameters();
  private final DecoderArchitecture architecture;
  private final PieceInput input;
  private final DecoderLayers<?> layers;
  private final Norm top;
  private final PieceOutput output;

  /**
   * Lays out a network; its parameters have no memory yet.
   *
   * @param dropout of embeddings, of attention weights and of what is added, in training
   */
  public DecoderNetwork(DecoderArchitecture architecture, double dropout) {
    this.architecture = architecture;
    Dropout drop = new Dropout(dropout, false);
    DecoderParts parts = new DecoderParts(parameters, architecture, drop);
    input = new PieceInput(parameters, architecture, drop);
    layers = parts.layers();
    top = architecture.normFirst() ? parts.norm("norm") : Norm.NONE;
    Parameter table =
        architecture.tied()
            ? input.pieces()
            : parameters.add(
                "output.weight",
                architecture.vocabulary(),
                architecture.hidden(),
                Initializer.glorot(1));
    output = new PieceOutput(table, 0);
  }

  /**
   * Takes memory, for single precision, with the numbers from which GPT-2 starts: the more layers
   * add to the hidden states, the less each of them does (Radford et al. 2019, section 2.3).
   */
  public void initialize(RandomGenerator random) {
    double added = DEVIATION / Math.sqrt(2.0 * architecture.layers());
    parameters
        .allocateFloats()
        .initialize(
            random, p -> Initializer.normal(ADDED.matcher(p.name()).matches() ? added : DEVIATION));
  }

  /** The shape. */
  public DecoderArchitecture architecture() {
    return architecture;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public EmbeddingTable table() {
    return null;
  }

  @Override
  public Step train(Pass pass, List<? extends TextWindow> windows, double weight) {
    Traced hidden = forward(pass, windows);
    Matrix dHidden = pass.workspace().zeros(hidden.output().rows(), hidden.output().columns());
    int predicted = windows.stream().mapToInt(TextWindow::predicted).sum();
    double loss = 0;
    int row = 0;
    for (TextWindow window : windows) {
      int from = row + window.length() - window.predicted();
      row += window.length();
      loss +=
          output.train(
              pass,
              hidden.output().rows(from, row),
              window.labels(),
              weight / predicted,
              dHidden.rows(from, row));
    }
    hidden.backward(pass, dHidden);
    return new Step(loss, null);
  }

  /**
   * How well windows are predicted.
   *
   * @return of each the negative logarithms of its predicted pieces' probabilities, added up
   */
  public double[] losses(Pass pass, List<TextWindow> windows) {
    Matrix hidden = forward(pass, windows).output();
    double[] losses = new double[windows.size()];
    int row = 0;
    for (int i = 0; i < losses.length; i++) {
      TextWindow window = windows.get(i);
      int from = row + window.length() - window.predicted();
      row += window.length();
      losses[i] = output.loss(pass, hidden.rows(from, row), window.labels());
    }
    return losses;
  }

  private Traced forward(Pass pass, List<? extends TextWindow> windows) {
    if (architecture.positions() != DecoderArchitecture.Positions.RELATIVE
        && windows.stream().anyMatch(window -> window.memory().most() > 0)) {
      throw new IllegalArgumentException(
          "Windows with a memory for positions [%s]; expected [RELATIVE]"
              .formatted(architecture.positions()));
    }
    RaggedRows rows = new RaggedRows(windows.stream().mapToInt(TextWindow::length).toArray());
    int[] pieces = windows.stream().flatMapToInt(window -> IntStream.of(window.inputs())).toArray();
    List<TextMemory> memories = windows.stream().<TextMemory>map(TextWindow::memory).toList();
    Traced embedded = input.forward(pass, pieces, rows.positions());
    Traced hidden = layers.forward(pass, rows, embedded, memories);
    return hidden.then(x -> top.normalize(pass, x));
  }

  /**
   * Begins to read texts piece by piece.
   *
   * @param pass without a way back; its workspace is the decoding's until it is reset
   * @param texts how many
   */
  public DecoderDecoding decode(Pass pass, int texts) {
    return new DecoderDecoding(this, pass, layers.begin(texts));
  }

  /**
   * The same, of texts that all begin with one that was read before.
   *
   * @param pieces that a text will have at most, those of its begin among them
   */
  public DecoderDecoding decode(Pass pass, int texts, KeptText begin, int pieces) {
    DecoderLayers.Growing<?> growing = layers.begin(texts);
    growing.memory().begin(pass, begin, pieces);
    return new DecoderDecoding(this, pass, growing);
  }

  /**
   * Reads a text from which others will go on.
   *
   * @param pass as for {@link #decode}
   * @param pieces at least one
   * @param owner lends the memory of what is kept
   */
  public KeptText keep(Pass pass, int[] pieces, Workspace owner) {
    DecoderLayers.Growing<?> growing = layers.begin(1);
    new DecoderDecoding(this, pass, growing).read(List.of(pieces));
    return growing.memory().keep(pass, owner);
  }

  /** The embeddings of pieces at some places in their texts. */
  Matrix embed(Pass pass, int[] pieces, int[] places) {
    return input.forward(pass, pieces, places).output();
  }

  /** The score of each piece to come behind hidden states. */
  Matrix scores(Pass pass, Matrix hidden) {
    return output.scores(pass, top.normalize(pass, hidden).output());
  }

  @Override
  public void close() {
    parameters.close();
  }
}
