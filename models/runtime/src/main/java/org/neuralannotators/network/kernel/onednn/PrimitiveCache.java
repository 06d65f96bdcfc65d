package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.Workspace;

/**
 * The primitives used last, by their shapes: building one takes oneDNN up to some milliseconds. Not
 * thread-safe; {@link #close()} frees them.
 */
final class PrimitiveCache<K> implements AutoCloseable {
  private static final int MOST = 1024;

  private final Function<K, OneDnnPrimitive> builder;
  private final Workspace scratchpad = new Workspace(DataType.FLOAT);
  private final Map<K, OneDnnPrimitive> primitives =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, OneDnnPrimitive> eldest) {
          boolean tooMany = size() > MOST;
          if (tooMany) {
            eldest.getValue().close();
          }
          return tooMany;
        }
      };

  PrimitiveCache(Function<K, OneDnnPrimitive> builder) {
    this.builder = builder;
  }

  OneDnnPrimitive get(K shape) {
    OneDnnPrimitive known = primitives.get(shape);
    if (known == null) {
      known = builder.apply(shape);
      primitives.put(shape, known);
    }
    return known;
  }

  void execute(OneDnnPrimitive primitive) {
    if (primitive.scratchpadFloats() > 0) {
      // A workspace that holds nothing else: all executions use the same memory in turn.
      scratchpad.reset();
      primitive.bind(DNNL_ARG_SCRATCHPAD, scratchpad.matrix(1, primitive.scratchpadFloats()));
    }
    primitive.execute();
  }

  @Override
  public void close() {
    primitives.values().forEach(OneDnnPrimitive::close);
    primitives.clear();
    scratchpad.close();
  }
}
