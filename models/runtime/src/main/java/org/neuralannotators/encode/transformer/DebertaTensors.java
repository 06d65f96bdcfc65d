package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.network.Parameter;

/** Where DeBERTa's parameters are in the tensors of Hugging Face's {@code DebertaV2Model}. */
final class DebertaTensors {
  private static final String CONTENT = ".in_proj.";
  private static final String DISTANCES = "encoder.rel_embeddings.weight";

  private DebertaTensors() {}

  static List<EncoderTensor> of(Parameter parameter) {
    String name = parameter.name();
    if (name.contains(CONTENT)) {
      return EncoderTensor.split(
          parameter.value(),
          Stream.of(".query_proj.", ".key_proj.", ".value_proj.")
              .map(part -> name.replace(CONTENT, part))
              .toList());
    }
    return List.of(
        name.equals(DISTANCES)
            ? EncoderTensor.table(name, parameter.value())
            : EncoderTensor.of(name, parameter.value()));
  }
}
