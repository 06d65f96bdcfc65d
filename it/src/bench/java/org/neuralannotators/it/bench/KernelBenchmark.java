package org.neuralannotators.it.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.NativeThreads;
import org.neuralannotators.network.kernel.PackedRecurrent;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.RecurrentWeights;
import org.neuralannotators.network.kernel.Workspace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The kernels of a tagger's batch on one core, in the shapes of {@code en-ner}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelBenchmark {
  private static final int INPUTS = 150;
  private static final int UNITS = 200;

  private final Random random = new Random(1);
  private Kernels kernels;
  private Workspace memory;
  private Workspace workspace;
  private PackedSequence packed;
  private RecurrentWeights lstm;
  private PackedRecurrent frozen;
  private Matrix x;
  private Matrix h;
  private Matrix product;

  @Setup
  public void allocate() {
    kernels = Kernels.of(DataType.FLOAT);
    memory = new Workspace(DataType.FLOAT);
    workspace = new Workspace(DataType.FLOAT);
    packed = new PackedSequence(IntStream.range(0, 64).map(i -> 1 + i % 31).toArray());
    int gates = RecurrentCell.LSTM.gates() * UNITS;
    lstm = new RecurrentWeights(random(INPUTS, gates), random(UNITS, gates), random(1, gates));
    frozen = kernels.pack(RecurrentCell.LSTM, lstm);
    x = random(packed.rows(), INPUTS);
    h = memory.matrix(packed.rows(), UNITS);
    product = memory.matrix(packed.rows(), gates);
  }

  private Matrix random(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() / 10;
    }
    return memory.matrix(rows, columns).write(values);
  }

  @TearDown
  public void close() {
    frozen.close();
    kernels.close();
    memory.close();
    workspace.close();
  }

  @Benchmark
  public Matrix lstm() {
    workspace.reset();
    NativeThreads.alone(() -> kernels.recurrent(frozen, packed, x, h, workspace));
    return h;
  }

  @Benchmark
  public Matrix multiply() {
    NativeThreads.alone(() -> kernels.multiply(x, false, lstm.input(), false, 0, product));
    return product;
  }
}
