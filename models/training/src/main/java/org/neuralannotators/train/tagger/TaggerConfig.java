package org.neuralannotators.train.tagger;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.ColumnLines;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.tagger.TaggerArchitecture.Characters;
import org.neuralannotators.tagger.TaggerArchitecture.RecurrentLayers;
import org.neuralannotators.tagger.TaggerDropout;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.text.TokenNormalizer;
import org.neuralannotators.train.config.ConfigurationReader;
import org.neuralannotators.train.config.Envelope;
import org.neuralannotators.train.config.Keys;
import org.neuralannotators.train.config.TaskConfig;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.train.data.Draw;
import org.neuralannotators.train.data.SpanRule;
import org.neuralannotators.train.encoder.EncoderFineTuning;
import org.neuralannotators.train.teach.TeacherConfig;

/**
 * How a tagger is trained; the file {@code docs/training.md} explains each key.
 *
 * @param envelope what all tasks have
 * @param scheme of the network's labels
 * @param data what it learns from
 * @param words the word vectors
 * @param normalization what is done to a token before its word is looked up
 * @param characters how words are spelt out
 * @param recurrent the layers over the sentence
 * @param embedder gives contextual vectors beside words and characters, if any
 * @param bert the pretrained encoder, in place of words, characters and recurrent layers
 * @param crf whether transitions are scored and constrained
 * @param dropout what a BiLSTM-CRF drops in training
 * @param teacher the taggers whose probabilities it learns, if any
 * @param augmentation how sentences are changed in training
 */
public record TaggerConfig(
    @JacksonInject Envelope envelope,
    TagScheme scheme,
    Data data,
    Words words,
    TokenNormalizer normalization,
    Characters characters,
    RecurrentLayers recurrent,
    Embedder embedder,
    EncoderFineTuning bert,
    Boolean crf,
    TaggerDropout dropout,
    TeacherConfig teacher,
    CaseAugmentation augmentation)
    implements TaskConfig {

  public TaggerConfig {
    Keys.require("data", data);
    if (bert == null) {
      Keys.require("recurrent", recurrent);
      Keys.require("characters", characters);
    } else {
      notWithBert("recurrent", recurrent);
      notWithBert("characters", characters);
      notWithBert("words", words);
      notWithBert("embedder", embedder);
      notWithBert("normalization", normalization);
      notWithBert("dropout", dropout);
    }
    scheme = Objects.requireNonNullElse(scheme, TagScheme.BIOES);
    words = Objects.requireNonNullElse(words, Words.DEFAULT);
    normalization = Objects.requireNonNullElse(normalization, TokenNormalizer.none());
    crf = Objects.requireNonNullElse(crf, true);
    dropout = Objects.requireNonNullElse(dropout, TaggerDropout.none());
    augmentation = Objects.requireNonNullElse(augmentation, CaseAugmentation.NONE);
    Keys.requireTeacher(teacher, data.sets().stream().map(DataSet::text));
    if (scheme == TagScheme.NONE && data.sets().stream().anyMatch(s -> s.splitPunctuation() > 0)) {
      throw new IllegalArgumentException(
          "[data.sets.splitPunctuation] with the scheme [NONE]; expected a scheme of spans, as the"
              + " parts of a token would need tags of their own");
    }
    if (scheme == TagScheme.NONE
        && (!data.spans().isEmpty() || data.sets().stream().anyMatch(s -> !s.spans().isEmpty()))) {
      throw new IllegalArgumentException(
          "[data.spans] or [data.sets.spans] with the scheme [NONE]; expected a scheme of spans");
    }
  }

  /** What the tagger will be for. */
  public TaggerTask task() {
    return TaggerTask.of(scheme);
  }

  /** Most pieces of the neighbouring sentences that are read with each sentence. */
  int context() {
    return bert == null ? 0 : bert.context();
  }

  /** Reads a YAML file. */
  public static TaggerConfig read(Path file) throws IOException {
    return ConfigurationReader.readTask(file, TaggerConfig.class);
  }

  /**
   * The data.
   *
   * @param folder that the sets' paths start from; by default the current one
   * @param columns which columns hold token and tag
   * @param sets one or more
   * @param spans rules for the spans of all sets, behind those of the set
   */
  public record Data(String folder, Columns columns, List<DataSet> sets, List<SpanRule> spans) {
    public Data {
      spans = spans == null ? List.of() : List.copyOf(spans);
      folder = Objects.requireNonNullElse(folder, "");
      columns = Objects.requireNonNullElse(columns, new Columns(null, null, null));
      Keys.requireSets(sets);
    }
  }

  /**
   * Which columns of a file matter; negative ones count from the end. What isn't given is as {@link
   * ColumnFormat#of} says for the file.
   *
   * @param token number of the token's column, from 0
   * @param tag number of the tag's column
   * @param separator regular expression
   */
  public record Columns(Integer token, Integer tag, String separator) {
    public Columns {
      Keys.requirePattern("data.columns.separator", separator);
    }

    ColumnFormat format(Path file, TagScheme scheme) {
      return ColumnFormat.of(ColumnLines.of(file), scheme != TagScheme.NONE)
          .withColumns(token, tag, separator);
    }
  }

  /**
   * A data set.
   *
   * @param name for the manifest
   * @param licence for the manifest
   * @param attribution for the manifest
   * @param train file of training sentences, if any
   * @param dev file of sentences on which training stops, if any
   * @param test file of sentences that are scored at the end, if any
   * @param labels what its labels become; {@code O} drops one
   * @param spans rules for its spans, after {@code labels}
   * @param skipUntagged a token: training sentences in which it is outside of all spans are left
   *     out, because their annotators followed another rule than those of the others
   * @param splitPunctuation share of the training sentences that are added once more with every
   *     punctuation mark as a token of its own, where that can be told from the other tokens
   * @param truecase share of the training sentences, which are lower-cased, that are added once
   *     more as the other sets mostly write their words
   * @param share how much of the training sentences is drawn anew for each epoch, 1 for all
   * @param limit most training sentences of an epoch, see {@link Draw}
   * @param text files and folders of plain text for the teacher to judge, in place of {@code train}
   * @param splitter location of a bundle that splits the text; null for a sentence a line, its
   *     tokens between blanks
   * @param minConfidence sentences are left out of the text that have a token whose best label is
   *     less probable to the teacher; 0 for none
   */
  public record DataSet(
      String name,
      String licence,
      String attribution,
      String train,
      String dev,
      String test,
      Map<String, String> labels,
      List<SpanRule> spans,
      String skipUntagged,
      double splitPunctuation,
      double truecase,
      Double share,
      Integer limit,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> text,
      String splitter,
      double minConfidence)
      implements DataSource {
    public DataSet {
      Keys.require("data.sets.name", name);
      labels = labels == null ? Map.of() : new LabelMap(labels).labels();
      spans = spans == null ? List.of() : List.copyOf(spans);
      Draw.of(share, limit);
      requireShare("splitPunctuation", splitPunctuation);
      requireShare("truecase", truecase);
      Keys.requireGoldOrText(name, train, text, splitter, minConfidence);
    }

    /** What is learnt from in an epoch. */
    Draw draw() {
      return Draw.of(share, limit);
    }

    private static void requireShare(String key, double share) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "data.sets." + key + " [" + share + "]; expected 0 to 1");
      }
    }
  }

  /**
   * The word vectors.
   *
   * @param vectors file of pre-trained vectors, if any
   * @param dimension numbers in a vector
   * @param limit how many of the most frequent pre-trained words the bundle gets beside those of
   *     the training data; 0 for none
   * @param minimumCount how often a word must occur in the training data to get a vector
   */
  public record Words(String vectors, Integer dimension, Integer limit, Integer minimumCount) {
    static final Words DEFAULT = new Words(null, null, null, null);

    public Words {
      dimension = Objects.requireNonNullElse(dimension, 100);
      limit = Objects.requireNonNullElse(limit, 0);
      minimumCount = Objects.requireNonNullElse(minimumCount, 1);
    }
  }

  /**
   * A pretrained network that doesn't learn; the tagger's bundle contains its bundle.
   *
   * @param model location of the bundle
   * @param normalized whether its layers are normalised before they are mixed
   * @param gamma the factor of the mix from which training starts
   */
  public record Embedder(String model, boolean normalized, Double gamma) {
    public Embedder {
      Keys.require("embedder.model", model);
      gamma = Objects.requireNonNullElse(gamma, 1.0);
      if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "[embedder.gamma] is [" + gamma + "]; expected a number over 0, such as 0.2");
      }
    }
  }

  private static void notWithBert(String key, Object value) {
    if (value != null) {
      throw new IllegalArgumentException(
          "["
              + key
              + "] and [bert] are both given; expected one of them: a BERT tagger has no ["
              + key
              + "]");
    }
  }
}
