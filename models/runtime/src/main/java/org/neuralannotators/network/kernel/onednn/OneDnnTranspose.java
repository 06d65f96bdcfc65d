package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.reorder;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.onednn.OneDnn.Address;

/** Transposes matrices of one shape by oneDNN's reorder. */
final class OneDnnTranspose implements AutoCloseable {
  private final memory.desc plain;
  private final memory.desc transposed;
  private final memory source;
  private final memory target;
  private final reorder compiled;
  private final Address address = new Address();

  OneDnnTranspose(int rows, int columns) {
    long[] shape = {rows, columns};
    plain = new memory.desc(shape, data_type.f32, format_tag.ab, false);
    transposed = new memory.desc(shape, data_type.f32, format_tag.ba, false);
    source = new memory(plain, OneDnn.engine(), null);
    target = new memory(transposed, OneDnn.engine(), null);
    compiled = new reorder(source, target);
  }

  /**
   * @param from [rows, columns], without gaps
   * @param to [columns, rows], without gaps
   */
  void execute(Matrix from, Matrix to) {
    source.set_data_handle(address.at(from.address()));
    target.set_data_handle(address.at(to.address()));
    compiled.execute(OneDnn.stream(), source, target);
    OneDnn.stream()._wait();
  }

  @Override
  public void close() {
    compiled.close();
    target.close();
    source.close();
    transposed.close();
    plain.close();
  }
}
