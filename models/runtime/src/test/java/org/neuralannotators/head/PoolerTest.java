package org.neuralannotators.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

class PoolerTest {
  @ParameterizedTest
  @CsvSource({"FIRST,1,2,7,8", "LAST,5,-6,7,8", "MEAN,4,0,7,8"})
  void hiddenStatesOfEachSequenceBecomeOne(
      PoolerShape.Pooling pooling, double a, double b, double c, double d) {
    Pooler pooler = new Pooler(new Parameters(), 2, new PoolerShape(pooling, null));
    try (Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      Matrix hidden = workspace.matrix(4, 2).write(new double[] {1, 2, 6, 4, 5, -6, 7, 8});
      Pass pass = Pass.inference(kernels, workspace);
      double[] pooled = pooler.forward(pass, new RaggedRows(3, 1), hidden).output().toDoubles();
      assertThat(pooled).containsExactly(new double[] {a, b, c, d}, offset(1e-6));
    }
  }
}
