package org.neuralannotators.train.teach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelRepository;
import org.neuralannotators.train.TrainingReporter;

/**
 * The teachers of a configuration, and the files with what they say: one for each teacher and set,
 * named by a checksum of both. A file that is there is used; one that was begun is gone on with.
 * {@link #close()} closes the files.
 *
 * @param <X> what is judged
 */
public final class Teachers<X> implements AutoCloseable {
  private static final int ITEMS_AT_ONCE = 1024;
  private static final double SECONDS_BETWEEN_REPORTS = 60;

  private final List<String> locations;
  private final TeacherKind<X> kind;
  private final TaughtKey key;
  private final Path folder;
  private final TrainingReporter reporter;
  private final List<RecordFile> open = new ArrayList<>();
  private final List<ModelManifest.TrainingData> trainedOn = new ArrayList<>();

  /**
   * @param locations of the teachers' bundles
   * @param key of what is the same for all of them
   * @param folder of the files
   */
  public Teachers(
      List<String> locations,
      TeacherKind<X> kind,
      TaughtKey key,
      Path folder,
      TrainingReporter reporter) {
    this.locations = List.copyOf(locations);
    this.kind = kind;
    this.key = key;
    this.folder = folder;
    this.reporter = reporter;
  }

  /**
   * A set to be taught.
   *
   * @param name for people
   */
  public record Lesson<X>(String name, List<X> items) {}

  /** Has all teachers judge all sets, where they haven't yet; one teacher is in memory at a time. */
  public List<SoftTargets> teach(List<Lesson<X>> lessons) throws IOException {
    Files.createDirectories(folder);
    List<List<SoftTargets.Source>> sources = new ArrayList<>();
    lessons.forEach(lesson -> sources.add(new ArrayList<>()));
    for (String location : locations) {
      ModelManifest manifest = ModelRepository.standard().manifest(location);
      trainedOn.addAll(manifest.trainingData());
      int[] names = kind.labels(manifest);
      ProbabilityRows rows = new ProbabilityRows(names.length);
      try (LazyTeacher<X> teacher = new LazyTeacher<>(location, kind)) {
        for (int i = 0; i < lessons.size(); i++) {
          RecordFile file = file(teacher, manifest, rows, lessons.get(i));
          open.add(file);
          sources.get(i).add(new SoftTargets.Source(file, rows, names));
        }
      }
    }
    return sources.stream().map(each -> new SoftTargets(each, kind.studentLabels())).toList();
  }

  /** What the teachers were trained on. */
  public List<ModelManifest.TrainingData> sources() {
    return List.copyOf(trainedOn);
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
      reporter.say(
          "the teacher [%s] judges [%s]: %d of %d"
              .formatted(teacher.location(), lesson.name(), file.size(), items.size()));
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

  @Override
  public void close() {
    try {
      for (RecordFile file : open) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
