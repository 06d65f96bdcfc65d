package org.neuralannotators.zeroshot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.head.Scorer;
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
import org.neuralannotators.network.recurrent.BidirectionalRecurrent;

/**
 * Finds entities in what one encoder made of labels and words (GLiNER: Zaratiana et al. 2023,
 * section 2). Its parameters have the names that the gliner package gives them, but for those of
 * the recurrent layers. For use only, not for training.
 */
public final class GlinerHead implements Scorer<PromptedWindow, EntityScorer.Found> {
  private final GlinerArchitecture architecture;

  /** Brings the encoder's columns to the words'; null where they are the same. */
  private final Linear projection;

  private final List<BidirectionalRecurrent> recurrent = new ArrayList<>();
  private final EntityScorer scorer;
  private final List<Parameter> recurrentParameters;
  private final List<Parameter> otherParameters;

  /**
   * @param parameters gets the head's, without memory yet
   */
  GlinerHead(Parameters parameters, GlinerArchitecture architecture) {
    this.architecture = architecture;
    int first = parameters.all().size();
    int columns = architecture.columns();
    for (int i = 0; i < architecture.recurrentLayers(); i++) {
      recurrent.add(
          new BidirectionalRecurrent(
              parameters, "rnn.lstm." + i, RecurrentCell.LSTM, columns, columns / 2));
    }
    int behind = parameters.all().size();
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
    List<Parameter> all = parameters.all();
    recurrentParameters = List.copyOf(all.subList(first, behind));
    otherParameters = List.copyOf(all.subList(behind, all.size()));
  }

  /** The parameters of the recurrent layers. */
  public List<Parameter> recurrentParameters() {
    return recurrentParameters;
  }

  /** All others. */
  public List<Parameter> otherParameters() {
    return otherParameters;
  }

  @Override
  public List<EntityScorer.Found> scores(
      Pass pass, EncoderBatch<? extends PromptedWindow> batch, Matrix hidden) {
    List<? extends PromptedWindow> windows = batch.sequences();
    RaggedRows words = rows(windows, PromptedWindow::words);
    RaggedRows labels = rows(windows, window -> window.labels().length);
    Matrix projected = projection == null ? hidden : projection.forward(pass, hidden);
    Matrix wordVectors =
        architecture
            .pooling()
            .pool(
                pass,
                projected,
                batch.places(PromptedWindow::firsts),
                batch.join(PromptedWindow::counts));
    Matrix labelVectors = pass.workspace().matrix(labels.rows(), architecture.columns());
    Indices marks = pass.workspace().indices(batch.places(PromptedWindow::labels));
    pass.kernels().gather(projected, marks, labelVectors);
    EntityScorer.Scores scores = scorer.over(pass, recur(pass, words, wordVectors), labelVectors);
    return IntStream.range(0, windows.size())
        .mapToObj(i -> scores.of(range(words, i), range(labels, i), windows.get(i).threshold()))
        .toList();
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
      List<? extends PromptedWindow> windows, ToIntFunction<PromptedWindow> length) {
    return new RaggedRows(windows.stream().mapToInt(length).toArray());
  }

  private static EntityScorer.Range range(RaggedRows rows, int sequence) {
    return new EntityScorer.Range(rows.offset(sequence), rows.offset(sequence + 1));
  }
}
