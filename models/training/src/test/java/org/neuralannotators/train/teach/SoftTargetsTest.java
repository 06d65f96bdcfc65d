package org.neuralannotators.train.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftTargetsTest {
  private static final ProbabilityRows ROWS = new ProbabilityRows(2);

  @TempDir private Path folder;

  private RecordFile file(String name, float[]... items) throws IOException {
    RecordFile file = RecordFile.append(folder.resolve(name));
    file.append(List.of(items).stream().map(ROWS::encode).toList());
    return file;
  }

  @Test
  void severalTeachersAreAveragedEachWithItsOwnOrderOfLabels() throws IOException {
    try (RecordFile one = file("one", new float[] {1, 0, 0.5f, 0.5f}, new float[0]);
        RecordFile two = file("two", new float[] {0.2f, 0.8f, 0.9f, 0.1f}, new float[0])) {
      SoftTargets targets =
          new SoftTargets(
              List.of(
                  new SoftTargets.Source(one, ROWS, new int[] {0, 1}),
                  new SoftTargets.Source(two, ROWS, new int[] {1, 0})),
              2);
      assertThat(targets.probabilities(0))
          .containsExactly(new float[] {0.9f, 0.1f, 0.3f, 0.7f}, offset(1e-4f));
      assertThat(targets.confidence(0)).isEqualTo(0.7, offset(1e-4));
      assertThat(targets.probabilities(1)).isEmpty();
      assertThat(targets.confidence(1)).isEqualTo(1);
    }
  }
}
