package org.neuralannotators.encode.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.EncoderLayer;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

/**
 * BERT's encoder (Devlin et al. 2018), with ALBERT's options (Lan et al. 2019): word pieces to
 * hidden states. Parameters have the names of Hugging Face's {@code BertModel}; the weights of
 * queries, keys and values lie side by side in {@code attention.self}, and matrices have a row for
 * each input. No padding: a sequence's result doesn't depend on the others of its batch.
 */
public final class BertEncoder implements Encoder {
  private final BertArchitecture architecture;
  private final EmbeddingTable pieces;
  private final BertEmbeddings embeddings;
  private final Linear projection;
  private int frozenLayers;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private final List<Parameter> own;

  /**
   * @param parameters gets the encoder's, without memory yet
   * @param pieces the embeddings of the word pieces; the caller's
   */
  public BertEncoder(
      Parameters parameters,
      EmbeddingTable pieces,
      BertArchitecture architecture,
      EncoderDropout dropout) {
    this(
        parameters,
        "",
        pieces,
        new BertEmbeddings(parameters, pieces, architecture, new Dropout(dropout.hidden(), false)),
        architecture,
        dropout);
  }

  /**
   * An encoder that shares the embeddings of another, as ELECTRA's generator does (Clark et al.
   * 2020, section 3.2).
   *
   * @param parameters gets the encoder's own, without memory yet
   * @param prefix of the names of its own parameters
   * @param architecture has the other's embeddings
   */
  public BertEncoder(
      Parameters parameters,
      String prefix,
      BertEncoder other,
      BertArchitecture architecture,
      EncoderDropout dropout) {
    this(parameters, prefix, other.pieces, other.embeddings, architecture, dropout);
  }

  private BertEncoder(
      Parameters parameters,
      String prefix,
      EmbeddingTable pieces,
      BertEmbeddings embeddings,
      BertArchitecture architecture,
      EncoderDropout dropout) {
    this.architecture = architecture;
    this.pieces = pieces;
    this.embeddings = embeddings;
    int others = parameters.all().size();
    projection =
        architecture.projectsEmbeddings()
            ? new Linear(
                parameters,
                prefix + "encoder.embedding_hidden_mapping_in",
                architecture.embeddingSize(),
                architecture.hidden(),
                Activation.IDENTITY)
            : null;
    for (int i = 0; i < architecture.layers(); i++) {
      layers.add(
          i > 0 && architecture.sharedLayers()
              ? layers.get(0)
              : new EncoderLayer(
                  parameters,
                  prefix + "encoder.layer." + i,
                  architecture.hidden(),
                  architecture.heads(),
                  architecture.intermediate(),
                  architecture.activation(),
                  architecture.epsilon(),
                  new Dropout(dropout.hidden(), false),
                  new Dropout(dropout.attention(), false)));
    }
    own = List.copyOf(parameters.all().subList(others, parameters.all().size()));
  }

  @Override
  public BertArchitecture architecture() {
    return architecture;
  }

  @Override
  public EmbeddingTable pieces() {
    return pieces;
  }

  @Override
  public void freeze(int count) {
    if (count < 0 || count > layers.size() || (count > 0 && architecture.sharedLayers())) {
      throw new IllegalArgumentException(
          "[%d] frozen layers of an encoder with [%d]%s; expected from 0 to as many as it has"
              .formatted(count, layers.size(), architecture.sharedLayers() ? " shared ones" : ""));
    }
    frozenLayers = count;
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(embeddings.parameters().stream(), own.stream()).toList();
  }

  @Override
  public Matrix encode(Pass pass, PieceBatch batch, ObjIntConsumer<Matrix> layerDone) {
    Workspace workspace = pass.workspace();
    Matrix hidden = workspace.matrix(batch.rows().rows(), architecture.hidden());
    Workspace.Mark mark = workspace.mark();
    pass.kernels().copy(embed(pass, batch).input, hidden);
    workspace.release(mark);
    layerDone.accept(hidden, 0);
    for (int i = 0; i < layers.size(); i++) {
      pass.kernels().copy(layers.get(i).forward(pass, batch.rows(), hidden).output(), hidden);
      workspace.release(mark);
      layerDone.accept(hidden, i + 1);
    }
    return hidden;
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    Trace trace = embed(pass, batch);
    Matrix hidden = trace.input;
    for (EncoderLayer layer : layers) {
      trace.done.add(layer.forward(pass, batch.rows(), hidden));
      hidden = trace.output();
    }
    return trace;
  }

  /** The input of the first layer. */
  private Trace embed(Pass pass, PieceBatch batch) {
    RaggedRows rows = batch.rows();
    for (int i = 0; i < rows.sequences(); i++) {
      if (rows.length(i) > architecture.maximumPositions()) {
        throw new IllegalArgumentException(
            "A sequence of ["
                + rows.length(i)
                + "] word pieces; expected at most ["
                + architecture.maximumPositions()
                + "], as many positions as the encoder knows. Cut it into windows");
      }
    }
    BertEmbeddings.Trace embedded = embeddings.forward(pass, batch);
    Matrix input =
        projection == null ? embedded.output() : projection.forward(pass, embedded.output());
    return new Trace(batch, embedded, input);
  }

  /** What the forward pass leaves for the backward pass. */
  private final class Trace implements Forward {
    private final PieceBatch batch;
    private final BertEmbeddings.Trace embedded;
    private final Matrix input;
    private final List<EncoderLayer.Trace> done = new ArrayList<>();

    private Trace(PieceBatch batch, BertEmbeddings.Trace embedded, Matrix input) {
      this.batch = batch;
      this.embedded = embedded;
      this.input = input;
    }

    @Override
    public Matrix output() {
      return done.get(done.size() - 1).output();
    }

    @Override
    public EmbeddingTable.Gradient backward(Pass pass, Matrix dOutput) {
      Matrix gradient = dOutput;
      for (int i = layers.size() - 1; i >= frozenLayers; i--) {
        gradient = layers.get(i).backward(pass, done.get(i), gradient);
      }
      if (frozenLayers > 0) {
        return null;
      }
      if (projection != null) {
        gradient = projection.backward(pass, embedded.output(), input, gradient);
      }
      return embeddings.backward(pass, batch, embedded, gradient);
    }
  }
}
