package org.neuralannotators.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * An encoder with a head. {@link #close()} frees the parameters.
 *
 * @param <T> what the head shall say of a sequence
 */
final class EncoderHeadNetwork<T> implements Trainable<SequenceExample<T>>, AutoCloseable {
  private final EmbeddingTable pieces;
  private final Parameters parameters = new Parameters();
  private final Encoder encoder;
  private final int firstOfHead;
  private final Head<T> head;

  /** Makes a head. */
  @FunctionalInterface
  interface HeadFactory<T> {
    /** A head whose parameters are added to others. */
    Head<T> create(Parameters parameters, EncoderArchitecture encoder, double dropout);
  }

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param pieces the embeddings, which the network owns from now on
   */
  EncoderHeadNetwork(
      EncoderArchitecture architecture,
      EncoderDropout dropout,
      EmbeddingTable pieces,
      HeadFactory<T> heads) {
    this.pieces = pieces;
    encoder = architecture.encoder(parameters, pieces, dropout);
    firstOfHead = parameters.all().size();
    head = heads.create(parameters, architecture, dropout.hidden());
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

  /** The scores of each sequence. */
  List<double[]> scores(Pass pass, List<PieceSequence> sequences) {
    List<double[]> scores = new ArrayList<>(sequences.size());
    Workspace.Mark mark = pass.workspace().mark();
    for (List<PieceSequence> block : PieceSequence.blocks(sequences)) {
      PieceBatch batch = PieceBatch.of(block);
      scores.addAll(head.scores(pass, batch.rows(), encoder.encode(pass, batch)));
      pass.workspace().release(mark);
    }
    return scores;
  }

  @Override
  public Step train(Pass pass, List<? extends SequenceExample<T>> examples, double weight) {
    PieceBatch batch = PieceBatch.of(examples.stream().map(SequenceExample::sequence).toList());
    Encoder.Forward trace = encoder.forward(pass, batch);
    Matrix hidden = trace.output();
    Matrix dHidden = pass.workspace().zeros(hidden.rows(), hidden.columns());
    List<T> targets = examples.stream().<T>map(SequenceExample::target).toList();
    double loss = head.train(pass, batch.rows(), hidden, targets, weight, dHidden);
    return new Step(loss, trace.backward(pass, dHidden));
  }

  /** Gives the parameters memory and their first numbers, the pieces' embeddings excepted. */
  void initialize(RandomGenerator random) {
    parameters.allocateLike(pieces).initialize(random);
  }

  /**
   * Takes a checkpoint's weights over, after {@link #initialize}.
   *
   * @param frozenLayers of the encoder, which shall not learn, nor then the embeddings
   */
  void pretrain(EncoderCheckpoint checkpoint, int frozenLayers) throws BundleException {
    checkpoint.copyTo(encoder);
    head.pretrain(checkpoint);
    encoder.freeze(frozenLayers);
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
