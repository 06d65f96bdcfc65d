package org.neuralannotators.train.teach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.train.TrainingReporter;

/**
 * Has teachers judge sets. What each says of a set is kept in a file, named by a checksum of both:
 * one that is there is used, and one that was begun is gone on with.
 *
 * @param <X> what is judged
 */
final class Teachers<X> {
  private static final int ITEMS_AT_ONCE = 1024;
  private static final double SECONDS_BETWEEN_REPORTS = 60;

  private final TeacherKind<X> kind;
  private final TaughtKey key;
  private final Path folder;
  private final TrainingReporter reporter;

  /**
   * @param key of what is the same for all teachers
   * @param folder of the files
   */
  Teachers(TeacherKind<X> kind, TaughtKey key, Path folder, TrainingReporter reporter) {
    this.kind = kind;
    this.key = key;
    this.folder = folder;
    this.reporter = reporter;
  }

  /** Has the teachers of some bundles judge all sets; one of them is in memory at a time. */
  Taught teach(List<String> locations, List<Lesson<X>> lessons) throws IOException {
    Files.createDirectories(folder);
    List<RecordFile> files = new ArrayList<>();
    List<List<SoftTargets.Source>> said = new ArrayList<>();
    lessons.forEach(lesson -> said.add(new ArrayList<>()));
    List<ModelManifest.TrainingData> sources = new ArrayList<>();
    try {
      for (String location : locations) {
        ModelManifest manifest = ModelRepository.standard().manifest(location);
        sources.addAll(manifest.trainingData());
        int[] names = kind.labels(manifest);
        ProbabilityRows rows = new ProbabilityRows(names.length);
        try (LazyTeacher<X> teacher = new LazyTeacher<>(location, kind)) {
          for (int i = 0; i < lessons.size(); i++) {
            RecordFile file = file(teacher, manifest, rows, lessons.get(i));
            files.add(file);
            said.get(i).add(new SoftTargets.Source(file, rows, names));
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      new Taught(List.of(), files, List.of()).close();
      throw e;
    }
    return new Taught(
        said.stream().map(each -> new SoftTargets(each, kind.studentLabels())).toList(),
        files,
        sources);
  }

  private RecordFile file(
      LazyTeacher<X> teacher, ModelManifest manifest, ProbabilityRows rows, Lesson<X> lesson)
      throws IOException {
    String name = "taught-" + key.of(manifest, lesson.items(), kind::text);
    Path whole = folder.resolve(name + ".bin");
    if (!Files.exists(whole)) {
      Path part = folder.resolve(name + ".part");
      fill(teacher, part, rows, lesson);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    RecordFile file = RecordFile.read(whole);
    if (file.size() != lesson.items().size()) {
      file.close();
      throw new IOException(
          "[%s] has [%d] records of [%s]; expected [%d]. It is damaged: delete it"
              .formatted(whole, file.size(), lesson.name(), lesson.items().size()));
    }
    return file;
  }

  private void fill(LazyTeacher<X> teacher, Path path, ProbabilityRows rows, Lesson<X> lesson)
      throws IOException {
    List<X> items = lesson.items();
    try (RecordFile file = RecordFile.append(path)) {
      long last = System.nanoTime();
      if (file.size() < items.size()) {
        reporter.say(
            "the teacher [%s] judges [%s]: %d of %d"
                .formatted(teacher.location(), lesson.name(), file.size(), items.size()));
      }
      while (file.size() < items.size()) {
        int begin = file.size();
        List<X> some = items.subList(begin, Math.min(begin + ITEMS_AT_ONCE, items.size()));
        file.append(teacher.get().teach(some).stream().map(rows::encode).toList());
        if ((System.nanoTime() - last) / 1e9 > SECONDS_BETWEEN_REPORTS) {
          last = System.nanoTime();
          reporter.say("... %d of %d".formatted(file.size(), items.size()));
        }
      }
      file.force();
    }
  }

  /** A teacher that is read when it is first needed. */
  private static final class LazyTeacher<X> implements AutoCloseable {
    private final String location;
    private final TeacherKind<X> kind;
    private Teacher<X> teacher;

    LazyTeacher(String location, TeacherKind<X> kind) {
      this.location = location;
      this.kind = kind;
    }

    String location() {
      return location;
    }

    Teacher<X> get() throws IOException {
      if (teacher == null) {
        try (ModelBundle bundle = ModelRepository.standard().open(location)) {
          teacher = kind.read(bundle);
        }
      }
      return teacher;
    }

    @Override
    public void close() {
      if (teacher != null) {
        teacher.close();
      }
    }
  }
}
