package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.GoldLabels;
import org.neuralannotators.crf.MixedTarget;
import org.neuralannotators.crf.SoftLabels;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.data.LoadedSet;
import org.neuralannotators.train.teach.SoftTargets;
import org.neuralannotators.train.teach.TaughtKey;
import org.neuralannotators.train.teach.TeacherConfig;
import org.neuralannotators.train.teach.Teachers;

/**
 * What the sentences of each set shall be tagged as: gold labels, what teachers say, or both.
 * {@link #close()} lets go of what the teachers said.
 */
final class TaggerTargets implements AutoCloseable {
  private final TaggerData data;
  private final TeacherConfig teacher;
  private final Teachers<List<String>> teachers;
  private final List<SoftTargets> taught;

  private TaggerTargets(
      TaggerData data,
      TeacherConfig teacher,
      Teachers<List<String>> teachers,
      List<SoftTargets> taught) {
    this.data = data;
    this.teacher = teacher;
    this.teachers = teachers;
    this.taught = taught;
  }

  /** Has the teachers judge the sentences, if there are any. */
  static TaggerTargets of(TaggerConfig config, TaggerData data, TrainingContext context)
      throws IOException {
    TeacherConfig teacher = config.teacher();
    if (teacher == null) {
      return new TaggerTargets(data, null, null, List.of());
    }
    Teachers<List<String>> teachers =
        new Teachers<>(
            teacher.model(),
            new TaggerTeaching(config, data.labels()),
            new TaughtKey(teacher.temperature(), config.training().precision()),
            teacher.cache() == null ? context.files().folder() : Path.of(teacher.cache()),
            context.reporter());
    List<Teachers.Lesson<List<String>>> lessons = new ArrayList<>();
    for (int i = 0; i < data.sets().sets().size(); i++) {
      String name = data.sets().sets().get(i).source().name();
      lessons.add(new Teachers.Lesson<>(name, data.sentences().get(i)));
    }
    try {
      return new TaggerTargets(data, teacher, teachers, teachers.teach(lessons));
    } catch (IOException | RuntimeException e) {
      teachers.close();
      throw e;
    }
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

  /** What the teachers were trained on. */
  List<ModelManifest.TrainingData> sources() {
    return teachers == null ? List.of() : teachers.sources();
  }

  private Optional<CrfTarget> target(int set, int sentence) {
    LoadedSet<TaggerConfig.DataSet, TaggedSentence> loaded = data.sets().sets().get(set);
    int length = data.sentences().get(set).get(sentence).size();
    if (length == 0) {
      return Optional.empty();
    }
    GoldLabels gold =
        loaded.train().isEmpty() ? null : data.gold(loaded.train().get(sentence));
    if (teacher == null) {
      return Optional.of(gold);
    }
    SoftTargets said = taught.get(set);
    if (loaded.source().minConfidence() > 0
        && said.confidence(sentence) < loaded.source().minConfidence()) {
      return Optional.empty();
    }
    SoftLabels soft =
        new SoftLabels(length, () -> said.probabilities(sentence), teacher.temperature());
    return Optional.of(
        gold == null || teacher.weight() == 1
            ? soft
            : new MixedTarget(teacher.weight(), soft, gold));
  }

  @Override
  public void close() {
    if (teachers != null) {
      teachers.close();
    }
  }
}
