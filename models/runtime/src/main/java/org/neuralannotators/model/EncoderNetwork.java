package org.neuralannotators.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.Scorer;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * An encoder on which heads stand: each adds its parameters to the encoder's, before these get
 * memory, and reads the hidden states. Several heads learn together by adding to one gradient of
 * the hidden states. {@link #close()} frees the parameters.
 */
public final class EncoderNetwork implements AutoCloseable {
  private final Parameters parameters;
  private final EmbeddingTable pieces;
  private final boolean tied;
  private final EncoderDropout dropout;
  private final Encoder encoder;
  private final int firstOfHeads;

  private EncoderNetwork(
      EncoderArchitecture architecture,
      EncoderDropout dropout,
      Parameters parameters,
      EmbeddingTable pieces,
      boolean tied) {
    this.parameters = parameters;
    this.pieces = pieces;
    this.tied = tied;
    this.dropout = dropout;
    encoder = architecture.encoder(parameters, pieces, dropout);
    firstOfHeads = parameters.all().size();
  }

  /**
   * Lays out an encoder; its parameters have no memory yet.
   *
   * @param pieces the embeddings, which the network owns from now on
   */
  public EncoderNetwork(
      EncoderArchitecture architecture, EncoderDropout dropout, EmbeddingTable pieces) {
    this(architecture, dropout, new Parameters(), pieces, false);
  }

  /** Lays out an encoder with embeddings of zeros; its other parameters have no memory yet. */
  public EncoderNetwork(EncoderArchitecture architecture, EncoderDropout dropout) {
    this(architecture, dropout, architecture.newPieces());
  }

  /**
   * Lays out an encoder whose embeddings are a parameter as others are, for heads that use all of
   * them; no parameter has memory yet.
   */
  public static EncoderNetwork tied(EncoderArchitecture architecture, EncoderDropout dropout) {
    Parameters parameters = new Parameters();
    Parameter pieces =
        parameters.add(
            EncoderArchitecture.PIECES,
            architecture.vocabulary(),
            architecture.embeddingSize(),
            Initializer.embedding());
    return new EncoderNetwork(architecture, dropout, parameters, EmbeddingTable.of(pieces), true);
  }

  /** All parameters, to which heads add theirs; of the embeddings only if they are one. */
  public Parameters parameters() {
    return parameters;
  }

  /** The parameters of the heads. */
  public List<Parameter> headParameters() {
    return parameters.all().subList(firstOfHeads, parameters.all().size());
  }

  /** The embeddings of the pieces. */
  public EmbeddingTable pieces() {
    return pieces;
  }

  /** The embeddings where they aren't among the parameters; null where they are. */
  public EmbeddingTable table() {
    return tied ? null : pieces;
  }

  /** The encoder. */
  public Encoder encoder() {
    return encoder;
  }

  /** What is dropped in training. */
  public EncoderDropout dropout() {
    return dropout;
  }

  /** Columns of the hidden states. */
  public int hidden() {
    return encoder.architecture().hidden();
  }

  /** Gives the parameters memory and their first numbers, the table excepted. */
  public void initialize(RandomGenerator random) {
    parameters.allocateLike(pieces).initialize(random);
  }

  /**
   * Takes a checkpoint's weights over, after {@link #initialize}.
   *
   * @param ofHeads parameters that are taken over too, where the checkpoint has all of them
   * @param frozenLayers of the encoder, the lowest, that shall not learn, nor then the embeddings
   * @throws BundleException when the checkpoint has not the weights that the encoder needs
   */
  public void pretrain(
      EncoderCheckpoint checkpoint, Collection<Parameter> ofHeads, int frozenLayers)
      throws BundleException {
    checkpoint.copyTo(encoder);
    if (checkpoint.has(ofHeads)) {
      checkpoint.copyTo(ofHeads);
    }
    encoder.freeze(frozenLayers);
  }

  /**
   * Gives the parameters memory, and all of them a checkpoint's weights.
   *
   * @throws BundleException when it doesn't have all of them
   */
  public void fill(EncoderCheckpoint checkpoint) throws BundleException {
    parameters.allocateLike(pieces);
    checkpoint.copyTo(encoder, headParameters());
  }

  /**
   * The same for a network that will not be trained: what is packed when it is used takes no memory
   * twice. It is closed when it can't be filled.
   */
  public EncoderNetwork filledForUse(EncoderCheckpoint checkpoint) throws BundleException {
    try {
      parameters.allocateFrozen();
      checkpoint.copyTo(encoder, headParameters());
      return this;
    } catch (BundleException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What a head tells of each sequence, in their order. */
  public <X extends EncoderInput, S> List<S> scores(
      Pass pass, List<X> sequences, Scorer<? super X, S> head) {
    List<S> scores = new ArrayList<>(sequences.size());
    Workspace.Mark mark = pass.workspace().mark();
    for (EncoderBatch<X> block : EncoderBatch.blocks(sequences)) {
      scores.addAll(head.scores(pass, block, encoder.encode(pass, block.pieces())));
      pass.workspace().release(mark);
    }
    return scores;
  }

  /** Forward and backward pass over a batch; the losses and gradients of the heads add up. */
  public Trainable.Step train(Pass pass, PieceBatch batch, List<HeadStep> heads) {
    Encoder.Forward trace = encoder.forward(pass, batch);
    Matrix hidden = trace.output();
    Matrix dHidden = pass.workspace().zeros(hidden.rows(), hidden.columns());
    double loss = 0;
    for (HeadStep head : heads) {
      loss += head.train(hidden, dHidden);
    }
    return new Trainable.Step(loss, trace.backward(pass, dHidden));
  }

  @Override
  public void close() {
    parameters.close();
    pieces.close();
  }
}
