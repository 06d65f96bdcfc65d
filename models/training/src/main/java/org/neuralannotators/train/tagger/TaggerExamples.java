package org.neuralannotators.train.tagger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.tagger.LabelledSentence;
import org.neuralannotators.tagger.TaggerModel;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.data.Draw;

/**
 * The examples of each epoch: sentences drawn from each set, some of them in another case.
 *
 * @param <S> how the network reads a sentence
 */
final class TaggerExamples<S> {
  private final TaggerConfig config;
  private final TaggerData data;
  private final TaggerModel<S> model;
  private final List<List<Example<S>>> sets = new ArrayList<>();

  /**
   * @param place of the sentence in its set
   */
  private record Example<S>(int place, LabelledSentence<S> asWritten) {}

  /** A sentence in another case, at its place among an epoch's examples. */
  private record Recased(int at, int set, int place, List<String> tokens, CrfTarget target) {}

  TaggerExamples(
      TaggerConfig config, TaggerData data, TaggerModel<S> model, TaggerTargets targets) {
    this.config = config;
    this.data = data;
    this.model = model;
    for (int set = 0; set < data.sets().sets().size(); set++) {
      sets.add(examples(model.encode(data.sentences().get(set)), targets.of(set)));
    }
    if (size() == 0) {
      throw new ConfigurationException(
          "The teacher is certain enough of none of the sentences; lower [data.sets.minConfidence]");
    }
  }

  private List<Example<S>> examples(List<S> encoded, List<Optional<CrfTarget>> targets) {
    List<Example<S>> examples = new ArrayList<>();
    for (int i = 0; i < encoded.size(); i++) {
      if (targets.get(i).isPresent()) {
        examples.add(
            new Example<>(i, new LabelledSentence<>(encoded.get(i), targets.get(i).get())));
      }
    }
    return examples;
  }

  /** Number of the sentences that are learnt from. */
  int size() {
    return sets.stream().mapToInt(List::size).sum();
  }

  /**
   * The examples of an epoch, always the same for the same one.
   *
   * @param epoch from 0
   */
  List<LabelledSentence<S>> of(int epoch) {
    List<LabelledSentence<S>> examples = new ArrayList<>();
    List<Recased> recased = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(config.seed() * 31 + epoch);
    for (int set = 0; set < sets.size(); set++) {
      Draw draw = data.sets().sets().get(set).source().draw();
      for (Example<S> example : draw.of(sets.get(set), config.seed(), epoch)) {
        List<String> written = data.sentences().get(set).get(example.place());
        List<String> shown = config.augmentation().apply(written, random);
        if (!shown.equals(written)) {
          CrfTarget target = example.asWritten().target();
          recased.add(new Recased(examples.size(), set, example.place(), shown, target));
        }
        examples.add(example.asWritten());
      }
    }
    List<S> encoded = encode(recased);
    for (int i = 0; i < encoded.size(); i++) {
      examples.set(
          recased.get(i).at(), new LabelledSentence<>(encoded.get(i), recased.get(i).target()));
    }
    return examples;
  }

  private List<S> encode(List<Recased> recased) {
    return config.context() == 0
        ? model.encode(recased.stream().map(Recased::tokens).toList())
        : recased.stream().map(this::encode).toList();
  }

  /** Among its neighbours: each of them has a piece at least, or is empty. */
  private S encode(Recased sentence) {
    List<List<String>> all = data.sentences().get(sentence.set());
    int begin = Math.max(0, sentence.place() - config.context());
    int end = Math.min(all.size(), sentence.place() + config.context() + 1);
    List<List<String>> some = new ArrayList<>(all.subList(begin, end));
    some.set(sentence.place() - begin, sentence.tokens());
    return model.encode(some).get(sentence.place() - begin);
  }
}
