package org.neuralannotators.train.pretrain;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.encode.transformer.FormerActivationNames;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.pretrain.Masking;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.train.config.ConfigurationReader;
import org.neuralannotators.train.config.Envelope;
import org.neuralannotators.train.config.Keys;
import org.neuralannotators.train.config.TaskConfig;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.train.encoder.EncoderFineTuning;

/**
 * How an encoder is pretrained; the file {@code docs/pretraining.md} explains each key.
 *
 * @param envelope what all tasks have
 * @param objective what is learnt
 * @param encoder location of the bundle whose weights training starts from, if any
 * @param architecture of an encoder that starts from random weights
 * @param vocabulary file of its word pieces, one a line
 * @param casing what its tokenizer does to letters
 * @param data what it learns from
 * @param maximumPieces of a sequence, special ones included
 * @param masking which pieces are to be predicted
 * @param electra what only {@link Objective#ELECTRA} has
 * @param dropout what is dropped in training
 * @param headRate by which the learning rate of all but the encoder is multiplied
 */
public record PretrainingConfig(
    @JacksonInject Envelope envelope,
    Objective objective,
    String encoder,
    Shape architecture,
    String vocabulary,
    Casing casing,
    Data data,
    Integer maximumPieces,
    Masks masking,
    Electra electra,
    EncoderDropout dropout,
    Double headRate)
    implements TaskConfig {
  private static final int DEFAULT_PIECES = 128;

  /** {@code [CLS]}, a piece, {@code [SEP]}, a piece, {@code [SEP]}. */
  private static final int FEWEST_PIECES = 5;

  /** What is learnt. */
  public enum Objective {
    /** Masked pieces. */
    MASKED_LM,
    /** Masked pieces, and whether the second segment follows the first (Devlin et al. 2018). */
    NEXT_SENTENCE,
    /** Masked pieces, and which of two segments comes first (Lan et al. 2019). */
    SENTENCE_ORDER,
    /** Which pieces were replaced by a generator (Clark et al. 2020). */
    ELECTRA;

    boolean hasPairs() {
      return this == NEXT_SENTENCE || this == SENTENCE_ORDER;
    }
  }

  /** What a tokenizer does to letters. */
  public enum Casing {
    CASED,
    UNCASED;

    BertNormalization normalization() {
      return this == CASED ? BertNormalization.CASED : BertNormalization.UNCASED;
    }
  }

  public PretrainingConfig {
    Keys.require("data", data);
    if (encoder == null) {
      Keys.require("architecture] or [encoder", architecture);
      Keys.require("vocabulary", vocabulary);
      Keys.require("casing", casing);
    } else {
      notWithEncoder("architecture", architecture);
      notWithEncoder("vocabulary", vocabulary);
      notWithEncoder("casing", casing);
    }
    objective = Objects.requireNonNullElse(objective, Objective.MASKED_LM);
    maximumPieces = Objects.requireNonNullElse(maximumPieces, DEFAULT_PIECES);
    masking = Objects.requireNonNullElse(masking, new Masks(null, null, null, false));
    masking.of(objective);
    if (electra != null && objective != Objective.ELECTRA) {
      throw new IllegalArgumentException(
          "[electra] with the objective [" + objective + "]; expected [objective: ELECTRA]");
    }
    electra = Objects.requireNonNullElse(electra, new Electra(null, null));
    dropout = Objects.requireNonNullElse(dropout, new EncoderDropout(0.1, 0.1));
    headRate = Objects.requireNonNullElse(headRate, 1.0);
    if (maximumPieces < FEWEST_PIECES) {
      throw new IllegalArgumentException(
          "[maximumPieces] is [" + maximumPieces + "]; expected at least " + FEWEST_PIECES);
    }
    if (objective.hasPairs() && data.layout() != PlainText.Layout.SENTENCES) {
      throw new IllegalArgumentException(
          "[data.layout: %s] with the objective [%s]; expected a sentence a line, SENTENCES"
              .formatted(data.layout(), objective));
    }
  }

  /** Reads a YAML file. */
  public static PretrainingConfig read(Path file) throws IOException {
    return ConfigurationReader.readTask(file, PretrainingConfig.class);
  }

  /** How a parameter of the network is updated. */
  UpdateRule rule(String parameter) {
    boolean encoder = parameter.startsWith("embeddings.") || parameter.startsWith("encoder.");
    return new UpdateRule(encoder ? 1 : headRate, EncoderFineTuning.decays(parameter));
  }

  /** The pieces of a sequence, the special ones of the objective not counted. */
  int room() {
    return maximumPieces - (objective.hasPairs() ? 3 : 2);
  }

  /**
   * An encoder that starts from random weights.
   *
   * @param layers how many
   * @param heads of the attention
   * @param hidden columns of the hidden states
   * @param intermediate columns inside of the feed-forward networks; four times {@code hidden} by
   *     default
   * @param maximumPositions the longest sequence
   * @param activation inside of the feed-forward networks; {@code gelu} by default
   * @param epsilon of the layer normalisation
   * @param embeddingSize columns of the embeddings; {@code hidden} by default
   * @param sharedLayers whether all layers have the same parameters, as ALBERT's
   */
  public record Shape(
      int layers,
      int heads,
      int hidden,
      Integer intermediate,
      Integer maximumPositions,
      @JsonDeserialize(converter = FormerActivationNames.class) Activation activation,
      Double epsilon,
      Integer embeddingSize,
      boolean sharedLayers) {
    private static final int SEGMENTS = 2;

    BertArchitecture withVocabulary(int pieces) {
      return new BertArchitecture(
          layers,
          heads,
          hidden,
          Objects.requireNonNullElse(intermediate, 4 * hidden),
          Objects.requireNonNullElse(maximumPositions, 512),
          pieces,
          SEGMENTS,
          Objects.requireNonNullElse(activation, Activation.GELU),
          Objects.requireNonNullElse(epsilon, 1e-12),
          Objects.requireNonNullElse(embeddingSize, hidden),
          sharedLayers);
    }
  }

  /**
   * The data.
   *
   * @param folder that the sets' paths start from; by default the current one
   * @param layout what lines are
   * @param sets one or more
   */
  public record Data(String folder, PlainText.Layout layout, List<TextSet> sets) {
    public Data {
      folder = Objects.requireNonNullElse(folder, "");
      layout = Objects.requireNonNullElse(layout, PlainText.Layout.SENTENCES);
      Keys.requireSets(sets);
    }
  }

  /**
   * A data set.
   *
   * @param name for the manifest
   * @param licence for the manifest
   * @param attribution for the manifest
   * @param train files or folders of text to learn from, those of {@code dev} excepted
   * @param dev files or folders of text that is scored
   */
  public record TextSet(
      String name, String licence, String attribution, List<String> train, List<String> dev)
      implements DataSource {
    public TextSet {
      Keys.require("data.sets.name", name);
      train = train == null ? List.of() : List.copyOf(train);
      dev = dev == null ? List.of() : List.copyOf(dev);
    }
  }

  /**
   * Which pieces are to be predicted, as {@link Masking} has it.
   *
   * @param share 0.15 by default
   * @param mask 0.8 by default, and 1 with ELECTRA
   * @param random 0.1 by default, and 0 with ELECTRA
   * @param wholeWords whether all pieces of a word are chosen together
   */
  public record Masks(Double share, Double mask, Double random, boolean wholeWords) {
    Masking of(Objective objective) {
      boolean electra = objective == Objective.ELECTRA;
      return new Masking(
          Objects.requireNonNullElse(share, 0.15),
          Objects.requireNonNullElse(mask, electra ? 1 : 0.8),
          Objects.requireNonNullElse(random, electra ? 0 : 0.1),
          wholeWords);
    }
  }

  /**
   * What only ELECTRA has.
   *
   * @param generatorWidth the generator's columns against the discriminator's
   * @param detectionWeight by which the discriminator's loss is multiplied
   */
  public record Electra(Double generatorWidth, Double detectionWeight) {
    public Electra {
      generatorWidth = Objects.requireNonNullElse(generatorWidth, 0.25);
      detectionWeight = Objects.requireNonNullElse(detectionWeight, 50.0);
      if (!(generatorWidth > 0 && generatorWidth <= 1 && detectionWeight > 0)) {
        throw new IllegalArgumentException(
            "[electra.generatorWidth] is [%s] and [electra.detectionWeight] is [%s]; expected a"
                    .formatted(generatorWidth, detectionWeight)
                + " width of more than 0 and at most 1, and a weight of more than 0");
      }
    }
  }

  private static void notWithEncoder(String key, Object value) {
    if (value != null) {
      throw new IllegalArgumentException(
          "["
              + key
              + "] and [encoder] are both given; expected one of them: the encoder's bundle has its"
              + " own");
    }
  }
}
