package org.neuralannotators.train.teach;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;

/**
 * How the bundles of a task teach.
 *
 * @param <X> what they judge
 */
public interface TeacherKind<X> {
  /**
   * For each of the bundle's labels which of the student's it becomes.
   *
   * @throws IllegalArgumentException when the labels don't fit
   */
  int[] labels(ModelManifest manifest);

  /** Number of the student's labels. */
  int studentLabels();

  /** Reads a teacher; the bundle is closed afterwards. */
  Teacher<X> read(ModelBundle bundle) throws IOException;

  /** An item as text, by which it is told from others. */
  List<String> text(X item);
}
