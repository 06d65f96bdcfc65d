package org.neuralannotators.tagger;

import java.util.List;
import java.util.random.RandomGenerator;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceTokens;
import org.neuralannotators.encode.TokenPooling;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.encode.transformer.HeadTransform;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * An encoder with a linear layer and a CRF on the vectors of the tokens (Devlin et al. 2018,
 * section 5.3). {@link #close()} frees the parameters.
 */
final class EncoderTaggerNetwork implements TaggerNetwork<EncodedPieces> {
  private final EncoderTaggerArchitecture architecture;
  private final EmbeddingTable pieces;
  private final Parameters parameters = new Parameters();
  private final Encoder encoder;
  private final Dropout dropout;
  private final int firstOfHead;
  private final HeadTransform transform;
  private final Linear emissions;
  private final CrfLayer crf;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param pieces the embeddings, which the network owns from now on
   */
  EncoderTaggerNetwork(
      EncoderTaggerArchitecture architecture,
      EncoderDropout dropout,
      EmbeddingTable pieces,
      TransitionConstraints constraints) {
    this.architecture = architecture;
    this.pieces = pieces;
    this.dropout = new Dropout(dropout.hidden(), false);
    encoder = architecture.encoder().encoder(parameters, pieces, dropout);
    int hidden = architecture.encoder().hidden();
    firstOfHead = parameters.all().size();
    transform = HeadTransform.of(parameters, "head", hidden, hidden, architecture.transform());
    emissions =
        new Linear(parameters, "emissions", hidden, constraints.labels(), Activation.IDENTITY);
    crf = new CrfLayer(parameters, constraints, architecture.crf());
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  /** The embeddings of the word pieces. */
  @Override
  public EmbeddingTable table() {
    return pieces;
  }

  /** The encoder. */
  Encoder encoder() {
    return encoder;
  }

  @Override
  public LinearChainCrf crf() {
    return crf.crf();
  }

  @Override
  public Emissions[] emissions(Pass pass, List<EncodedPieces> sentences) {
    PieceTokens all = PieceTokens.of(sentences);
    Workspace workspace = pass.workspace();
    Matrix scores = workspace.matrix(all.tokens(), crf.labels());
    Workspace.Mark mark = workspace.mark();
    for (PieceTokens.Block block : all.blocks()) {
      Matrix hidden = encoder.encode(pass, PieceBatch.of(block.sequences()));
      Matrix vectors = vectors(pass, block, hidden).output();
      pass.kernels()
          .copy(
              emissions.forward(pass, vectors),
              scores.rows(block.beginToken(), block.beginToken() + vectors.rows()));
      workspace.release(mark);
    }
    return CrfLayer.unpack(TokenRows.inOrder(all.lengths()), scores);
  }

  /** The tokens' vectors [tokens, hidden], which dropout may change. */
  private Traced vectors(Pass pass, PieceTokens.Block block, Matrix hidden) {
    return switch (architecture.pooling()) {
      case FIRST ->
          pool(pass, TokenPooling.first(pass, block.firsts()), block, hidden)
              .then(pooled -> transform.forward(pass, pooled));
      case MEAN -> {
        TokenPooling mean =
            TokenPooling.mean(pass, block.firsts(), block.counts(), hidden.columns());
        yield transform
            .forward(pass, hidden)
            .then(transformed -> pool(pass, mean, block, transformed));
      }
    };
  }

  private static Traced pool(
      Pass pass, TokenPooling pooling, PieceTokens.Block block, Matrix rows) {
    Matrix vectors = pass.workspace().matrix(block.firsts().length, rows.columns());
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
  public Step train(
      Pass pass, List<? extends LabelledSentence<EncodedPieces>> examples, double weight) {
    PieceTokens all = PieceTokens.of(examples.stream().map(LabelledSentence::sentence).toList());
    PieceTokens.Block block = all.whole();
    Encoder.Forward trace = encoder.forward(pass, PieceBatch.of(block.sequences()));
    Traced vectors = vectors(pass, block, trace.output());
    Dropout.Mask mask = dropout.forward(pass, vectors.output());
    Matrix scores = emissions.forward(pass, vectors.output());
    CrfLayer.Loss loss =
        crf.loss(
            pass,
            TokenRows.inOrder(all.lengths()),
            scores,
            LabelledSentence.targets(examples),
            weight);
    Matrix dVectors = emissions.backward(pass, vectors.output(), scores, loss.dEmissions());
    dropout.backward(pass, mask, dVectors);
    Matrix dHidden = vectors.backward(pass, dVectors);
    return new Step(loss.loss(), trace.backward(pass, dHidden));
  }

  @Override
  public boolean hasLargeProducts() {
    return true;
  }

  /** Gives the parameters memory and their first numbers, the pieces' embeddings excepted. */
  void initialize(RandomGenerator random) {
    parameters.allocateLike(pieces).initialize(random);
  }

  /**
   * Gives the parameters memory, and all of them a checkpoint's weights.
   *
   * @throws BundleException when it doesn't have all of them
   */
  void fill(EncoderCheckpoint checkpoint) throws BundleException {
    List<Parameter> all = parameters.allocateLike(pieces).all();
    checkpoint.copyTo(encoder, all.subList(firstOfHead, all.size()));
  }

  @Override
  public void close() {
    parameters.close();
    pieces.close();
  }
}
