package org.neuralannotators.train;

import java.util.Map;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.Finite;
import org.neuralannotators.network.Trainable;

/** The weights of the epoch with the best score, on the Java heap. */
final class BestWeights {
  private static final String TABLE = "best.table";

  private float[] parameters;

  /** Null where the network has none. */
  private float[] table;

  /**
   * Keeps a copy of the weights as they are.
   *
   * @return whether all are finite
   */
  boolean keep(Trainable<?> network) {
    parameters = network.parameters().flat().toFloats();
    table = network.table() == null ? null : network.table().value().toFloats();
    return Finite.all(parameters) && (table == null || Finite.all(table));
  }

  /** Gives the network the weights that were kept. */
  void giveTo(Trainable<?> network) {
    network.parameters().flat().write(parameters);
    if (table != null) {
      network.table().value().write(table);
    }
  }

  void save(SafeTensorsWriter writer) {
    writer.add("best.parameters", TensorType.F32, parameters, parameters.length);
    if (table != null) {
      writer.add(TABLE, TensorType.F32, table, table.length);
    }
  }

  void restore(Map<String, Tensor> tensors) {
    parameters = tensors.get("best.parameters").floats();
    table = tensors.containsKey(TABLE) ? tensors.get(TABLE).floats() : null;
  }
}
