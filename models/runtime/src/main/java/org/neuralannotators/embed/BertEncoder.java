package org.neuralannotators.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
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
public final class BertEncoder {
  /** The name of the pieces' embeddings. */
  public static final String PIECES = "embeddings.word_embeddings.weight";

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
   * @param dropout of embeddings and of what layers add
   * @param attentionDropout of attention weights
   */
  public BertEncoder(
      Parameters parameters,
      EmbeddingTable pieces,
      BertArchitecture architecture,
      double dropout,
      double attentionDropout) {
    this(
        parameters,
        "",
        pieces,
        new BertEmbeddings(parameters, pieces, architecture, new Dropout(dropout, false)),
        architecture,
        dropout,
        attentionDropout);
  }

  /**
   * An encoder that shares the embeddings of another, as ELECTRA's generator does (Clark et al.
   * 2020, section 3.2).
   *
   * @param parameters gets the encoder's own, without memory yet
   * @param prefix of the names of its own parameters
   * @param architecture has the other's embeddings
   * @param dropout of what layers add
   * @param attentionDropout of attention weights
   */
  public BertEncoder(
      Parameters parameters,
      String prefix,
      BertEncoder other,
      BertArchitecture architecture,
      double dropout,
      double attentionDropout) {
    this(
        parameters,
        prefix,
        other.pieces,
        other.embeddings,
        architecture,
        dropout,
        attentionDropout);
  }

  private BertEncoder(
      Parameters parameters,
      String prefix,
      EmbeddingTable pieces,
      BertEmbeddings embeddings,
      BertArchitecture architecture,
      double dropout,
      double attentionDropout) {
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
                  new Dropout(dropout, false),
                  new Dropout(attentionDropout, false)));
    }
    own = List.copyOf(parameters.all().subList(others, parameters.all().size()));
  }

  /** The embeddings of the word pieces. */
  public EmbeddingTable pieces() {
    return pieces;
  }

  /**
   * Lets the embeddings and the lowest layers be as they are: they get no gradient from now on.
   *
   * @param count of the layers; with 0 the embeddings learn too
   */
  public void freeze(int count) {
    if (count < 0 || count > layers.size() || (count > 0 && architecture.sharedLayers())) {
      throw new IllegalArgumentException(
          "[%d] frozen layers of an encoder with [%d]%s; expected from 0 to as many as it has"
              .formatted(count, layers.size(), architecture.sharedLayers() ? " shared ones" : ""));
    }
    frozenLayers = count;
  }

  /** All parameters but the embeddings of the word pieces. */
  public List<Parameter> parameters() {
    return Stream.concat(embeddings.parameters().stream(), own.stream()).toList();
  }

  /** What the forward pass leaves for the backward pass. */
  public static final class Trace {
    private final PieceBatch batch;
    private final BertEmbeddings.Trace embeddings;
    private final Matrix input;
    private final List<EncoderLayer.Trace> layers = new ArrayList<>();

    private Trace(PieceBatch batch, BertEmbeddings.Trace embeddings, Matrix input) {
      this.batch = batch;
      this.embeddings = embeddings;
      this.input = input;
    }

    /** The hidden states of the last layer [rows, hidden]. */
    public Matrix output() {
      return layers.get(layers.size() - 1).output();
    }
  }

  /**
   * The hidden states of the last layer [rows, hidden], without a way back: all layers use the same
   * memory in turn.
   *
   * @throws IllegalArgumentException when a sequence is too long
   */
  public Matrix encode(Pass pass, PieceBatch batch) {
    return encode(pass, batch, (hidden, layer) -> {});
  }

  /**
   * The same, with a look at each layer while its hidden states are there: 0 is the embeddings.
   *
   * @throws IllegalArgumentException when a sequence is too long
   */
  Matrix encode(Pass pass, PieceBatch batch, ObjIntConsumer<Matrix> layerDone) {
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

  /**
   * The forward pass of training.
   *
   * @throws IllegalArgumentException when a sequence is too long
   */
  public Trace forward(Pass pass, PieceBatch batch) {
    Trace trace = embed(pass, batch);
    Matrix hidden = trace.input;
    for (EncoderLayer layer : layers) {
      trace.layers.add(layer.forward(pass, batch.rows(), hidden));
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

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the hidden states; overwritten
   * @return gradient of the pieces' embeddings; null when they are frozen or a parameter
   */
  public EmbeddingTable.Gradient backward(Pass pass, Trace trace, Matrix dOutput) {
    Matrix gradient = dOutput;
    for (int i = layers.size() - 1; i >= frozenLayers; i--) {
      gradient = layers.get(i).backward(pass, trace.layers.get(i), gradient);
    }
    if (frozenLayers > 0) {
      return null;
    }
    if (projection != null) {
      gradient = projection.backward(pass, trace.embeddings.output(), trace.input, gradient);
    }
    return embeddings.backward(pass, trace.batch, trace.embeddings, gradient);
  }
}
