package org.neuralannotators.zeroshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.SequenceBatch;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.network.recurrent.BidirectionalRecurrent;

/**
 * GLiNER's network with one encoder for labels and words (Zaratiana et al. 2023, section 2). Its
 * parameters have the names that the gliner package gives them, but for those of the encoder and
 * the recurrent layers. {@link #close()} frees them.
 */
public final class GlinerNetwork implements AutoCloseable {
  private final GlinerArchitecture architecture;
  private final Parameters parameters = new Parameters();
  private final EmbeddingTable pieces;
  private final Encoder encoder;

  /** Brings the encoder's columns to the words'; null where they are the same. */
  private final Linear projection;

  private final List<BidirectionalRecurrent> recurrent = new ArrayList<>();
  private final EntityScorer scorer;
  private final int recurrentFrom;
  private final int headFrom;

  /** Lays out the network; but for the embeddings its parameters have no memory yet. */
  public GlinerNetwork(GlinerArchitecture architecture) {
    this.architecture = architecture;
    pieces = architecture.encoder().newPieces();
    encoder = architecture.encoder().encoder(parameters, pieces, EncoderDropout.NONE);
    recurrentFrom = parameters.all().size();
    int columns = architecture.columns();
    for (int i = 0; i < architecture.recurrentLayers(); i++) {
      recurrent.add(
          new BidirectionalRecurrent(
              parameters, "rnn.lstm." + i, RecurrentCell.LSTM, columns, columns / 2));
    }
    headFrom = parameters.all().size();
    projection =
        architecture.encoder().hidden() == columns
            ? null
            : new Linear(
                parameters,
                "token_rep_layer.projection",
                architecture.encoder().hidden(),
                columns,
                Activation.IDENTITY);
    scorer =
        switch (architecture.form()) {
          case MARKER -> new SpanScorer(parameters, columns, architecture.maximumWidth(), false);
          case MARKER_V0 -> new SpanScorer(parameters, columns, architecture.maximumWidth(), true);
          case TOKENS -> new TokenScorer(parameters, columns, false);
          case TOKEN_SPANS -> new TokenScorer(parameters, columns, true);
        };
  }

  /** All parameters but the pieces' embeddings. */
  public Parameters parameters() {
    return parameters;
  }

  /** The pieces' embeddings. */
  public EmbeddingTable pieces() {
    return pieces;
  }

  /** The encoder. */
  public Encoder encoder() {
    return encoder;
  }

  /** The parameters of the recurrent layers. */
  public List<Parameter> recurrentParameters() {
    return parameters.all().subList(recurrentFrom, headFrom);
  }

  /** The parameters of neither the encoder nor the recurrent layers. */
  public List<Parameter> headParameters() {
    return parameters.all().subList(headFrom, parameters.all().size());
  }

  /** What is found in each window. */
  List<EntityScorer.Found> find(Pass pass, List<PromptedWindow> windows) {
    List<EntityScorer.Found> found = new ArrayList<>();
    Workspace.Mark mark = pass.workspace().mark();
    for (List<PieceSequence> block :
        PieceSequence.blocks(windows.stream().map(PromptedWindow::pieces).toList())) {
      List<PromptedWindow> own = windows.subList(found.size(), found.size() + block.size());
      found.addAll(findTogether(pass, own, PieceBatch.of(block)));
      pass.workspace().release(mark);
    }
    return found;
  }

  private List<EntityScorer.Found> findTogether(
      Pass pass, List<PromptedWindow> windows, PieceBatch batch) {
    RaggedRows words = rows(windows, PromptedWindow::words);
    RaggedRows labels = rows(windows, window -> window.labels().length);
    Matrix hidden = encode(pass, batch);
    Matrix wordVectors =
        architecture
            .pooling()
            .pool(
                pass,
                hidden,
                places(windows, batch.rows(), PromptedWindow::firsts),
                join(windows, PromptedWindow::counts));
    Matrix labelVectors = pass.workspace().matrix(labels.rows(), architecture.columns());
    Indices marks = pass.workspace().indices(places(windows, batch.rows(), PromptedWindow::labels));
    pass.kernels().gather(hidden, marks, labelVectors);
    EntityScorer.Scores scores = scorer.over(pass, recur(pass, words, wordVectors), labelVectors);
    return IntStream.range(0, windows.size())
        .mapToObj(i -> scores.of(range(words, i), range(labels, i), windows.get(i).threshold()))
        .toList();
  }

  private Matrix encode(Pass pass, PieceBatch batch) {
    Matrix hidden = encoder.encode(pass, batch);
    return projection == null ? hidden : projection.forward(pass, hidden);
  }

  private Matrix recur(Pass pass, RaggedRows rows, Matrix words) {
    if (recurrent.isEmpty()) {
      return words;
    }
    int[] lengths = IntStream.range(0, rows.sequences()).map(rows::length).toArray();
    PackedSequence packed = new PackedSequence(lengths);
    Indices places = pass.workspace().indices(packed.places());
    Matrix x = pass.workspace().matrix(words.rows(), words.columns());
    pass.kernels().scatter(words, places, x);
    SequenceBatch batch = SequenceBatch.of(packed, pass.workspace());
    for (BidirectionalRecurrent layer : recurrent) {
      x = layer.forward(pass, batch, x).output();
    }
    pass.kernels().gather(x, places, words);
    return words;
  }

  private static RaggedRows rows(
      List<PromptedWindow> windows, ToIntFunction<PromptedWindow> length) {
    return new RaggedRows(windows.stream().mapToInt(length).toArray());
  }

  private static EntityScorer.Range range(RaggedRows rows, int sequence) {
    return new EntityScorer.Range(rows.offset(sequence), rows.offset(sequence + 1));
  }

  private static int[] join(List<PromptedWindow> windows, Function<PromptedWindow, int[]> part) {
    return windows.stream().flatMapToInt(window -> Arrays.stream(part.apply(window))).toArray();
  }

  /** Places in the windows as rows of their batch. */
  private static int[] places(
      List<PromptedWindow> windows, RaggedRows rows, Function<PromptedWindow, int[]> part) {
    return IntStream.range(0, windows.size())
        .flatMap(i -> Arrays.stream(part.apply(windows.get(i))).map(at -> rows.offset(i) + at))
        .toArray();
  }

  @Override
  public void close() {
    parameters.close();
    pieces.close();
  }
}
