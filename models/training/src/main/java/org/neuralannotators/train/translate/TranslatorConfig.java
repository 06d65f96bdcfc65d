package org.neuralannotators.train.translate;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.pretrain.Denoising;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.text.SubwordModel;
import org.neuralannotators.text.WordModel;
import org.neuralannotators.text.WordSplitting;
import org.neuralannotators.train.config.ConfigurationReader;
import org.neuralannotators.train.config.Envelope;
import org.neuralannotators.train.config.Keys;
import org.neuralannotators.train.config.TaskConfig;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.translate.ParallelTextFormat;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture;
import org.neuralannotators.translate.network.EncoderDecoderNetwork;
import org.neuralannotators.translate.network.RnnArchitecture;
import org.neuralannotators.translate.network.RnnNetwork;
import org.neuralannotators.translate.network.TransformerArchitecture;
import org.neuralannotators.translate.network.TransformerNetwork;
import org.neuralannotators.translate.network.TranslationArchitecture;
import org.neuralannotators.translate.text.TextPairRules;

/**
 * How a translator is trained; the file {@code docs/translation.md} explains each key.
 *
 * @param envelope what all tasks have
 * @param sourceLanguage BCP 47 code
 * @param targetLanguage BCP 47 code
 * @param lowercase whether both sides are lower-cased
 * @param initialModel location of the translator whose pieces and weights training starts from, if
 *     any; pieces and network that are given beside it must be as there
 * @param subwords how texts are cut into pieces, unless these are words
 * @param words which words are pieces; null for subwords
 * @param transformer the network, unless it is recurrent
 * @param recurrent the network; null for a transformer
 * @param dropout what is dropped in training
 * @param labelSmoothing share of each label that is spread over all pieces
 * @param denoising the noise from which texts are restored
 * @param data what it learns from
 */
public record TranslatorConfig(
    @JacksonInject Envelope envelope,
    String sourceLanguage,
    String targetLanguage,
    boolean lowercase,
    String initialModel,
    Subwords subwords,
    Words words,
    TransformerConfig transformer,
    RnnConfig recurrent,
    Dropout dropout,
    Double labelSmoothing,
    Denoising denoising,
    Data data)
    implements TaskConfig {
  public TranslatorConfig {
    Keys.require("sourceLanguage", sourceLanguage);
    Keys.require("targetLanguage", targetLanguage);
    Keys.require("data", data);
    requireOne("subwords", subwords, "words", words);
    requireOne("transformer", transformer, "recurrent", recurrent);
    initialModel = initialModel == null || initialModel.isBlank() ? null : initialModel;
    if (initialModel == null && words == null) {
      subwords = Objects.requireNonNullElse(subwords, new Subwords(null, null, null, null));
    }
    if (initialModel == null && recurrent == null) {
      transformer =
          Objects.requireNonNullElse(
              transformer, new TransformerConfig(null, null, null, null, null, null, null, null));
    }
    dropout = Objects.requireNonNullElse(dropout, new Dropout(null, null, null));
    if (recurrent != null) {
      dropout.requireHiddenOnly();
    }
    if (denoising != null && data.sets().stream().allMatch(set -> set.text().isEmpty())) {
      throw new IllegalArgumentException(
          "[denoising] is there, but no text; expected [data.sets.text] of at least one set");
    }
    denoising = Objects.requireNonNullElse(denoising, new Denoising(null, null, null, null));
    labelSmoothing = Objects.requireNonNullElse(labelSmoothing, 0.1);
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "[labelSmoothing] is [" + labelSmoothing + "]; expected from 0 to less than 1");
    }
  }

  /** Reads a YAML file. */
  public static TranslatorConfig read(Path file) throws IOException {
    return ConfigurationReader.readTask(file, TranslatorConfig.class, "language");
  }

  /** That of the source. */
  @Override
  public String language() {
    return sourceLanguage;
  }

  TextPairRules rules() {
    return new TextPairRules(sourceLanguage, targetLanguage, lowercase);
  }

  /** Whether pieces are described: always, unless there is an initial model. */
  boolean describesPieces() {
    return subwords != null || words != null;
  }

  /** Where texts are cut into words. */
  WordSplitting splitting() {
    return words == null ? subwords.splitting() : words.splitting();
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

  /** The network that is described; there is always one, unless there is an initial model. */
  Optional<TranslationArchitecture> architecture(int source, int target, boolean ofBoth) {
    if (recurrent != null) {
      return Optional.of(recurrent.withVocabularies(source, target, ofBoth));
    }
    return Optional.ofNullable(transformer)
        .map(described -> described.withVocabularies(source, target, ofBoth));
  }

  /** A network that learns; its parameters have no memory yet. */
  TranslationNetwork network(TranslationArchitecture architecture) {
    if (architecture instanceof RnnArchitecture rnn) {
      dropout.requireHiddenOnly();
      return new RnnNetwork(rnn, dropout.hidden(), labelSmoothing);
    }
    if (architecture instanceof EncoderDecoderArchitecture imported) {
      return new EncoderDecoderNetwork(imported, dropout.rates(), labelSmoothing);
    }
    return new TransformerNetwork(
        (TransformerArchitecture) architecture, dropout.rates(), labelSmoothing);
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

    void requireHiddenOnly() {
      if (attention != null || inner != null) {
        throw new IllegalArgumentException(
            "[dropout.attention] is [%s] and [dropout.inner] [%s] with a recurrent network;"
                    .formatted(attention, inner)
                + " expected only [dropout.hidden]");
      }
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
      ParallelTextFormat usual = ParallelTextFormat.DEFAULT;
      sourceColumn = Objects.requireNonNullElse(sourceColumn, usual.sourceColumn());
      targetColumn = Objects.requireNonNullElse(targetColumn, usual.targetColumn());
      Keys.requireSets(sets);
    }

    ParallelTextFormat format() {
      return new ParallelTextFormat(sourceColumn, targetColumn);
    }
  }

  /**
   * A data set. Each part but {@code text} is a file with both sides on a line, or a file of
   * sources and a file of targets.
   *
   * @param name for the manifest
   * @param licence for the manifest
   * @param attribution for the manifest
   * @param train pairs to learn from, if any
   * @param text files or folders of texts to restore from noise, a text a line, if any
   * @param dev pairs on which training stops, if any
   * @param test pairs that are scored at the end, if any
   */
  public record DataSet(
      String name,
      String licence,
      String attribution,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> train,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> text,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> dev,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> test)
      implements DataSource {
    public DataSet {
      Keys.require("data.sets.name", name);
      train = train == null ? List.of() : List.copyOf(train);
      text = text == null ? List.of() : List.copyOf(text);
      dev = dev == null ? List.of() : List.copyOf(dev);
      test = test == null ? List.of() : List.copyOf(test);
    }
  }

  private static void requireOne(String key, Object value, String other, Object otherValue) {
    if (value != null && otherValue != null) {
      throw new IllegalArgumentException(
          "[%s] and [%s] are there; expected one of them".formatted(key, other));
    }
  }
}
