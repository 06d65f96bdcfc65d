package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TokenMarginals;
import org.neuralannotators.train.teach.Teacher;
import org.neuralannotators.train.teach.TeacherKind;

/**
 * Taggers that teach a tagger: the marginals of each token.
 *
 * @param config of the training, which has teachers
 * @param student its labels
 */
record TaggerTeaching(TaggerConfig config, LabelSet student) implements TeacherKind<List<String>> {
  /**
   * The labels that a student of the teachers has.
   *
   * @throws IllegalArgumentException when the first teacher is no tagger
   */
  static LabelSet students(TaggerConfig config) throws IOException {
    ModelManifest first = ModelRepository.standard().manifest(config.teacher().model().get(0));
    return LabelSet.of(config.scheme(), types(config, first));
  }

  /** The types of a teacher under the student's names, sorted. */
  private static Set<String> types(TaggerConfig config, ModelManifest teacher) {
    TagScheme scheme = teacher.tagScheme();
    if (scheme == null) {
      throw new IllegalArgumentException(
          "the teacher [%s] is of the kind [%s]; expected a tagger"
              .formatted(teacher.name(), teacher.kind()));
    }
    LabelMap names = config.teacher().labelMap();
    Set<String> types = new TreeSet<>();
    for (String type : teacher.labels()) {
      Optional<String> name =
          scheme == TagScheme.NONE ? Optional.of(names.rename(type)) : names.map(type);
      name.ifPresent(types::add);
    }
    return types;
  }

  @Override
  public int[] labels(ModelManifest teacher) {
    Set<String> types = types(config, teacher);
    if (!types.equals(new LinkedHashSet<>(student.types()))) {
      throw new IllegalArgumentException(
          "the teacher [%s] has the labels %s; expected %s, those of the first one. Rename or drop some with [teacher.labels]"
              .formatted(teacher.name(), types, student.types()));
    }
    return LabelSet.of(teacher.tagScheme(), teacher.labels()).tags().stream()
        .mapToInt(tag -> student.index(renamed(teacher, tag)))
        .toArray();
  }

  private String renamed(ModelManifest teacher, String tag) {
    LabelMap names = config.teacher().labelMap();
    if (student.scheme() == TagScheme.NONE && teacher.tagScheme() == TagScheme.NONE) {
      return names.rename(tag);
    }
    String own =
        teacher
            .tagScheme()
            .translate(tag, student.scheme())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the teacher [%s] has the scheme [%s], of whose probabilities those of [%s] don't follow; expected the same [scheme], or a teacher of [BIOES]"
                            .formatted(teacher.name(), teacher.tagScheme(), student.scheme())));
    if (own.equals(TagScheme.OUTSIDE)) {
      return own;
    }
    return names
        .map(own.substring(2))
        .map(type -> own.substring(0, 2) + type)
        .orElse(TagScheme.OUTSIDE);
  }

  @Override
  public int studentLabels() {
    return student.size();
  }

  @Override
  public List<String> text(List<String> sentence) {
    return sentence;
  }

  @Override
  public Teacher<List<String>> read(ModelBundle bundle) throws IOException {
    // Batches that are always the same, for probabilities that are.
    TaggerOptions options =
        TaggerOptions.DEFAULT
            .withSharedBatches(false)
            .withNumThreads(config.training().shards())
            .withPrecision(config.training().precision());
    TokenMarginals tagger = TokenMarginals.read(bundle, options, config.teacher().temperature());
    return new Teacher<>() {
      @Override
      public List<float[]> teach(List<List<String>> sentences) {
        return tagger.marginals(sentences);
      }

      @Override
      public void close() {
        tagger.close();
      }
    };
  }
}
