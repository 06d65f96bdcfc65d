package org.neuralannotators.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.Tensor;

/**
 * Finds one's way in an ONNX graph.
 *
 * @param model the graph
 * @param producers the operation that writes a name
 * @param consumers the operations that read a name, in the order of the file
 */
public record OnnxGraph(
    OnnxModel model, Map<String, OnnxNode> producers, Map<String, List<OnnxNode>> consumers) {
  /** How far the way back to a tensor may be. */
  private static final int FAR = 8;

  /** Of a model. */
  public static OnnxGraph of(OnnxModel model) {
    Map<String, OnnxNode> producers = new HashMap<>();
    Map<String, List<OnnxNode>> consumers = new HashMap<>();
    for (OnnxNode node : model.nodes()) {
      node.outputs().forEach(output -> producers.put(output, node));
      for (String input : node.inputs()) {
        consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
      }
    }
    return new OnnxGraph(model, producers, consumers);
  }

  /**
   * An initializer that an operation reads.
   *
   * @param name its name
   * @param transposed whether rows and columns are exchanged on the way
   */
  public record Factor(String name, boolean transposed) {}

  /** The initializer that a name stands for, maybe cast or transposed; null for none. */
  public Factor factor(String name) {
    String at = name;
    boolean transposed = false;
    for (int i = 0; i < FAR; i++) {
      if (model.tensors().containsKey(at)) {
        return new Factor(at, transposed);
      }
      OnnxNode node = producers.get(at);
      if (node == null || node.inputs().isEmpty()) {
        return null;
      }
      switch (node.operation()) {
        case "Transpose" -> transposed = !transposed;
        case "Cast", "Identity" -> {}
        default -> {
          return null;
        }
      }
      at = node.inputs().get(0);
    }
    return null;
  }

  /** A constant or an initializer, maybe cast, with the type that it has in the file; or null. */
  public Tensor constant(String name) {
    String at = name;
    for (int i = 0; i < FAR; i++) {
      OnnxNode node = producers.get(at);
      if (node == null) {
        return model.tensors().get(at);
      }
      if (node.is("Constant")) {
        return node.value();
      }
      if (node.inputs().isEmpty() || !(node.is("Cast") || node.is("Identity"))) {
        return null;
      }
      at = node.inputs().get(0);
    }
    return null;
  }

  /** The operations that read what one writes, in the order of the file. */
  public List<OnnxNode> after(OnnxNode node) {
    return node.outputs().stream()
        .flatMap(output -> consumers.getOrDefault(output, List.of()).stream())
        .toList();
  }
}
