package org.neuralannotators.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.TokenPooling;
import org.neuralannotators.encode.TokenSequence;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Scores of the labels of tokens: a linear layer on their vectors (Devlin et al. 2018, section
 * 5.3), and a CRF over them. It tells the emissions of a sequence's tokens, label by label; an
 * example is a sentence of one or more sequences, and taught are the labels of its tokens, or their
 * probabilities.
 */
public final class TagHead implements Head<TokenSequence, CrfTarget, double[]> {
  private final TagPooling pooling;
  private final HeadTransform transform;
  private final Linear emissions;
  private final CrfLayer crf;
  private final Dropout dropout;

  /**
   * @param pooling how the pieces of a token become one vector
   * @param crf whether transitions are scored; otherwise labels are independent
   * @param transform layers before the scores; null for none
   */
  public record Shape(TagPooling pooling, boolean crf, TransformShape transform) {}

  /**
   * @param parameters gets the head's, without memory yet
   * @param hidden columns of the hidden states
   * @param constraints of the labels
   * @param dropout of what the linear layer reads
   */
  public TagHead(
      Parameters parameters,
      int hidden,
      Shape shape,
      TransitionConstraints constraints,
      double dropout) {
    pooling = shape.pooling();
    transform = HeadTransform.of(parameters, "head", hidden, hidden, shape.transform());
    emissions =
        new Linear(parameters, "emissions", hidden, constraints.labels(), Activation.IDENTITY);
    crf = new CrfLayer(parameters, constraints, shape.crf());
    this.dropout = new Dropout(dropout, false);
  }

  /** Number of labels. */
  public int labels() {
    return crf.labels();
  }

  /** The CRF with the transition scores of now. */
  public LinearChainCrf crf() {
    return crf.crf();
  }

  @Override
  public List<double[]> scores(
      Pass pass, EncoderBatch<? extends TokenSequence> batch, Matrix hidden) {
    Matrix vectors = vectors(pass, batch, hidden).output();
    double[] all = emissions.forward(pass, vectors).toDoubles();
    List<double[]> scores = new ArrayList<>();
    int begin = 0;
    for (TokenSequence sequence : batch.sequences()) {
      int end = begin + sequence.tokens() * crf.labels();
      scores.add(Arrays.copyOfRange(all, begin, end));
      begin = end;
    }
    return scores;
  }

  /** The tokens' vectors [tokens, hidden], which dropout may change. */
  private Traced vectors(Pass pass, EncoderBatch<? extends TokenSequence> batch, Matrix hidden) {
    int[] firsts = batch.places(TokenSequence::firsts);
    return switch (pooling) {
      case FIRST ->
          pool(pass, TokenPooling.first(pass, firsts), firsts.length, hidden)
              .then(pooled -> transform.forward(pass, pooled));
      case MEAN -> {
        TokenPooling mean =
            TokenPooling.mean(pass, firsts, batch.join(TokenSequence::counts), hidden.columns());
        yield transform
            .forward(pass, hidden)
            .then(transformed -> pool(pass, mean, firsts.length, transformed));
      }
    };
  }

  private static Traced pool(Pass pass, TokenPooling pooling, int tokens, Matrix rows) {
    Matrix vectors = pass.workspace().matrix(tokens, rows.columns());
    pooling.forward(pass, rows, vectors);
    return new Traced(
        vectors,
        (back, dVectors) -> {
          Matrix dRows = back.workspace().zeros(rows.rows(), rows.columns());
          pooling.backward(back, dVectors, dRows);
          return dRows;
        });
  }

  @Override
  public double train(
      Pass pass,
      EncoderBatch<? extends TokenSequence> batch,
      Matrix hidden,
      List<CrfTarget> gold,
      double weight,
      Matrix dHidden) {
    Traced vectors = vectors(pass, batch, hidden);
    Dropout.Mask mask = dropout.forward(pass, vectors.output());
    Matrix scores = emissions.forward(pass, vectors.output());
    TokenRows tokens = TokenRows.inOrder(gold.stream().mapToInt(CrfTarget::length).toArray());
    CrfLayer.Loss loss = crf.loss(pass, tokens, scores, gold, weight);
    Matrix dVectors = emissions.backward(pass, vectors.output(), scores, loss.dEmissions());
    dropout.backward(pass, mask, dVectors);
    pass.kernels().add(vectors.backward(pass, dVectors), dHidden);
    return loss.loss();
  }
}
