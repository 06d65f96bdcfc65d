package org.neuralannotators.train.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neuralannotators.classify.EncoderHeadModel;
import org.neuralannotators.classify.SequenceExample;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.data.DataSets;
import org.neuralannotators.train.data.Draw;
import org.neuralannotators.train.data.LoadedSet;
import org.neuralannotators.train.teach.SoftTargets;
import org.neuralannotators.train.teach.Taught;

/**
 * The examples of each epoch: items drawn from each set, as sequences.
 *
 * @param <T> what the head shall say of a sequence
 * @param <D> an item of the data
 */
final class FineTuningExamples<T, D> {
  private final FineTuningConfig config;
  private final FineTuningTask<T, D> task;
  private final EncoderHeadModel<T> model;
  private final List<FineTuningConfig.DataSet> sources = new ArrayList<>();

  /** Of each set the sequences of each item. */
  private final List<List<List<SequenceExample<T>>>> sets = new ArrayList<>();

  FineTuningExamples(
      FineTuningConfig config,
      FineTuningTask<T, D> task,
      DataSets<FineTuningConfig.DataSet, D> data,
      Taught taught,
      EncoderHeadModel<T> model) {
    this.config = config;
    this.task = task;
    this.model = model;
    for (int i = 0; i < data.sets().size(); i++) {
      sources.add(data.sets().get(i).source());
      sets.add(examples(data.sets().get(i), taught.set(i)));
    }
    if (items() == 0) {
      throw new ConfigurationException(
          "The teacher is certain enough of none of the texts; lower [data.sets.minConfidence]");
    }
  }

  private List<List<SequenceExample<T>>> examples(
      LoadedSet<FineTuningConfig.DataSet, D> set, Optional<SoftTargets> said) {
    double least = set.source().minConfidence();
    List<List<SequenceExample<T>>> items = new ArrayList<>();
    for (int i = 0; i < set.train().size(); i++) {
      if (least == 0 || said.orElseThrow().confidence(i) >= least) {
        float[] probabilities = said.isEmpty() ? null : said.get().probabilities(i);
        items.add(task.examples(model, set.train().get(i), probabilities));
      }
    }
    return items;
  }

  /** Number of the items that are learnt from. */
  int items() {
    return sets.stream().mapToInt(List::size).sum();
  }

  /** Number of their sequences. */
  int sequences() {
    return sets.stream().flatMap(List::stream).mapToInt(List::size).sum();
  }

  /**
   * The examples of an epoch, always the same for the same one.
   *
   * @param epoch from 0
   */
  List<SequenceExample<T>> of(int epoch) {
    List<SequenceExample<T>> drawn = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      Draw draw = sources.get(i).draw();
      draw.of(sets.get(i), config.seed(), epoch).forEach(drawn::addAll);
    }
    return drawn;
  }
}
