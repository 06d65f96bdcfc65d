package org.neuralannotators.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class WorkspaceTest {
  private static final int LARGE = 1000;

  @Test
  void whatIsReleasedIsLentAgainAndWhatWasLentBeforeStays() {
    try (Workspace workspace = new Workspace(DataType.FLOAT)) {
      for (int batch = 0; batch < 3; batch++) {
        workspace.reset();
        Matrix kept = workspace.matrix(1, 3).write(new float[] {1, 2, 3});
        Workspace.Mark mark = workspace.mark();
        long first = workspace.matrix(2, 5).address();
        // More than the first block holds.
        for (int i = 0; i < 5; i++) {
          workspace.matrix(LARGE, 100).write(new float[LARGE * 100]);
        }
        workspace.release(mark);
        assertThat(workspace.matrix(2, 5).write(new float[10]).address()).isEqualTo(first);
        assertThat(kept.toFloats()).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void matricesThatAreLentDoNotOverlap() {
    try (Workspace workspace = new Workspace(DataType.FLOAT)) {
      for (int batch = 0; batch < 3; batch++) {
        workspace.reset();
        Workspace.Mark mark = workspace.mark();
        workspace.matrix(LARGE, LARGE);
        workspace.release(mark);
        Matrix small = workspace.matrix(1, 2).write(new float[] {4, 5});
        workspace.matrix(LARGE, LARGE).write(new float[LARGE * LARGE]);
        Matrix behind = workspace.matrix(1, 2).write(new float[] {6, 7});
        workspace.matrix(LARGE, LARGE).write(new float[LARGE * LARGE]);
        assertThat(small.toFloats()).containsExactly(4, 5);
        assertThat(behind.toFloats()).containsExactly(6, 7);
      }
    }
  }

  @Test
  void resetTakesOneBlockThatFitsWhatWasLentAtOnce() {
    try (Workspace workspace = new Workspace(DataType.FLOAT)) {
      for (int batch = 0; batch < 3; batch++) {
        workspace.reset();
        Matrix first = workspace.matrix(LARGE, 1);
        for (int layer = 0; layer < 5; layer++) {
          Workspace.Mark mark = workspace.mark();
          workspace.matrix(LARGE, 90);
          Matrix last = workspace.matrix(LARGE, 90);
          if (batch > 0) {
            assertThat(last.memory()).isSameAs(first.memory());
            assertThat(last.memory().length()).isLessThan(2L * LARGE * 181);
          }
          workspace.release(mark);
        }
      }
    }
  }
}
