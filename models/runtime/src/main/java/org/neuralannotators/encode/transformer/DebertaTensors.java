package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Where DeBERTa's parameters are in the tensors of Hugging Face's {@code DebertaModel} and {@code
 * DebertaV2Model}.
 */
final class DebertaTensors {
  private static final String CONTENT = ".in_proj.";

  private DebertaTensors() {}

  static List<CheckpointTensor> of(Parameter parameter, DebertaArchitecture architecture) {
    String name = parameter.name();
    Matrix value = parameter.value();
    if (name.contains(CONTENT)) {
      return architecture.keyBiases()
          ? BertTensors.split(
              value,
              Stream.of(".query_proj.", ".key_proj.", ".value_proj.")
                  .map(part -> name.replace(CONTENT, part))
                  .toList())
          : List.of(CheckpointTensor.weights(name, byHeads(value, architecture.heads())));
    }
    String own =
        architecture.keyBiases()
            ? name
            : name.replace(".pos_key_proj.", ".pos_proj.")
                .replace(".pos_query_proj.", ".pos_q_proj.");
    return List.of(single(own, value, architecture));
  }

  private static CheckpointTensor single(
      String name, Matrix value, DebertaArchitecture architecture) {
    return switch (name) {
      case DebertaEncoder.DISTANCES + ".weight" -> CheckpointTensor.table(name, value);
      case DebertaEncoder.PROJECTION + ".weight" -> CheckpointTensor.weights(name, value);
      case DebertaEncoder.CONVOLUTION + ".weight" -> {
        int size = architecture.convolution().size();
        yield CheckpointTensor.weights(name, value)
            .withShape(value.columns(), value.rows() / size, size);
      }
      default ->
          name.endsWith("_bias")
              ? CheckpointTensor.vector(name, value)
              : BertTensors.named(name, value);
    };
  }

  /** The first version's tensor has the query, the key and the value of each head together. */
  private static Matrix[] byHeads(Matrix value, int heads) {
    int hidden = value.columns() / 3;
    int size = hidden / heads;
    return IntStream.range(0, 3 * heads)
        .map(i -> i % 3 * hidden + i / 3 * size)
        .mapToObj(from -> value.columns(from, from + size))
        .toArray(Matrix[]::new);
  }
}
