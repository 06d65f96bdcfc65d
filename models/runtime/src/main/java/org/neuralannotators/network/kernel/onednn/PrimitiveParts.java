package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.javacpp.Pointer;

/** Collects the native objects that a primitive is made of. */
final class PrimitiveParts implements AutoCloseable {
  private final List<Pointer> owned = new ArrayList<>();
  private final Map<Integer, memory.desc> arguments = new HashMap<>();
  private final primitive_attr attributes = own(new primitive_attr());

  PrimitiveParts() {
    // oneDNN's own scratchpad belongs to the thread that made the primitive.
    attributes.set_scratchpad_mode(scratchpad_mode.user);
  }

  primitive_attr attributes() {
    return attributes;
  }

  memory.desc matrix(int rows, int columns, int stride) {
    return own(
        new memory.desc(new long[] {rows, columns}, data_type.f32, new long[] {stride, 1}, false));
  }

  /** Numbers in bfloat16 without gaps, or the other way round when they are transposed. */
  memory.desc roundedMatrix(int rows, int columns, boolean transposed) {
    return own(
        new memory.desc(
            new long[] {rows, columns},
            data_type.bf16,
            transposed ? format_tag.ba : format_tag.ab,
            false));
  }

  memory.desc vector(int length) {
    return own(new memory.desc(new long[] {length}, data_type.f32, format_tag.a, false));
  }

  /** An object that is freed with the primitive. */
  <P extends Pointer> P own(P pointer) {
    owned.add(pointer);
    return pointer;
  }

  PrimitiveParts argument(int argument, memory.desc description) {
    arguments.put(argument, description);
    return this;
  }

  /** A primitive that {@link OneDnnPrimitive#close()} frees with its parts. */
  OneDnnPrimitive build(primitive compiled, primitive_desc_base description) {
    argument(DNNL_ARG_SCRATCHPAD, own(description.scratchpad_desc()));
    return new OneDnnPrimitive(compiled, arguments, owned);
  }

  /** For parts of which no primitive was built. */
  @Override
  public void close() {
    owned.forEach(Pointer::close);
  }
}
