package org.neuralannotators.train;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.neuralannotators.network.AttentionScore;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.text.SubwordModel;
import org.neuralannotators.text.WordModel;
import org.neuralannotators.text.WordSplitting;
import org.neuralannotators.translate.ParallelTextFormat;
import org.neuralannotators.translate.RnnArchitecture;
import org.neuralannotators.translate.SourceReading;
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
 * @param subwords how texts are cut into pieces, unless these are words
 * @param words which words are pieces; null for subwords
 * @param transformer the network, unless it is recurrent
 * @param recurrent the network; null for a transformer
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
    Words words,
    Transformer transformer,
    Recurrent recurrent,
    Dropout dropout,
    Double labelSmoothing,
    Data data,
    TrainingConfig training) {
  public TranslatorConfig {
    required("name", name);
    required("sourceLanguage", sourceLanguage);
    required("targetLanguage", targetLanguage);
    required("data", data);
    if (words == null) {
      subwords = Objects.requireNonNullElse(subwords, new Subwords(null, null, null, null));
    } else if (subwords != null) {
      throw new IllegalArgumentException("[subwords] and [words] are there; expected one of them");
    }
    dropout = Objects.requireNonNullElse(dropout, new Dropout(null, null, null));
    if (recurrent == null) {
      transformer =
          Objects.requireNonNullElse(
              transformer, new Transformer(null, null, null, null, null, null, null, null));
    } else if (transformer != null) {
      throw new IllegalArgumentException(
          "[transformer] and [recurrent] are there; expected one of them");
    } else if (dropout.attention() != null || dropout.inner() != null) {
      throw new IllegalArgumentException(
          "[dropout.attention] is [%s] and [dropout.inner] [%s] with [recurrent]; expected only"
                  .formatted(dropout.attention(), dropout.inner())
              + " [dropout.hidden]");
    }
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

  /** Whether both sides have the same pieces with the same embeddings. */
  boolean joint() {
    return words == null ? subwords.joint() : words.joint();
  }

  /** Learns pieces from texts. */
  PieceModel learn(List<String> lines) {
    return words == null
        ? SubwordModel.learn(lines, subwords.merges(), subwords.minimum(), subwords.splitting())
        : WordModel.learn(lines, words.most(), words.minimum(), words.splitting());
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
   * Words as pieces; all that aren't known are one.
   *
   * @param most how many are known, of both sides together or of each
   * @param minimum how often a word must be there
   * @param joint whether both sides have the same words with the same embeddings
   * @param splitting where texts are cut into words
   */
  public record Words(Integer most, Integer minimum, Boolean joint, WordSplitting splitting) {
    public Words {
      most = Objects.requireNonNullElse(most, 30_000);
      minimum = Objects.requireNonNullElse(minimum, 2);
      joint = Objects.requireNonNullElse(joint, false);
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
   * The network of recurrent encoder and decoder.
   *
   * @param cell of all layers, a GRU by default
   * @param embedding columns of the pieces' embeddings
   * @param encoderUnits cells of an encoder's layer, in each direction; as many as in a decoder's,
   *     by default
   * @param decoderUnits cells of a decoder's layer
   * @param layers of the encoder and of the decoder
   * @param encoder in which order it reads, both by default
   * @param attention how states are compared, additive by default
   * @param attentionUnits inside of additive scores; {@code decoderUnits} by default
   * @param attentionFirst whether attention comes before the decoder's step
   * @param inputFeeding whether the decoder reads what the attention gave at the step before
   * @param tied whether the target's embeddings are the output layer's weights
   * @param maximumLength the longest sequence in pieces; longer training pairs are left out
   */
  public record Recurrent(
      RecurrentCell cell,
      Integer embedding,
      Integer encoderUnits,
      Integer decoderUnits,
      Integer layers,
      SourceReading encoder,
      AttentionScore attention,
      Integer attentionUnits,
      Boolean attentionFirst,
      Boolean inputFeeding,
      Boolean tied,
      Integer maximumLength) {
    public Recurrent {
      cell = Objects.requireNonNullElse(cell, RecurrentCell.GRU);
      embedding = Objects.requireNonNullElse(embedding, 256);
      decoderUnits = Objects.requireNonNullElse(decoderUnits, 512);
      encoderUnits = Objects.requireNonNullElse(encoderUnits, decoderUnits);
      layers = Objects.requireNonNullElse(layers, 1);
      encoder = Objects.requireNonNullElse(encoder, SourceReading.BIDIRECTIONAL);
      attention = Objects.requireNonNullElse(attention, AttentionScore.CONCAT);
      attentionUnits = Objects.requireNonNullElse(attentionUnits, decoderUnits);
      attentionFirst = Objects.requireNonNullElse(attentionFirst, false);
      inputFeeding = Objects.requireNonNullElse(inputFeeding, false);
      tied = Objects.requireNonNullElse(tied, false);
      maximumLength = Objects.requireNonNullElse(maximumLength, 256);
    }

    RnnArchitecture withVocabularies(int source, int target, boolean joint) {
      return new RnnArchitecture(
          source,
          target,
          joint,
          cell,
          embedding,
          encoderUnits,
          decoderUnits,
          layers,
          encoder,
          attention,
          attentionUnits,
          attentionFirst,
          inputFeeding,
          tied,
          maximumLength);
    }
  }

  /**
   * What is dropped in training.
   *
   * @param hidden of embeddings and of what each part of a layer adds; in recurrent networks of
   *     each layer's input and of what the output layer reads
   * @param attention of the attention weights
   * @param inner inside of the feed-forward networks
   */
  public record Dropout(Double hidden, Double attention, Double inner) {
    public Dropout {
      hidden = Objects.requireNonNullElse(hidden, 0.1);
    }

    TransformerArchitecture.Dropouts rates() {
      return new TransformerArchitecture.Dropouts(
          hidden,
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
