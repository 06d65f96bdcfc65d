package org.neuralannotators.importing.bert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.checkpoint.OnnxModel;
import org.neuralannotators.checkpoint.OnnxModel.Node;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.kernel.Activation;

/**
 * Finds BERT's weights and shape in a graph that PyTorch exported. Embeddings, biases and layer
 * normalisations keep their names; a matrix that was transposed for a product has a number for its
 * name, and is the one whose product gets the bias of the layer.
 */
final class OnnxBert {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";
  private static final String QUERY = "encoder.layer.0.attention.self.query.bias";

  private final OnnxModel model;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Set<String> inputsFirst = new HashSet<>();
  private final Set<String> anonymous = new HashSet<>();

  OnnxBert(OnnxModel model) {
    this.model = model;
    for (Node node : model.nodes()) {
      node.outputs().forEach(output -> producers.put(output, node));
    }
    Map<String, Tensor> floats = new LinkedHashMap<>(model.tensors());
    // Shapes and indices aren't weights, nor are single numbers.
    floats.values().removeIf(tensor -> tensor.shape().length == 0 || tensor.type().isInteger());
    for (Node node : model.nodes()) {
      nameMatrix(node, floats);
    }
    floats.keySet().removeAll(anonymous);
    floats.forEach((name, tensor) -> tensors.put(TensorNames.standard(name), tensor));
  }

  /** Names the matrix of a product that gets a bias with a name. */
  private void nameMatrix(Node sum, Map<String, Tensor> floats) {
    if (!is(sum, "Add", 2)) {
      return;
    }
    for (int i = 0; i < 2; i++) {
      String bias = sum.inputs().get(i);
      Node product = producers.get(sum.inputs().get(1 - i));
      if (!bias.endsWith(BIAS) || !is(product, "MatMul", 2)) {
        continue;
      }
      String matrix = product.inputs().get(1);
      if (floats.containsKey(matrix)) {
        String name = TensorNames.standard(bias.replace(BIAS, WEIGHT));
        tensors.put(name, floats.get(matrix));
        inputsFirst.add(name);
        anonymous.add(matrix);
      }
    }
  }

  private static boolean is(Node node, String operation, int inputs) {
    return node != null && node.operation().equals(operation) && node.inputs().size() == inputs;
  }

  /** By their names in {@code BertModel}. */
  Map<String, Tensor> tensors() {
    return tensors;
  }

  /** The matrices that have a row for each input. */
  Set<String> inputsFirst() {
    return inputsFirst;
  }

  BertArchitecture architecture() throws BundleException {
    try {
      BertShapes shapes = BertShapes.of(tensors);
      return shapes.architecture(heads(), activation(shapes.layers()), epsilon());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refused(e.getMessage());
    }
  }

  /** From the shape that the queries are given: sentences, pieces, heads, columns of a head. */
  private int heads() throws BundleException {
    for (Node node : model.nodes()) {
      if (is(node, "Reshape", 2) && isQuery(producers.get(node.inputs().get(0)))) {
        String shape = node.inputs().get(1);
        Tensor constant = constant(shape, TensorType.I64);
        if (constant != null && constant.size() == 4) {
          return constant.ints()[2];
        }
        Node concat = producers.get(shape);
        if (is(concat, "Concat", 4)) {
          Tensor heads = constant(concat.inputs().get(2), TensorType.I64);
          if (heads != null && heads.size() == 1) {
            return heads.ints()[0];
          }
        }
      }
    }
    throw refused("no operation that divides queries among heads");
  }

  private static boolean isQuery(Node node) {
    return node != null
        && node.inputs().stream().anyMatch(name -> TensorNames.standard(name).equals(QUERY));
  }

  /** A pooler has a tanh of its own. */
  private Activation activation(int layers) throws BundleException {
    if (count("Erf") == layers) {
      return Activation.GELU;
    }
    if (count("Tanh") >= layers && count("Pow") > count("Sqrt")) {
      return Activation.GELU_TANH;
    }
    throw refused("no GELU in each layer");
  }

  private long count(String operation) {
    return model.nodes().stream().filter(node -> node.operation().equals(operation)).count();
  }

  /** What is added to each variance before its root is taken. */
  private double epsilon() throws BundleException {
    Set<Double> found = new HashSet<>();
    for (Node root : model.nodes()) {
      Node sum = is(root, "Sqrt", 1) ? producers.get(root.inputs().get(0)) : null;
      if (!is(sum, "Add", 2)) {
        continue;
      }
      for (String input : sum.inputs()) {
        Tensor constant = constant(input, TensorType.F32);
        if (constant != null && constant.size() == 1) {
          found.add((double) constant.floats()[0]);
        }
      }
    }
    if (found.size() != 1) {
      throw refused("the epsilons " + found + " in its layer normalisations");
    }
    return found.iterator().next();
  }

  /** A constant or an initializer of a type, null for none. */
  private Tensor constant(String name, TensorType type) {
    Node producer = producers.get(name);
    Tensor found = is(producer, "Constant", 0) ? producer.value() : model.tensors().get(name);
    return found != null && found.type() == type ? found : null;
  }

  private BundleException refused(String found) {
    return new BundleException(
        "["
            + model.source()
            + "] has "
            + found
            + "; expected BERT as PyTorch exports it, in fp32 and not optimised, with ONNX's"
            + " operations up to version 16: torch.onnx.export with opset_version=14");
  }
}
