package org.neuralannotators.encode.transformer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.encode.transformer.input.PieceInput;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;

/**
 * The shape of an encoder, as a bundle's manifest keeps it: its {@code type} says which. Without
 * one, as in bundles that are older than the types, it is BERT's.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = BertArchitecture.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = BertArchitecture.class, name = "bert"),
  @JsonSubTypes.Type(value = ModernBertArchitecture.class, name = "modernbert"),
  @JsonSubTypes.Type(value = DebertaArchitecture.class, name = "deberta"),
  @JsonSubTypes.Type(value = MpnetArchitecture.class, name = "mpnet"),
  @JsonSubTypes.Type(value = MobileBertArchitecture.class, name = "mobilebert"),
  @JsonSubTypes.Type(value = XlnetArchitecture.class, name = "xlnet")
})
public interface EncoderArchitecture {
  /** The name of the pieces' embeddings. */
  String PIECES = "embeddings.word_embeddings.weight";

  /** How many times rows run through a layer. */
  int layers();

  /** How many layers have weights of their own, and so can be frozen one by one. */
  default int ownLayers() {
    return layers();
  }

  /** Columns of the hidden states. */
  int hidden();

  /** The longest sequence, special tokens included. */
  int maximumPositions();

  /** Number of pieces that have embeddings. */
  int vocabulary();

  /** Number of segments that it tells apart; 0 or 1 when it knows none. */
  int segments();

  /** Columns of the pieces' embeddings. */
  int embeddingSize();

  /**
   * An encoder of this shape.
   *
   * @param parameters gets the encoder's, without memory yet
   * @param pieces embeddings of {@link #vocabulary()} rows; the caller's
   */
  Encoder encoder(Parameters parameters, EmbeddingTable pieces, EncoderDropout dropout);

  /** Whether checkpoints of this architecture may have a tensor that its encoder doesn't read. */
  default boolean passesOver(String tensor) {
    return false;
  }

  /**
   * The input of an encoder of this shape: the pieces' embeddings.
   *
   * @param pieces the caller's
   * @throws IllegalArgumentException when they aren't of {@link #vocabulary()} rows and {@link
   *     #embeddingSize()} columns
   */
  default PieceInput input(EmbeddingTable pieces) {
    return PieceInput.of(pieces, vocabulary(), embeddingSize());
  }

  /** A table for the pieces' embeddings, of zeros in single precision. */
  default EmbeddingTable newPieces() {
    return EmbeddingTable.ofFloats(PIECES, vocabulary(), embeddingSize());
  }

  /**
   * The tensors of a checkpoint that a parameter's numbers are in. Here those of Hugging Face's
   * {@code BertModel}.
   */
  default List<CheckpointTensor> tensors(Parameter parameter) {
    return BertTensors.of(parameter);
  }
}
