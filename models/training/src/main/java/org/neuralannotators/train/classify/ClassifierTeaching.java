package org.neuralannotators.train.classify;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.classify.EncoderHeadModel;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.classify.LabelledText;
import org.neuralannotators.classify.TextClassification;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.train.teach.Teacher;
import org.neuralannotators.train.teach.TeacherKind;

/**
 * Classifiers that teach a classifier.
 *
 * @param config of the training, which has teachers
 * @param student its labels
 */
record ClassifierTeaching(FineTuningConfig config, List<String> student)
    implements TeacherKind<LabelledText> {
  /**
   * The labels that a student of the teachers has, sorted.
   *
   * @throws IllegalArgumentException when the first teacher is no classifier
   */
  static List<String> students(FineTuningConfig config) throws IOException {
    String first = config.teacher().model().get(0);
    ModelManifest manifest = ModelRepository.standard().manifest(first);
    return List.copyOf(new TreeSet<>(names(config, manifest)));
  }

  private static List<String> names(FineTuningConfig config, ModelManifest teacher) {
    if (!teacher.kind().equals(HeadKind.CLASSIFIER.name())) {
      throw new IllegalArgumentException(
          "the teacher [%s] is of the kind [%s]; expected [%s]"
              .formatted(teacher.name(), teacher.kind(), HeadKind.CLASSIFIER.name()));
    }
    LabelMap labels = config.teacher().labelMap();
    return teacher.labels().stream().map(labels::rename).toList();
  }

  @Override
  public int[] labels(ModelManifest teacher) {
    List<String> names = names(config, teacher);
    if (!Set.copyOf(names).equals(Set.copyOf(student))) {
      throw new IllegalArgumentException(
          "the teacher [%s] has the labels %s; expected %s, those of the first one. Rename some with [teacher.labels]"
              .formatted(teacher.name(), names, student));
    }
    return names.stream().mapToInt(student::indexOf).toArray();
  }

  @Override
  public int studentLabels() {
    return student.size();
  }

  @Override
  public List<String> text(LabelledText item) {
    return item.isPair() ? List.of(item.text(), item.second()) : List.of(item.text());
  }

  @Override
  public Teacher<LabelledText> read(ModelBundle bundle) throws IOException {
    EncoderHeadModel<ClassTarget> model = EncoderHeadModel.read(HeadKind.CLASSIFIER, bundle);
    OpenModel<TextClassification> open =
        OpenModel.own(
            LoadedModel.onLanes(
                "classifier",
                bundle.manifest(),
                FineTuningTask.OPTIONS
                    .withNumThreads(config.training().shards())
                    .withPrecision(config.training().precision())
                    .run(),
                model::close,
                lanes -> new TextClassification(model, lanes, FineTuningTask.OPTIONS)));
    return new Teacher<>() {
      @Override
      public List<float[]> teach(List<LabelledText> texts) {
        return open.run(
            classification -> classification.probabilities(texts, config.teacher().temperature()));
      }

      @Override
      public void close() {
        open.close();
      }
    };
  }
}
