package org.neuralannotators.network.kernel;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The memory of one batch: lends matrices whose contents are undefined, and takes them all back at
 * {@link #reset()}, or the last ones at {@link #release}. After a few batches it holds one block
 * that fits the largest and allocates no more. Not thread-safe; {@link #close()} frees the native
 * memory.
 */
public final class Workspace implements AutoCloseable {
  /** Matrices start on a cache line: 64 bytes, 16 floats. */
  public static final int ALIGNMENT = 16;

  private static final long FIRST_BLOCK = 1 << 16;

  private final Arena reals;
  private final Arena integers = new Arena(DataType.INT32);

  /** The first index of a block of memory that is on a cache line. */
  public static long firstAligned(INDArray block) {
    long bytes = ALIGNMENT * 4L;
    long beyond = block.data().address() % bytes;
    return beyond == 0 ? 0 : (bytes - beyond) / block.dataType().width();
  }

  /** For matrices of type FLOAT or DOUBLE. */
  public Workspace(DataType type) {
    reals = new Arena(type);
  }

  /** For matrices in single precision. */
  public static Workspace ofFloats() {
    return new Workspace(DataType.FLOAT);
  }

  /** A matrix without gaps, contents undefined. */
  public Matrix matrix(int rows, int columns) {
    INDArray block = reals.take((long) rows * columns);
    return new Matrix(block, reals.position, rows, columns, columns);
  }

  /** A matrix of zeros. */
  public Matrix zeros(int rows, int columns) {
    return matrix(rows, columns).write(new float[Math.multiplyExact(rows, columns)]);
  }

  /** Row numbers, copied in. */
  public Indices indices(int[] values) {
    INDArray block = integers.take(values.length);
    Indices indices = new Indices(block, integers.position, values.length);
    if (values.length > 0) {
      HostAccess.write(indices, values);
    }
    return indices;
  }

  /** Behind the matrices lent up to now. */
  public Mark mark() {
    return new Mark(reals.current, reals.used, reals.before);
  }

  /** Takes back the matrices lent since the mark; they must not be used any more. */
  public void release(Mark mark) {
    reals.current = mark.block;
    reals.used = mark.used;
    reals.before = mark.before;
  }

  /** A place in a workspace, valid until it is reset. */
  public record Mark(int block, long used, long before) {}

  /** Takes back all that was lent; what was lent must not be used any more. */
  public void reset() {
    reals.reset();
    integers.reset();
  }

  @Override
  public void close() {
    reals.close();
    integers.close();
  }

  /** Blocks of native memory, handed out from front to back. */
  private static final class Arena {
    private final DataType type;
    private final List<INDArray> blocks = new ArrayList<>();
    private int current;
    private long used;

    /** What is used of the blocks before the current one. */
    private long before;

    /** The most that was used of all blocks. */
    private long peak;

    /** Where the piece handed out last begins in its block. */
    private long position;

    Arena(DataType type) {
      this.type = type;
    }

    INDArray take(long size) {
      long rounded = Math.max(1, (size + ALIGNMENT - 1) / ALIGNMENT) * ALIGNMENT;
      while (current < blocks.size() && used + rounded > block().length()) {
        current++;
        before += used;
        used = current < blocks.size() ? firstAligned(block()) : 0;
      }
      if (current == blocks.size()) {
        long grown = blocks.isEmpty() ? FIRST_BLOCK : 2 * blocks.get(current - 1).length();
        blocks.add(allocate(Math.max(grown, rounded + ALIGNMENT)));
        used = firstAligned(block());
      }
      position = used;
      used += rounded;
      peak = Math.max(peak, before + used);
      return block();
    }

    void reset() {
      if (blocks.size() > 1) {
        long needed = peak + ALIGNMENT;
        close();
        blocks.add(allocate(needed));
      }
      current = 0;
      before = 0;
      used = blocks.isEmpty() ? 0 : firstAligned(block());
    }

    void close() {
      blocks.forEach(INDArray::close);
      blocks.clear();
      peak = 0;
    }

    private INDArray block() {
      return blocks.get(current);
    }

    private INDArray allocate(long length) {
      return Nd4j.createUninitializedDetached(type, length);
    }
  }
}
