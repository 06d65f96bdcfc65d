package org.neuralannotators.importing.huggingface;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.tagger.EncoderTaggerArchitecture;
import org.neuralannotators.tagger.EncoderTaggerModel;

/**
 * A token classifier. Each token has the label that scores best on its first piece, as with {@code
 * aggregation_strategy=first}; transitions aren't scored.
 */
final class ImportedTagger implements ImportedModel {
  private static final String WEIGHTS = "emissions.weight";
  private static final String BIAS = "emissions.bias";

  /** The score of a tag that the classifier doesn't have. */
  private static final float NEVER = -1e4f;

  private final HuggingFaceFolder model;
  private final Renaming renaming;
  private final TokenLabels labels;
  private final EncoderModel<?, ?> tagger;

  private ImportedTagger(
      HuggingFaceFolder model, Renaming renaming, TokenLabels labels, EncoderModel<?, ?> tagger) {
    this.model = model;
    this.renaming = renaming;
    this.labels = labels;
    this.tagger = tagger;
  }

  static ImportedTagger of(HuggingFaceFolder model, Renaming renaming) throws IOException {
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
            model.family().transform().apply(model.config()));
    return new ImportedTagger(
        model,
        renaming,
        labels,
        EncoderModel.imported(
            EncoderTaggerModel.LAYOUT,
            new ModelSpec<>(architecture, labels.set()),
            model.checkpoint(head)));
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

  @Override
  public String description() {
    TagScheme scheme = labels.set().scheme();
    int count = (int) Arrays.stream(labels.rows()).filter(row -> row >= 0).count();
    return "%s: %d labels%s, %s"
        .formatted(
            scheme == TagScheme.NONE ? "a tagger" : "a named-entity tagger",
            count,
            scheme == TagScheme.NONE ? "" : " in " + scheme,
            HuggingFaceImporter.encoder(model));
  }

  @Override
  public List<String> leftOut() {
    return model.leftOut(renaming);
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return tagger.manifest(name);
  }

  @Override
  public BundleWriter files() {
    return tagger.files(model.type());
  }

  @Override
  public void close() {
    tagger.close();
  }
}
