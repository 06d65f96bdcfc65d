package org.neuralannotators.checkpoint;

import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.Tensor;

/**
 * An operation in an ONNX graph.
 *
 * @param name its own; PyTorch writes the path of the module into it
 * @param domain whose operation it is, empty for ONNX's own
 * @param operation its type, such as {@code MatMul}
 * @param inputs names of what it reads
 * @param outputs names of what it writes
 * @param numbers its attributes of one number, by name
 * @param texts its attributes of text, by name
 * @param value the tensor among its attributes, null for none
 */
public record OnnxNode(
    String name,
    String domain,
    String operation,
    List<String> inputs,
    List<String> outputs,
    Map<String, Double> numbers,
    Map<String, String> texts,
    Tensor value) {
  public OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    numbers = Map.copyOf(numbers);
    texts = Map.copyOf(texts);
  }

  /** Whether it is of this type. */
  public boolean is(String type) {
    return operation.equals(type);
  }
}
