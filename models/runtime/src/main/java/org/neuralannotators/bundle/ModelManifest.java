package org.neuralannotators.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/**
 * What a model bundle says of itself, in {@code manifest.json}. Immutable and thread-safe, as long
 * as nobody changes its JSON nodes.
 *
 * @param formatVersion version of the bundle's layout; {@link #FORMAT_VERSION} for new ones
 * @param kind the network that the weights belong to, such as {@code bilstm-crf-tagger}
 * @param name the bundle's name, which is also its folder's
 * @param language language code (BCP 47) of the texts that the model is for
 * @param description a sentence for people
 * @param licence licence of the weights
 * @param softwareVersion version of this software that wrote the bundle
 * @param labels the types that the model gives, without a scheme's letters
 * @param tagScheme the scheme of a tagger's tags, {@code NONE} where they mark no spans but are
 *     labels of their own; null when the model is no tagger
 * @param network the architecture, as the network's code reads it
 * @param masked the head that predicts masked pieces, of an encoder that has one beside; null for
 *     none
 * @param normalization what is done to tokens before they are looked up
 * @param generation how texts are generated unless somebody wants it otherwise; null where the
 *     model says nothing
 * @param trainingData what the model was trained on, with the attributions due
 * @param scores what was measured
 * @param files SHA-256, in hexadecimal, of each file of the bundle by its name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelManifest(
    int formatVersion,
    String kind,
    String name,
    String language,
    String description,
    String licence,
    String softwareVersion,
    List<String> labels,
    TagScheme tagScheme,
    JsonNode network,
    JsonNode masked,
    JsonNode normalization,
    JsonNode generation,
    List<TrainingData> trainingData,
    List<Score> scores,
    SortedMap<String, String> files) {

  /** The version of the layout that this software writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 2;

  /** Gives lists and nodes that aren't in the JSON as empty ones. */
  public ModelManifest {
    labels = labels == null ? List.of() : List.copyOf(labels);
    network = orEmpty(network);
    masked = orNull(masked);
    normalization = orEmpty(normalization);
    generation = orNull(generation);
    trainingData = trainingData == null ? List.of() : List.copyOf(trainingData);
    scores = scores == null ? List.of() : List.copyOf(scores);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files == null ? Map.of() : files));
  }

  private static JsonNode orNull(JsonNode node) {
    return node == null || node.isNull() ? null : node;
  }

  private static JsonNode orEmpty(JsonNode node) {
    return node == null || node.isNull() || node.isMissingNode()
        ? JsonNodeFactory.instance.objectNode()
        : node;
  }

  /**
   * A data set that the model was trained on.
   *
   * @param name the data set
   * @param licence its licence
   * @param attribution whom to credit, as the licence asks
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record TrainingData(String name, String licence, String attribution) {}

  /**
   * A measured score.
   *
   * @param data what it was measured on
   * @param metric the measure, such as {@code f1}
   * @param value the score
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Score(String data, String metric, double value) {}

  /** A builder of a manifest in the current format. */
  public static ModelManifestBuilder builder(String kind, String name) {
    return new ModelManifestBuilder(kind, name);
  }

  /** The same manifest for other files. */
  ModelManifest withFiles(Map<String, String> checksums) {
    return with(name, language, labels, tagScheme, new TreeMap<>(checksums));
  }

  /**
   * The same manifest for texts in another language, of a model for many whose user chooses one.
   */
  public ModelManifest withLanguage(String chosen) {
    return with(name, chosen, labels, tagScheme, files);
  }

  /** The same manifest with other labels, of a model whose user chooses them. */
  public ModelManifest withLabels(LabelSet chosen) {
    return with(name, language, chosen.types(), chosen.scheme(), files);
  }

  /**
   * The manifest of the same model put to another use by a file that isn't in its bundle.
   *
   * @param use the name of the model in that use
   * @param given the labels that it gives then
   * @param file what the file is
   * @param checksum of the file, as of those of the bundle
   */
  public ModelManifest usedAs(String use, List<String> given, String file, String checksum) {
    SortedMap<String, String> all = new TreeMap<>(files);
    all.put(file, checksum);
    return with(use, language, given, tagScheme, all);
  }

  private ModelManifest with(
      String newName,
      String newLanguage,
      List<String> types,
      TagScheme scheme,
      SortedMap<String, String> checksums) {
    return new ModelManifest(
        formatVersion,
        kind,
        newName,
        newLanguage,
        description,
        licence,
        softwareVersion,
        types,
        scheme,
        network,
        masked,
        normalization,
        generation,
        trainingData,
        scores,
        checksums);
  }
}
