package org.neuralannotators.train.classify;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.neuralannotators.classify.LabelledTextFormat;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.config.ConfigurationReader;
import org.neuralannotators.train.config.Envelope;
import org.neuralannotators.train.config.Keys;
import org.neuralannotators.train.config.TaskConfig;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.train.data.Draw;
import org.neuralannotators.train.encoder.EncoderFineTuning;
import org.neuralannotators.train.teach.TeacherConfig;

/**
 * How a classifier or a question answerer is trained; the file {@code docs/training.md} explains
 * each key.
 *
 * @param envelope what all tasks have
 * @param data what it learns from
 * @param bert the pretrained encoder
 * @param maximumAnswer most pieces of an answer; question answerers only
 * @param teacher the classifiers whose probabilities it learns, if any; classifiers only
 */
public record FineTuningConfig(
    @JacksonInject Envelope envelope,
    Data data,
    EncoderFineTuning bert,
    Integer maximumAnswer,
    TeacherConfig teacher)
    implements TaskConfig {
  public FineTuningConfig {
    Keys.require("data", data);
    Keys.require("bert", bert);
    bert.requireNoTagger();
    Keys.requireTeacher(teacher, data.sets().stream().map(DataSet::text));
  }

  /** Reads a YAML file. */
  public static FineTuningConfig read(Path file) throws IOException {
    return ConfigurationReader.readTask(file, FineTuningConfig.class);
  }

  /**
   * The data.
   *
   * @param folder that the sets' paths start from; by default the current one
   * @param columns which columns hold texts and label; classifiers only
   * @param sets one or more
   */
  public record Data(String folder, Columns columns, List<DataSet> sets) {
    public Data {
      folder = Objects.requireNonNullElse(folder, "");
      Keys.requireSets(sets);
    }
  }

  /**
   * Which columns of a file matter; negative ones count from the end.
   *
   * @param text number of the text's column, from 0
   * @param second number of the second text's column, for pairs
   * @param label number of the label's column, by default the last
   * @param separator regular expression
   * @param header whether the first line names the columns
   */
  public record Columns(int text, Integer second, Integer label, String separator, boolean header) {
    static final Columns DEFAULT = new Columns(0, null, null, null, false);

    public Columns {
      Keys.requirePattern("data.columns.separator", separator);
    }

    LabelledTextFormat format() {
      LabelledTextFormat usual = LabelledTextFormat.DEFAULT;
      return new LabelledTextFormat(
          text,
          second,
          Objects.requireNonNullElse(label, usual.label()),
          separator == null ? usual.separator() : Pattern.compile(separator),
          header);
    }
  }

  /**
   * A data set.
   *
   * @param name for the manifest
   * @param licence for the manifest
   * @param attribution for the manifest
   * @param train file to learn from, if any
   * @param dev file on which training stops, if any
   * @param test file that is scored at the end, if any
   * @param labels what its labels become; {@code O} drops the texts of one. Classifiers only
   * @param share how much of the training items is drawn anew for each epoch, 1 for all
   * @param limit most training items of an epoch, see {@link Draw}
   * @param text files and folders with a text or a pair a line, whose label the teacher says, in
   *     place of {@code train}
   * @param minConfidence texts are left out whose best label is less probable to the teacher; 0 for
   *     none
   */
  public record DataSet(
      String name,
      String licence,
      String attribution,
      String train,
      String dev,
      String test,
      Map<String, String> labels,
      Double share,
      Integer limit,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> text,
      double minConfidence)
      implements DataSource {
    public DataSet {
      Keys.require("data.sets.name", name);
      labels = labels == null ? null : new LabelMap(labels).labels();
      Draw.of(share, limit);
      Keys.requireGoldOrText(name, train, text, null, minConfidence);
    }

    /** What is learnt from in an epoch. */
    Draw draw() {
      return Draw.of(share, limit);
    }
  }

  /**
   * Refuses what the other task has.
   *
   * @throws ConfigurationException when it is given
   */
  static void refuse(String key, Object value, String others) {
    if (value != null) {
      throw new ConfigurationException(
          "[" + key + "] is given; expected it only for [" + others + "]. Leave it out");
    }
  }
}
