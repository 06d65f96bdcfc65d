package org.neuralannotators.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/**
 * Puts a {@link ModelManifest} together; {@link BundleWriter} adds the files. Not thread-safe.
 *
 * @see ModelManifest#builder
 */
public final class ModelManifestBuilder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String kind;
  private final String name;
  private String language;
  private String description;
  private String licence;
  private List<String> labels = List.of();
  private TagScheme tagScheme;
  private Object network;
  private Object masked;
  private Object normalization;
  private Object generation;
  private final List<ModelManifest.TrainingData> trainingData = new ArrayList<>();
  private final List<ModelManifest.Score> scores = new ArrayList<>();

  ModelManifestBuilder(String kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  public ModelManifestBuilder language(String code) {
    this.language = code;
    return this;
  }

  public ModelManifestBuilder description(String text) {
    this.description = text;
    return this;
  }

  public ModelManifestBuilder licence(String ofWeights) {
    this.licence = ofWeights;
    return this;
  }

  /** Types and scheme of the tags. */
  public ModelManifestBuilder labels(LabelSet set) {
    this.tagScheme = set.scheme();
    return labels(set.types());
  }

  /** The labels of a model that is no tagger. */
  public ModelManifestBuilder labels(Collection<String> types) {
    this.labels = List.copyOf(types);
    return this;
  }

  /** The architecture: a JSON node, or a record or map that Jackson makes one of. */
  public ModelManifestBuilder network(Object configuration) {
    this.network = configuration;
    return this;
  }

  /** The head that predicts masked pieces; in JSON as for the network. */
  public ModelManifestBuilder masked(Object configuration) {
    this.masked = configuration;
    return this;
  }

  /** What is done to tokens, such as a {@code TokenNormalizer}; in JSON as for the network. */
  public ModelManifestBuilder normalization(Object configuration) {
    this.normalization = configuration;
    return this;
  }

  /** How texts are generated unless somebody wants it otherwise; in JSON as for the network. */
  public ModelManifestBuilder generation(Object settings) {
    this.generation = settings;
    return this;
  }

  public ModelManifestBuilder trainedOn(String data, String dataLicence, String attribution) {
    trainingData.add(new ModelManifest.TrainingData(data, dataLicence, attribution));
    return this;
  }

  public ModelManifestBuilder trainedOn(Collection<ModelManifest.TrainingData> sources) {
    trainingData.addAll(sources);
    return this;
  }

  public ModelManifestBuilder score(String data, String metric, double value) {
    scores.add(new ModelManifest.Score(data, metric, value));
    return this;
  }

  /**
   * The manifest, without files.
   *
   * @throws IllegalArgumentException when Jackson can't write network or normalization
   */
  public ModelManifest build() {
    String version = ModelManifest.class.getPackage().getImplementationVersion();
    return new ModelManifest(
        ModelManifest.FORMAT_VERSION,
        kind,
        name,
        language,
        description,
        licence,
        version == null ? "development" : version,
        labels,
        tagScheme,
        JSON.valueToTree(network),
        JSON.valueToTree(masked),
        JSON.valueToTree(normalization),
        JSON.valueToTree(generation),
        trainingData,
        scores,
        new TreeMap<>());
  }
}
