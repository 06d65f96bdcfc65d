package org.neuralannotators.train.teach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.config.TrainingConfig;

/** What teachers say of each set of a training. {@link #close()} closes the files with it. */
public final class Taught implements AutoCloseable {
  private final List<SoftTargets> sets;
  private final List<RecordFile> files;
  private final List<ModelManifest.TrainingData> sources;

  Taught(List<SoftTargets> sets, List<RecordFile> files, List<ModelManifest.TrainingData> sources) {
    this.sets = List.copyOf(sets);
    this.files = List.copyOf(files);
    this.sources = List.copyOf(sources);
  }

  /** Nothing, as there is no teacher. */
  public static Taught nothing() {
    return new Taught(List.of(), List.of(), List.of());
  }

  /** Has teachers judge all sets, where they haven't yet. */
  public static <X> Taught by(
      TeacherConfig teacher,
      TrainingConfig training,
      TrainingContext context,
      TeacherKind<X> kind,
      List<Lesson<X>> sets)
      throws IOException {
    Path folder = teacher.cache() == null ? context.files().folder() : Path.of(teacher.cache());
    TaughtKey key = new TaughtKey(teacher.temperature(), training.precision());
    return new Teachers<>(kind, key, folder, context.reporter()).teach(teacher.model(), sets);
  }

  /** What is said of a set; empty where there is no teacher. */
  public Optional<SoftTargets> set(int number) {
    return sets.isEmpty() ? Optional.empty() : Optional.of(sets.get(number));
  }

  /** What the teachers were trained on. */
  public List<ModelManifest.TrainingData> sources() {
    return sources;
  }

  @Override
  public void close() {
    try {
      for (RecordFile file : files) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
