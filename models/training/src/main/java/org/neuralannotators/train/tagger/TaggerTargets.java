package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.GoldLabels;
import org.neuralannotators.crf.MixedTarget;
import org.neuralannotators.crf.SoftLabels;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.data.LoadedSet;
import org.neuralannotators.train.teach.Lesson;
import org.neuralannotators.train.teach.SoftTargets;
import org.neuralannotators.train.teach.Taught;
import org.neuralannotators.train.teach.TeacherConfig;

/**
 * What the sentences of each set shall be tagged as: gold labels, what teachers say, or both.
 *
 * @param teacher null where there is none
 */
record TaggerTargets(TaggerData data, TeacherConfig teacher, Taught taught) {
  /** Has the teachers judge the sentences, if there are any. */
  static TaggerTargets of(TaggerConfig config, TaggerData data, TrainingContext context)
      throws IOException {
    if (config.teacher() == null) {
      return new TaggerTargets(data, null, Taught.nothing());
    }
    List<Lesson<List<String>>> lessons = new ArrayList<>();
    for (int i = 0; i < data.sets().sets().size(); i++) {
      String name = data.sets().sets().get(i).source().name();
      lessons.add(new Lesson<>(name, data.sentences().get(i)));
    }
    TaggerTeaching kind = new TaggerTeaching(config, data.labels());
    return new TaggerTargets(
        data,
        config.teacher(),
        Taught.by(config.teacher(), config.training(), context, kind, lessons));
  }

  /**
   * The targets of a set's sentences, in order; none of a sentence without tokens, or of which the
   * teachers aren't certain enough.
   */
  List<Optional<CrfTarget>> of(int set) {
    return IntStream.range(0, data.sentences().get(set).size())
        .mapToObj(i -> target(set, i))
        .toList();
  }

  private Optional<CrfTarget> target(int set, int sentence) {
    LoadedSet<TaggerConfig.DataSet, TaggedSentence> loaded = data.sets().sets().get(set);
    int length = data.sentences().get(set).get(sentence).size();
    if (length == 0) {
      return Optional.empty();
    }
    GoldLabels gold = loaded.train().isEmpty() ? null : data.gold(loaded.train().get(sentence));
    if (taught.set(set).isEmpty()) {
      return Optional.of(gold);
    }
    SoftTargets said = taught.set(set).get();
    double least = loaded.source().minConfidence();
    if (least > 0 && said.confidence(sentence) < least) {
      return Optional.empty();
    }
    SoftLabels soft =
        new SoftLabels(length, () -> said.probabilities(sentence), teacher.temperature());
    return Optional.of(
        gold == null || teacher.weight() == 1
            ? soft
            : new MixedTarget(teacher.weight(), soft, gold));
  }
}
