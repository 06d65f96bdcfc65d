package org.neuralannotators.importing.huggingface;

import java.util.List;
import java.util.stream.Collectors;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.embed.sentence.SentenceArchitecture;
import org.neuralannotators.head.SentencePooling;
import org.neuralannotators.model.EncoderModel;

/**
 * A network for vectors of texts.
 *
 * @param encoder where its encoder is from
 * @param type in which its weights are kept
 */
record ImportedSentenceEncoder(
    HuggingFaceFolder encoder, EncoderModel<SentenceArchitecture, ?> model, TensorType type)
    implements ImportedModel {
  @Override
  public String description() {
    SentenceArchitecture shape = model.architecture();
    return "a sentence encoder: %d numbers, %s%s, %s"
        .formatted(
            shape.dimension(),
            shape.pooling().stream()
                .map(ImportedSentenceEncoder::name)
                .collect(Collectors.joining(" and ")),
            shape.normalized() ? ", normalised" : "",
            HuggingFaceImporter.encoder(encoder));
  }

  private static String name(SentencePooling pooling) {
    return switch (pooling) {
      case CLS -> "first piece";
      case MAX -> "maximum of pieces";
      case MEAN -> "mean of pieces";
      case MEAN_SQRT_LEN -> "sum of pieces by the root of their number";
      case WEIGHTED_MEAN -> "weighted mean of pieces";
      case LAST -> "last piece";
    };
  }

  @Override
  public List<String> leftOut() {
    return encoder.leftOut(Renaming.of());
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return model.manifest(name);
  }

  @Override
  public BundleWriter files() {
    return model.files(type);
  }

  @Override
  public void close() {
    model.close();
  }
}
