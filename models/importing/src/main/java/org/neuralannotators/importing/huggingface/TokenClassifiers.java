package org.neuralannotators.importing.huggingface;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.importing.huggingface.family.Renaming;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.tagger.EncoderTaggerArchitecture;
import org.neuralannotators.tagger.EncoderTaggerModel;

/**
 * Token classifiers become taggers. Each token has the label that scores best on its first piece,
 * as with {@code aggregation_strategy=first}; transitions aren't scored.
 */
final class TokenClassifiers {
  private static final String WEIGHTS = "emissions.weight";
  private static final String BIAS = "emissions.bias";

  /** The score of a tag that the classifier doesn't have. */
  private static final float NEVER = -1e4f;

  private TokenClassifiers() {}

  static ImportedNetwork read(HuggingFaceFolder model, Renaming renaming) throws IOException {
    Map<String, Tensor> head = model.head(renaming);
    TokenLabels labels =
        TokenLabels.of(Labels.of(model.config().json(), model.outputs(head, WEIGHTS)));
    head.putAll(reordered(head, labels.rows()));
    EncoderTaggerArchitecture architecture =
        new EncoderTaggerArchitecture(
            model.architecture(),
            TagPooling.FIRST,
            model.maximumPieces(),
            model.stride(),
            0,
            false,
            model.family().transform(model.config()),
            false);
    return ImportedNetwork.of(
        description(labels),
        EncoderModel.imported(
            EncoderTaggerModel.LAYOUT,
            new ModelSpec<>(architecture, labels.set()),
            model.checkpoint(head)),
        model,
        renaming);
  }

  /** The classifier with a row for each tag. */
  private static Map<String, Tensor> reordered(Map<String, Tensor> head, int[] rows)
      throws BundleException {
    float[] weights = head.get(WEIGHTS).floats();
    float[] bias = head.get(BIAS).floats();
    int columns = weights.length / bias.length;
    float[] tagWeights = new float[rows.length * columns];
    float[] tagBias = new float[rows.length];
    Arrays.fill(tagBias, NEVER);
    for (int tag = 0; tag < rows.length; tag++) {
      if (rows[tag] >= 0) {
        System.arraycopy(weights, rows[tag] * columns, tagWeights, tag * columns, columns);
        tagBias[tag] = bias[rows[tag]];
      }
    }
    SafeTensorsWriter writer =
        new SafeTensorsWriter()
            .add(WEIGHTS, TensorType.F32, tagWeights, rows.length, columns)
            .add(BIAS, TensorType.F32, tagBias, rows.length);
    return SafeTensors.read(ByteBuffer.wrap(writer.toBytes()), "the token classifier");
  }

  private static String description(TokenLabels labels) {
    TagScheme scheme = labels.set().scheme();
    int count = (int) Arrays.stream(labels.rows()).filter(row -> row >= 0).count();
    return scheme == TagScheme.NONE
        ? "a tagger: %d labels".formatted(count)
        : "a named-entity tagger: %d labels in %s".formatted(count, scheme);
  }
}
