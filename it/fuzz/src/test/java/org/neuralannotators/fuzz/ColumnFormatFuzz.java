package org.neuralannotators.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.TagScheme;

/** Columns of any bytes are read, or refused with an {@link IOException}. */
class ColumnFormatFuzz {
  @FuzzTest
  void readsOrRefuses(byte[] file) {
    for (ColumnFormat format :
        new ColumnFormat[] {
          ColumnFormat.TAB_SEPARATED,
          ColumnFormat.CONLL,
          ColumnFormat.CONLL.withScheme(TagScheme.BIO)
        }) {
      try {
        format.read(new ByteArrayInputStream(file), "input", sentence -> sentence.spans());
      } catch (IOException e) {
        // As documented.
      }
    }
  }
}
