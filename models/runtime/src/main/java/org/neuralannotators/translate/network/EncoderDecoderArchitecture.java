package org.neuralannotators.translate.network;

import static org.neuralannotators.network.Measures.requirePositive;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Objects;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of a transformer with encoder and decoder (Vaswani et al. 2017) in all its kinds:
 * Marian, BART (Lewis et al. 2020), mBART, PEGASUS, M2M100, NLLB, T5 (Raffel et al. 2020), mT5 and
 * so on. A bundle's manifest keeps it, with the type {@code encoder-decoder}.
 *
 * <p>Sources are read as they are, with all special pieces that the network wants to see; targets
 * are without the piece they begin with and without their end.
 *
 * <p>The parameters, where {@code S} is {@code encoder} or {@code decoder} and {@code i} the number
 * of a layer; weights have a row for each input and a column for each output:
 *
 * <ul>
 *   <li>{@code pieces.target} [target vocabulary, hidden], and {@code pieces.source} [source
 *       vocabulary, hidden] unless they are joint: the embeddings
 *   <li>{@code S.positions} [offset + maximum, hidden]: the embeddings of learnt positions, with
 *       the rows before the offset, which nobody reads
 *   <li>{@code S.embeddings.LayerNorm}: the norm of the embeddings
 *   <li>{@code S.relative_bias.weight} [buckets, heads]: what distances add to the scores, in all
 *       layers
 *   <li>{@code S.layer.i.attention.self} [hidden, 3 heads headSize]: queries, keys and values, side
 *       by side
 *   <li>{@code S.layer.i.attention.output.dense} [heads headSize, hidden]
 *   <li>{@code S.layer.i.attention.output.LayerNorm}: before the attention where norms come first,
 *       else behind the sum
 *   <li>{@code decoder.layer.i.crossattention.query} [hidden, heads headSize], {@code
 *       decoder.layer.i.crossattention.keyValue} [hidden, 2 heads headSize], keys before values,
 *       {@code decoder.layer.i.crossattention.output.dense} and {@code
 *       decoder.layer.i.crossattention.output.LayerNorm}, likewise: the attention to the source
 *   <li>{@code S.layer.i.intermediate.dense} [hidden, intermediate]; with a gate [hidden, 2
 *       intermediate], what the activation is taken of before what it is multiplied by
 *   <li>{@code S.layer.i.output.dense} [intermediate, hidden]
 *   <li>{@code S.layer.i.output.LayerNorm}: of the feed-forward network
 *   <li>{@code S.LayerNorm}: behind the last layer, where norms come first
 *   <li>{@code output.weight} [target vocabulary, hidden], unless it is tied, and {@code
 *       output.bias} [1, target vocabulary] where there is one
 * </ul>
 *
 * <p>Dense layers have {@code .weight} and, with biases, {@code .bias}; norms {@code .weight} and,
 * those with mean and variance, {@code .bias}.
 *
 * @param sourceVocabulary number of the source's pieces
 * @param targetVocabulary number of the target's pieces
 * @param joint whether both are the same pieces with the same embeddings
 * @param hidden columns of the hidden states
 * @param headSize columns of a head; those of all heads need not be {@code hidden}
 * @param encoder its layers
 * @param decoder its layers
 * @param positions how pieces know their place
 * @param scaledEmbeddings whether embeddings are multiplied by the root of {@code hidden}
 * @param normalizedEmbeddings whether the sum of embeddings and positions is normalised
 * @param norm the kind of normalisation
 * @param epsilon of the normalisation
 * @param normFirst whether it comes before each part, with one more behind the last layer, and not
 *     behind each sum
 * @param scaledScores whether attention's scores are divided by the root of {@code headSize}
 * @param activation inside of the feed-forward networks
 * @param gated whether these have a gate (Shazeer 2020)
 * @param biased whether linear layers have biases
 * @param output to the target's pieces
 * @param marks what the decoder reads first, and what ends targets; training puts the first end
 *     there
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName(EncoderDecoderArchitecture.TYPE)
@JsonDeserialize
public record EncoderDecoderArchitecture(
    int sourceVocabulary,
    int targetVocabulary,
    boolean joint,
    int hidden,
    int headSize,
    Stack encoder,
    Stack decoder,
    Positions positions,
    boolean scaledEmbeddings,
    boolean normalizedEmbeddings,
    NormKind norm,
    double epsilon,
    boolean normFirst,
    boolean scaledScores,
    Activation activation,
    boolean gated,
    boolean biased,
    Output output,
    TargetMarks marks)
    implements TranslationArchitecture {
  /** What manifests call it. */
  static final String TYPE = "encoder-decoder";

  public EncoderDecoderArchitecture {
    requirePositive("sourceVocabulary", sourceVocabulary);
    requirePositive("targetVocabulary", targetVocabulary);
    requirePositive("hidden", hidden);
    requirePositive("headSize", headSize);
    Objects.requireNonNull(encoder, "[encoder] is missing");
    Objects.requireNonNull(decoder, "[decoder] is missing");
    Objects.requireNonNull(positions, "[positions] is missing");
    Objects.requireNonNull(norm, "[norm] is missing");
    Objects.requireNonNull(activation, "[activation] is missing");
    Objects.requireNonNull(output, "[output] is missing");
    Objects.requireNonNull(marks, "[marks] is missing");
    TranslationArchitecture.requireJoint(joint, sourceVocabulary, targetVocabulary);
    positions.kind().requireColumns(hidden);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(
          "Epsilon [" + epsilon + "] of the normalisation; expected a number above 0");
    }
    requirePiece(marks.begin(), targetVocabulary);
    marks.ends().forEach(end -> requirePiece(end, targetVocabulary));
  }

  private static void requirePiece(int piece, int vocabulary) {
    if (piece < 0 || piece >= vocabulary) {
      throw new IllegalArgumentException(
          "Piece [%d] in [marks]; expected pieces from 0 to [%d]".formatted(piece, vocabulary - 1));
    }
  }

  /**
   * The layers of encoder or decoder.
   *
   * @param layers how many
   * @param heads of each attention
   * @param intermediate columns inside of the feed-forward networks
   */
  public record Stack(int layers, int heads, int intermediate) {
    public Stack {
      requirePositive("layers", layers);
      requirePositive("heads", heads);
      requirePositive("intermediate", intermediate);
    }
  }

  /**
   * How pieces know their place.
   *
   * @param kind of positions
   * @param maximum the longest sequence that is read; by their nature sinusoids and distances have
   *     no limit, so that it may be any that memory allows, such as {@link Positions#WITHOUT_LIMIT}
   * @param offset the number of a sequence's first position
   * @param buckets of distances, both directions together in the encoder, a multiple of 4; 0 unless
   *     the kind is {@link PositionKind#RELATIVE}
   * @param furthest the distance from which on there are no more buckets; above half of the
   *     buckets, or 0 likewise
   */
  public record Positions(PositionKind kind, int maximum, int offset, int buckets, int furthest) {
    /** The longest sequence where positions have no limit. */
    public static final int WITHOUT_LIMIT = 1024;

    public Positions {
      Objects.requireNonNull(kind, "[kind] of positions is missing");
      requirePositive("maximum", maximum);
      if (offset < 0) {
        throw new IllegalArgumentException(
            "[" + offset + "] as offset of positions; expected 0 or more");
      }
      boolean relative = kind == PositionKind.RELATIVE;
      boolean counted = buckets >= 4 && buckets % 4 == 0 && furthest > buckets / 2 && offset == 0;
      boolean uncounted = buckets == 0 && furthest == 0;
      if (relative ? !counted : !uncounted) {
        throw new IllegalArgumentException(
            ("[%d] buckets for distances up to [%d] and offset [%d] with positions [%s]; expected a"
                    + " multiple of 4, a distance above half of it and no offset with relative"
                    + " positions, and 0 and 0 with others")
                .formatted(buckets, furthest, offset, kind));
      }
    }

    /**
     * Positions with embeddings of their own.
     *
     * @param kind any but {@link PositionKind#RELATIVE}
     */
    public static Positions of(PositionKind kind, int maximum, int offset) {
      return new Positions(kind, maximum, offset, 0, 0);
    }

    /** Buckets of distances. */
    public static Positions relative(int maximum, int buckets, int furthest) {
      return new Positions(PositionKind.RELATIVE, maximum, 0, buckets, furthest);
    }
  }

  /**
   * From hidden states to the scores of pieces.
   *
   * @param tied whether the target's embeddings are the weights (Press and Wolf 2017)
   * @param scaled whether hidden states are divided by the root of their columns before
   * @param biased whether each piece has a bias
   */
  public record Output(boolean tied, boolean scaled, boolean biased) {}

  @Override
  public TranslationNetwork network() {
    return new EncoderDecoderNetwork(this, TransformerArchitecture.Dropouts.NONE, 0);
  }

  /**
   * The decoder's layer whose attention is the alignment: the last but one, which aligns best (Garg
   * et al. 2019, section 4.2).
   */
  int alignmentLayer() {
    return Math.max(0, decoder.layers() - 2);
  }
}
