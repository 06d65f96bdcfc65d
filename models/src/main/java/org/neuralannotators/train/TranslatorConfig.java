package org.neuralannotators.train;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.neuralannotators.text.WordSplitting;
import org.neuralannotators.translate.ParallelTextFormat;
import org.neuralannotators.translate.TextPairRules;
import org.neuralannotators.translate.TransformerArchitecture;

/**
 * How a translator is trained; the file {@code docs/translation.md} explains each key.
 *
 * @param name of the bundle
 * @param sourceLanguage BCP 47 code
 * @param targetLanguage BCP 47 code
 * @param description a sentence for the manifest
 * @param licence of the weights
 * @param seed of all random numbers
 * @param lowercase whether both sides are lower-cased
 * @param subwords how texts are cut into pieces
 * @param transformer the network
 * @param dropout what is dropped in training
 * @param labelSmoothing share of each label that is spread over all pieces
 * @param data what it learns from
 * @param training how the network is trained
 */
public record TranslatorConfig(
    String name,
    String sourceLanguage,
    String targetLanguage,
    String description,
    String licence,
    long seed,
    boolean lowercase,
    Subwords subwords,
    Transformer transformer,
    Dropout dropout,
    Double labelSmoothing,
    Data data,
    TrainingConfig training) {
  public TranslatorConfig {
    required("name", name);
    required("sourceLanguage", sourceLanguage);
    required("targetLanguage", targetLanguage);
    required("data", data);
    subwords = Objects.requireNonNullElse(subwords, new Subwords(null, null, null, null));
    transformer =
        Objects.requireNonNullElse(
            transformer, new Transformer(null, null, null, null, null, null, null, null));
    dropout = Objects.requireNonNullElse(dropout, new Dropout(null, null, null));
    labelSmoothing = Objects.requireNonNullElse(labelSmoothing, 0.1);
    training = Objects.requireNonNullElse(training, TrainingConfig.DEFAULT);
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "[labelSmoothing] is [" + labelSmoothing + "]; expected from 0 to less than 1");
    }
  }

  /** Reads a YAML file. */
  public static TranslatorConfig read(Path file) throws IOException {
    return ConfigurationReader.read(file, TranslatorConfig.class);
  }

  TextPairRules rules() {
    return new TextPairRules(sourceLanguage, targetLanguage, lowercase);
  }

  /**
   * How texts are cut into pieces, by byte-pair encoding.
   *
   * @param merges how many are learnt, of both sides together or of each
   * @param minimum how often a pair must be there
   * @param joint whether both sides have the same pieces with the same embeddings
   * @param splitting where texts are cut into words before
   */
  public record Subwords(Integer merges, Integer minimum, Boolean joint, WordSplitting splitting) {
    public Subwords {
      merges = Objects.requireNonNullElse(merges, 8000);
      minimum = Objects.requireNonNullElse(minimum, 2);
      joint = Objects.requireNonNullElse(joint, true);
      splitting = Objects.requireNonNullElse(splitting, WordSplitting.PUNCTUATION);
    }
  }

  /**
   * The network.
   *
   * @param units columns of the hidden states
   * @param encoderLayers layers of the encoder
   * @param decoderLayers layers of the decoder
   * @param heads of each attention
   * @param inner columns inside of the feed-forward networks; three times {@code units} by default
   * @param normFirst whether layer normalisation comes before each part of a layer
   * @param learnedPositions whether the positions' embeddings are learnt, not sinusoids
   * @param maximumPositions the longest sequence in pieces; longer training pairs are left out
   */
  public record Transformer(
      Integer units,
      Integer encoderLayers,
      Integer decoderLayers,
      Integer heads,
      Integer inner,
      Boolean normFirst,
      Boolean learnedPositions,
      Integer maximumPositions) {
    public Transformer {
      units = Objects.requireNonNullElse(units, 256);
      encoderLayers = Objects.requireNonNullElse(encoderLayers, 3);
      decoderLayers = Objects.requireNonNullElse(decoderLayers, 3);
      heads = Objects.requireNonNullElse(heads, 4);
      inner = Objects.requireNonNullElse(inner, 3 * units);
      normFirst = Objects.requireNonNullElse(normFirst, true);
      learnedPositions = Objects.requireNonNullElse(learnedPositions, false);
      maximumPositions = Objects.requireNonNullElse(maximumPositions, 256);
    }

    TransformerArchitecture withVocabularies(int source, int target, boolean joint) {
      return new TransformerArchitecture(
          source,
          target,
          joint,
          units,
          encoderLayers,
          decoderLayers,
          heads,
          inner,
          normFirst,
          learnedPositions,
          maximumPositions);
    }
  }

  /**
   * What is dropped in training.
   *
   * @param hidden of embeddings and of what each part of a layer adds
   * @param attention of the attention weights
   * @param inner inside of the feed-forward networks
   */
  public record Dropout(Double hidden, Double attention, Double inner) {
    TransformerArchitecture.Dropouts rates() {
      return new TransformerArchitecture.Dropouts(
          Objects.requireNonNullElse(hidden, 0.1),
          Objects.requireNonNullElse(attention, 0.0),
          Objects.requireNonNullElse(inner, 0.0));
    }
  }

  /**
   * The data.
   *
   * @param folder that the sets' paths start from; by default the current one
   * @param sourceColumn of files with both sides, from 0; the first by default
   * @param targetColumn of files with both sides; the second by default
   * @param sets one or more
   */
  public record Data(
      String folder, Integer sourceColumn, Integer targetColumn, List<DataSet> sets) {
    public Data {
      folder = Objects.requireNonNullElse(folder, "");
      sourceColumn = Objects.requireNonNullElse(sourceColumn, 0);
      targetColumn = Objects.requireNonNullElse(targetColumn, 1);
      if (sets == null || sets.isEmpty()) {
        throw new IllegalArgumentException("[data.sets] is empty; expected at least one data set");
      }
    }

    ParallelTextFormat format() {
      return new ParallelTextFormat(sourceColumn, targetColumn);
    }
  }

  /**
   * A data set. Each part is a file with both sides on a line, or a file of sources and a file of
   * targets.
   *
   * @param name for the manifest
   * @param licence for the manifest
   * @param attribution for the manifest
   * @param train pairs to learn from, if any
   * @param dev pairs on which training stops, if any
   * @param test pairs that are scored at the end, if any
   */
  public record DataSet(
      String name,
      String licence,
      String attribution,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> train,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> dev,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> test) {
    public DataSet {
      required("data.sets.name", name);
      train = train == null ? List.of() : List.copyOf(train);
      dev = dev == null ? List.of() : List.copyOf(dev);
      test = test == null ? List.of() : List.copyOf(test);
    }
  }

  private static void required(String key, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("[" + key + "] is missing");
    }
  }
}
