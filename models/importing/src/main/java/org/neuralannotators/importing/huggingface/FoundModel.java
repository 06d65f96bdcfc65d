package org.neuralannotators.importing.huggingface;

import java.io.IOException;

/** A model that the names of its files tell, before it is read. */
@FunctionalInterface
public interface FoundModel {
  /**
   * Reads it.
   *
   * @param choice what the user says
   * @return to be closed
   * @throws org.neuralannotators.bundle.BundleException when the family or the head isn't known, or
   *     the files can't be understood or don't fit together; the error names the file, what it has
   *     and what was expected
   */
  ImportedModel read(Choice choice) throws IOException;
}
