package org.neuralannotators.train.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neuralannotators.classify.EncoderHeadModel;
import org.neuralannotators.classify.HeadArchitecture;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.classify.SequenceExample;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.teach.TeacherKind;

/**
 * What an encoder with a head learns.
 *
 * @param <T> what the head shall say of a sequence
 * @param <D> an item of the data
 */
interface FineTuningTask<T, D> {
  /** For scores in training: a batch is computed on each lane, and is always the same. */
  PredictorOptions OPTIONS = PredictorOptions.DEFAULT.withSharedBatches(false);

  HeadKind<T> kind();

  /** The items of a file of a data set. */
  List<D> read(Path file, FineTuningConfig.DataSet set) throws IOException;

  /**
   * The labels of the training data, or of its teachers; none where there are no such.
   *
   * @throws ConfigurationException when nothing can be learnt from it
   */
  List<String> labels(List<D> train) throws IOException;

  /** Whether an item is two texts. */
  boolean pairs();

  /** Which answers may be given, by the training data; null where there are no such. */
  HeadArchitecture.Answers answers(List<D> train);

  /**
   * An item as sequences.
   *
   * @param taught the labels' probabilities to the teachers; null where there are none
   */
  List<SequenceExample<T>> examples(EncoderHeadModel<T> model, D item, float[] taught);

  /** The items of a file whose labels teachers say; for a task that may have some. */
  default List<D> readText(Path file) throws IOException {
    throw new UnsupportedOperationException("Nobody teaches " + kind().name());
  }

  /**
   * How others teach; for a task that may have teachers.
   *
   * @param labels of the student
   */
  default TeacherKind<D> teaching(List<String> labels) {
    throw new UnsupportedOperationException("Nobody teaches " + kind().name());
  }

  /** Name of the score on which training stops. */
  String metric();

  /** Scores by name for a manifest; the first is the metric. */
  Map<String, Double> scores(EncoderHeadModel<T> model, Lanes lanes, List<D> gold);
}
