package org.neuralannotators.translate.network;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.PieceOutput;
import org.neuralannotators.network.attention.DistanceBuckets;
import org.neuralannotators.network.attention.HeadShape;
import org.neuralannotators.network.attention.RelativeBias;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.transformer.TransformerLayerShape;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Positions;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Stack;

/**
 * Makes the parts of a transformer with encoder and decoder by its shape.
 *
 * @param sinusoids of its positions, a row for each; null for positions of other kinds
 */
@SuppressWarnings("ArrayRecordComponent")
record EncoderDecoderParts(
    Parameters parameters,
    EncoderDecoderArchitecture shape,
    TransformerArchitecture.Dropouts dropouts,
    float[][] sinusoids) {
  static EncoderDecoderParts of(
      Parameters parameters,
      EncoderDecoderArchitecture shape,
      TransformerArchitecture.Dropouts dropouts) {
    Positions positions = shape.positions();
    float[][] sinusoids =
        positions.kind().isSinusoidal()
            ? Sinusoids.table(
                positions.kind(), positions.offset(), positions.maximum(), shape.hidden())
            : null;
    return new EncoderDecoderParts(parameters, shape, dropouts, sinusoids);
  }

  Parameter pieces(String name, int vocabulary) {
    return parameters.add(name, vocabulary, shape.hidden(), Initializer.embedding());
  }

  /** The input of encoder or decoder. */
  PieceEmbeddings embeddings(String side, Parameter pieces) {
    Positions positions = shape.positions();
    Parameter learned =
        positions.kind() == PositionKind.LEARNED
            ? parameters.add(
                side + ".positions",
                positions.offset() + positions.maximum(),
                shape.hidden(),
                Initializer.uniform(0.02))
            : null;
    return new PieceEmbeddings(
        pieces,
        shape.scaledEmbeddings() ? Math.sqrt(shape.hidden()) : 1,
        learned,
        positions.offset(),
        sinusoids,
        shape.normalizedEmbeddings() ? norm(side + ".embeddings.LayerNorm") : Norm.NONE,
        hiddenDropout());
  }

  /** What distances add to the scores of encoder or decoder; null for nothing. */
  RelativeBias bias(String side, Stack stack, boolean bothWays) {
    Positions positions = shape.positions();
    return positions.kind() == PositionKind.RELATIVE
        ? new RelativeBias(
            parameters,
            side + ".relative_bias",
            stack.heads(),
            new DistanceBuckets(positions.buckets(), positions.furthest(), bothWays),
            shape.scaledScores())
        : null;
  }

  /** What scores have where distances add nothing; null for nothing. */
  AttentionTerm withoutDistances() {
    return shape.scaledScores() ? null : AttentionTerm.UNSCALED;
  }

  /** The layers of encoder or decoder, from the lowest. */
  <L> List<L> layers(String side, Stack stack, BiFunction<String, TransformerLayerShape, L> maker) {
    TransformerLayerShape layer = layer(stack);
    return IntStream.range(0, stack.layers())
        .mapToObj(i -> maker.apply(side + ".layer." + i, layer))
        .toList();
  }

  private TransformerLayerShape layer(Stack stack) {
    return new TransformerLayerShape(
        new HeadShape(shape.hidden(), stack.heads(), shape.headSize()),
        shape.scaledScores(),
        stack.intermediate(),
        shape.activation(),
        shape.gated(),
        shape.biased(),
        shape.norm(),
        shape.epsilon(),
        shape.normFirst(),
        hiddenDropout(),
        new Dropout(dropouts.attention(), false),
        new Dropout(dropouts.inner(), false));
  }

  /** Behind the last layer of encoder or decoder. */
  Norm top(String side) {
    return shape.normFirst() ? norm(side + ".LayerNorm") : Norm.NONE;
  }

  TargetOutput output(Parameter targets, double smoothing) {
    EncoderDecoderArchitecture.Output output = shape.output();
    int vocabulary = shape.targetVocabulary();
    Parameter weights = output.tied() ? targets : pieces("output.weight", vocabulary);
    Parameter bias =
        output.biased() ? parameters.add("output.bias", 1, vocabulary, Initializer.zeros()) : null;
    return new TargetOutput(
        new PieceOutput(weights, bias, smoothing),
        output.scaled() ? 1 / Math.sqrt(shape.hidden()) : 1);
  }

  private Norm norm(String name) {
    return shape.norm().norm(parameters, name, shape.hidden(), shape.epsilon());
  }

  private Dropout hiddenDropout() {
    return new Dropout(dropouts.hidden(), false);
  }
}
