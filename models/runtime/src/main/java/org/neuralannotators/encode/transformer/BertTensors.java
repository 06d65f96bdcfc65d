package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;

/** Where an encoder's parameters are in the tensors of Hugging Face's {@code BertModel}. */
final class BertTensors {
  private static final String SELF = ".attention.self.";
  private static final List<String> QUERY_KEY_VALUE = List.of("query.", "key.", "value.");

  private BertTensors() {}

  /** Those of a parameter: queries, keys and values are one in networks. */
  static List<CheckpointTensor> of(Parameter parameter) {
    String name = parameter.name();
    if (!name.contains(SELF)) {
      return List.of(named(name, parameter.value()));
    }
    return split(
        parameter.value(),
        QUERY_KEY_VALUE.stream().map(part -> name.replace(SELF, SELF + part)).toList());
  }

  /** A parameter, or a part of one, that is a tensor of its own, whose form its name tells. */
  static CheckpointTensor named(String name, Matrix numbers) {
    if (name.endsWith(".bias") || name.contains("LayerNorm") || name.endsWith("norm.weight")) {
      return CheckpointTensor.vector(name, numbers);
    }
    return name.startsWith("embeddings.") || numbers.rows() == 1
        ? CheckpointTensor.table(name, numbers)
        : CheckpointTensor.weights(name, numbers);
  }

  /** Layers of as many outputs each that are one in the network, from the first output on. */
  static List<CheckpointTensor> split(Matrix value, List<String> names) {
    int columns = value.columns() / names.size();
    return IntStream.range(0, names.size())
        .mapToObj(i -> named(names.get(i), value.columns(i * columns, (i + 1) * columns)))
        .toList();
  }
}
