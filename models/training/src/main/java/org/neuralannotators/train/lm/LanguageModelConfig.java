package org.neuralannotators.train.lm;

import com.fasterxml.jackson.annotation.JacksonInject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.lm.ElmoLanguageModel;
import org.neuralannotators.lm.LanguageModel;
import org.neuralannotators.lm.RecurrentArchitecture;
import org.neuralannotators.lm.RecurrentLanguageModel;
import org.neuralannotators.lm.SoftmaxShape;
import org.neuralannotators.lm.TextFormat;
import org.neuralannotators.lm.TextLayout;
import org.neuralannotators.lm.TextUnit;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.Vocabulary;
import org.neuralannotators.train.config.ConfigurationReader;
import org.neuralannotators.train.config.Envelope;
import org.neuralannotators.train.config.Keys;
import org.neuralannotators.train.config.TaskConfig;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.train.lowrank.LowRankShape;

/**
 * How a language model is trained; the file {@code docs/language-models.md} explains each key.
 *
 * @param envelope what all tasks have
 * @param initialModel location of the language model that is trained further, if any; it has
 *     network and vocabulary, which may not be given then
 * @param elmo the bidirectional network of characters; one of this and the next two is given
 * @param recurrent the network that reads from left to right
 * @param transformer the decoder
 * @param softmax over the vocabulary; the full one by default. Not for decoders
 * @param vocabulary which tokens are predicted. Not for decoders
 * @param pieces of a decoder; null for the usual ones
 * @param lora what a decoder that there is learns beside its weights, which stay then; null when
 *     these learn
 * @param data the text
 * @param streams how many are read side by side; windows of a step of a decoder
 * @param steps of a window, through which gradients flow; null for what is usual
 * @param stepsPerEpoch of a decoder, with windows that are drawn; null for one pass over the text
 * @param sample how many pieces a decoder writes after each epoch, for people; 0 for none, null for
 *     what is usual
 * @param dropout rate, between layers
 */
public record LanguageModelConfig(
    @JacksonInject Envelope envelope,
    String initialModel,
    Elmo elmo,
    RecurrentArchitecture recurrent,
    DecoderShape transformer,
    SoftmaxShape softmax,
    Tokens vocabulary,
    LearntPieces pieces,
    LowRankShape lora,
    Data data,
    Integer streams,
    Integer steps,
    Integer stepsPerEpoch,
    Integer sample,
    Double dropout)
    implements TaskConfig {
  public LanguageModelConfig {
    initialModel = initialModel == null || initialModel.isBlank() ? null : initialModel;
    if (initialModel != null && any(elmo, recurrent, transformer, softmax, vocabulary, pieces)) {
      throw new IllegalArgumentException(
          "[initialModel] is [%s]; expected none of [elmo], [recurrent], [transformer], [softmax],"
                  .formatted(initialModel)
              + " [vocabulary] and [pieces] beside it, which are that model's");
    }
    long networks = Stream.of(elmo, recurrent, transformer).filter(Objects::nonNull).count();
    if (initialModel == null && networks != 1) {
      throw new IllegalArgumentException(
          "[%d] of [elmo], [recurrent] and [transformer] are given; expected one of them, the network"
              .formatted(networks));
    }
    if (initialModel == null && lora != null) {
      throw new IllegalArgumentException(
          "[lora] is given without [initialModel]; expected a model whose weights stay");
    }
    if (transformer != null && any(softmax, vocabulary)) {
      throw new IllegalArgumentException(
          "[softmax] or [vocabulary] is given beside [transformer]; expected neither: what it"
              + " predicts is told by [pieces]");
    }
    if (transformer != null) {
      // Refuses now what would be refused when the text has been read.
      transformer.architecture(1);
    }
    softmax = Objects.requireNonNullElse(softmax, new SoftmaxShape(List.of(), 0));
    Keys.require("data", data);
    vocabulary = Objects.requireNonNullElse(vocabulary, new Tokens(null, null));
    streams = Objects.requireNonNullElse(streams, 32);
    dropout = Objects.requireNonNullElse(dropout, 0.1);
    if (streams < 1 || (steps != null && steps < 1)) {
      throw new IllegalArgumentException(
          "[streams] is [%d] and [steps] is [%d]; expected at least 1 of each"
              .formatted(streams, steps));
    }
    if ((stepsPerEpoch != null && stepsPerEpoch < 1) || (sample != null && sample < 0)) {
      throw new IllegalArgumentException(
          "[stepsPerEpoch] is [%d] and [sample] is [%d]; expected at least 1, and 0 or more"
              .formatted(stepsPerEpoch, sample));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "[dropout] is [" + dropout + "]; expected a number from 0 to less than 1");
    }
  }

  private static boolean any(Object... values) {
    return Stream.of(values).anyMatch(Objects::nonNull);
  }

  /**
   * Refuses what only decoders have.
   *
   * @throws IllegalArgumentException when it is given
   */
  void requireNoDecoder() {
    if (any(pieces, lora, stepsPerEpoch, sample)) {
      throw new IllegalArgumentException(
          "[pieces], [lora], [stepsPerEpoch] or [sample] is given without [transformer]; expected"
              + " them for decoders alone");
    }
  }

  /** Reads a YAML file. */
  public static LanguageModelConfig read(Path file) throws IOException {
    return ConfigurationReader.readTask(file, LanguageModelConfig.class);
  }

  /** The model before its training, without memory. */
  LanguageModel model(Vocabulary tokens) {
    return elmo == null
        ? RecurrentLanguageModel.of(recurrent, softmax, tokens, dropout)
        : new ElmoLanguageModel(elmo.architecture(), softmax, tokens, dropout);
  }

  /** What tokens are. */
  TextUnit unit() {
    return elmo == null ? recurrent.unit() : TextUnit.WORDS;
  }

  /**
   * ELMo's network; see {@link ElmoArchitecture}.
   *
   * @param characterColumns numbers in a character's vector; 16 by default
   * @param filters over the characters
   * @param highways highway layers; 1 by default
   * @param layers of LSTMs in each direction; 2 by default
   * @param units cells of an LSTM
   * @param columns of a token's vector, and of the output of an LSTM
   * @param memoryClip largest absolute value of a cell's memory; 3 by default, 0 for no limit
   * @param outputClip largest absolute value of an LSTM's output; 3 by default, 0 for no limit
   * @param skipConnections whether each LSTM but the first adds its input to its output; so by
   *     default
   */
  public record Elmo(
      Integer characterColumns,
      List<ElmoArchitecture.Filters> filters,
      Integer highways,
      Integer layers,
      int units,
      int columns,
      Double memoryClip,
      Double outputClip,
      Boolean skipConnections) {
    private static final int CHARACTERS = 50;

    public Elmo {
      Keys.require("elmo.filters", filters);
    }

    ElmoArchitecture architecture() {
      return new ElmoArchitecture(
          Objects.requireNonNullElse(characterColumns, 16),
          CHARACTERS,
          filters,
          Activation.RELU,
          Objects.requireNonNullElse(highways, 1),
          Objects.requireNonNullElse(layers, 2),
          units,
          columns,
          Objects.requireNonNullElse(memoryClip, 3.0),
          Objects.requireNonNullElse(outputClip, 3.0),
          Objects.requireNonNullElse(skipConnections, true),
          ElmoArchitecture.Mix.NONE);
    }
  }

  /**
   * Which tokens are predicted; all others are the unknown one.
   *
   * @param size how many at most; 20000 by default
   * @param minimum how often each must be in the text to learn from; 2 by default
   */
  public record Tokens(Integer size, Integer minimum) {
    public Tokens {
      size = Objects.requireNonNullElse(size, 20_000);
      minimum = Objects.requireNonNullElse(minimum, 2);
      if (size < 1 || minimum < 1) {
        throw new IllegalArgumentException(
            "[vocabulary.size] is [%d] and [vocabulary.minimum] is [%d]; expected at least 1 of"
                    .formatted(size, minimum)
                + " each");
      }
    }
  }

  /**
   * The data.
   *
   * @param folder that the sets' paths start from; by default the current one
   * @param sets one or more
   */
  public record Data(String folder, List<TextSet> sets) {
    public Data {
      folder = Objects.requireNonNullElse(folder, "");
      Keys.requireSets(sets);
    }
  }

  /**
   * A data set.
   *
   * @param name for the manifest
   * @param licence for the manifest
   * @param attribution for the manifest
   * @param layout what lines are; running text by default
   * @param column the one that is read, from 0; null when lines are text whole
   * @param files files or folders
   * @param train share of each file's lines that is learnt from, at its begin; all by default
   * @param dev share of each file's lines behind these that is scored; none by default
   */
  public record TextSet(
      String name,
      String licence,
      String attribution,
      TextLayout layout,
      Integer column,
      List<String> files,
      Double train,
      Double dev)
      implements DataSource {
    public TextSet {
      Keys.require("data.sets.name", name);
      Keys.require("data.sets.files", files);
      layout = Objects.requireNonNullElse(layout, TextLayout.DEFAULT);
      dev = Objects.requireNonNullElse(dev, 0.0);
      train = Objects.requireNonNullElse(train, 1 - dev);
      if (!(train >= 0 && dev >= 0 && train + dev > 0 && train + dev <= 1)) {
        throw new IllegalArgumentException(
            "[train] is [%s] and [dev] is [%s]; expected shares of the lines, at most 1 together"
                .formatted(train, dev));
      }
    }

    TextFormat format(String language, TextUnit unit) {
      return new TextFormat(layout, column, language, unit);
    }
  }
}
