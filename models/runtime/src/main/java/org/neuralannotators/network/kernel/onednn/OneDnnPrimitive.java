package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.Pointer;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.onednn.OneDnn.Address;

/** A oneDNN primitive with its arguments, which are bound to other memory for each run. */
final class OneDnnPrimitive implements AutoCloseable {
  private final primitive compiled;
  private final IntMemoryMap arguments = new IntMemoryMap();
  private final Map<Integer, memory> memories = new HashMap<>();
  private final Address address = new Address();
  private final int workspaceFloats;
  private final int scratchpadFloats;
  private final List<Pointer> owned;

  /**
   * @param descriptions what lies in each argument
   * @param owned native objects that are freed with this one
   */
  OneDnnPrimitive(primitive compiled, Map<Integer, memory.desc> descriptions, List<Pointer> owned) {
    this.compiled = compiled;
    this.owned = new ArrayList<>(owned);
    descriptions.forEach(
        (argument, description) -> {
          memory place = new memory(description, OneDnn.engine(), null);
          memories.put(argument, place);
          arguments.put(argument, place);
        });
    workspaceFloats = floats(descriptions.get(DNNL_ARG_WORKSPACE));
    scratchpadFloats = floats(descriptions.get(DNNL_ARG_SCRATCHPAD));
  }

  private static int floats(memory.desc description) {
    return description == null ? 0 : (int) ((description.get_size() + 3) / Float.BYTES);
  }

  OneDnnPrimitive bind(int argument, Matrix matrix) {
    memories.get(argument).set_data_handle(address.at(matrix.address()));
    return this;
  }

  /** How much memory a forward pass leaves for the backward pass. */
  int workspaceFloats() {
    return workspaceFloats;
  }

  /** How much memory an execution needs for itself. */
  int scratchpadFloats() {
    return scratchpadFloats;
  }

  void execute() {
    compiled.execute(OneDnn.stream(), arguments);
    OneDnn.stream()._wait();
  }

  @Override
  public void close() {
    arguments.close();
    memories.values().forEach(memory::close);
    compiled.close();
    owned.forEach(Pointer::close);
  }
}
