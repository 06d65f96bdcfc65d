package org.neuralannotators.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;

/**
 * The parameters of a module that PyTorch exported to ONNX, by their names in the module and with
 * its shapes. Most keep their names. A matrix that was transposed for a product loses its own; then
 * the path of the operation says it, or the bias that is added to the product. What several
 * operations share, or several parameters with the same numbers, is one tensor in the file.
 */
public final class OnnxWeights {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /** What exporters make up has a colon, a slash or no dot. */
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_0-9]+(\\.[A-Za-z_0-9]+)+");

  private static final Set<String> QUANTIZED =
      Set.of(
          "DequantizeLinear",
          "QuantizeLinear",
          "DynamicQuantizeLinear",
          "MatMulInteger",
          "QLinearMatMul",
          "MatMulNBits",
          "MatMulBnb4",
          "GatherBlockQuantized",
          "DynamicQuantizeMatMul",
          "MatMulIntegerToFloat",
          "DynamicQuantizeLSTM",
          "QAttention",
          "QGemm",
          "QEmbedLayerNormalization");

  /** ONNX Runtime's own operations. */
  private static final String RUNTIME = "com.microsoft";

  private static final Set<String> MERGED =
      Set.of(
          "Attention",
          "MultiHeadAttention",
          "EmbedLayerNormalization",
          "SkipLayerNormalization",
          "GroupQueryAttention",
          "FusedMatMul");

  private final OnnxGraph graph;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Set<String> unknown = new TreeSet<>();
  private final Set<String> named = new TreeSet<>();

  private OnnxWeights(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * Finds them; matrices have a row for each output, as in PyTorch.
   *
   * @throws BundleException when the file is quantized or optimised, so that it hasn't the weights
   *     any more, or nothing says what one of them is for
   */
  public static Map<String, Tensor> of(OnnxGraph graph) throws BundleException {
    for (OnnxNode node : graph.model().nodes()) {
      if (QUANTIZED.contains(node.operation())) {
        throw refused(graph, node, "quantized", "the weights' own numbers");
      }
      if (node.domain().equals(RUNTIME) && MERGED.contains(node.operation())) {
        throw refused(graph, node, "optimised", "each layer's weights on their own");
      }
    }
    OnnxWeights weights = new OnnxWeights(graph);
    weights.findNamed();
    for (OnnxNode node : graph.model().nodes()) {
      if (node.is("MatMul") || node.is("Gemm")) {
        weights.nameMatrix(node);
      }
    }
    weights.unknown.removeAll(weights.named);
    if (!weights.unknown.isEmpty()) {
      throw new BundleException(
          "["
              + graph.model().source()
              + "] has matrices "
              + weights.unknown
              + ", of which neither name nor bias nor module says what they are for; expected a"
              + " file as torch.onnx.export writes it. Export the model anew, or take its"
              + " safetensors");
    }
    return weights.tensors;
  }

  private static BundleException refused(
      OnnxGraph graph, OnnxNode node, String how, String expected) {
    return new BundleException(
        "["
            + graph.model().source()
            + "] is "
            + how
            + ": it has the operation ["
            + node.operation()
            + "]; expected "
            + expected
            + ", in fp32, fp16 or bf16. Take the file that was exported first, mostly named"
            + " [model.onnx], or the model's safetensors");
  }

  private static boolean isWeight(Tensor tensor) {
    return !tensor.type().isInteger() && tensor.shape().length > 0;
  }

  private void findNamed() {
    graph
        .model()
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (isWeight(tensor) && PARAMETER.matcher(name).matches()) {
                tensors.put(name, tensor);
              }
            });
    for (OnnxNode node : graph.model().nodes()) {
      if (node.is("Identity") && PARAMETER.matcher(node.outputs().get(0)).matches()) {
        OnnxGraph.Factor same = graph.factor(node.inputs().get(0));
        if (same != null && !same.transposed()) {
          tensors.putIfAbsent(node.outputs().get(0), graph.model().tensors().get(same.name()));
        }
      }
    }
  }

  private void nameMatrix(OnnxNode product) {
    OnnxGraph.Factor factor =
        product.inputs().size() < 2 ? null : graph.factor(product.inputs().get(1));
    if (factor == null || tensors.containsKey(factor.name())) {
      return;
    }
    Tensor matrix = graph.model().tensors().get(factor.name());
    if (!isWeight(matrix) || matrix.shape().length != 2) {
      return;
    }
    boolean outputsFirst =
        factor.transposed()
            != (product.is("Gemm")
                && product.numbers().containsKey("transB")
                && product.numbers().get("transB") != 0);
    Optional<String> module = module(product);
    if (module.isEmpty()) {
      unknown.add(factor.name());
      return;
    }
    named.add(factor.name());
    tensors.putIfAbsent(module.get() + WEIGHT, outputsFirst ? matrix : matrix.transpose());
  }

  /**
   * The module that an operation belongs to: that of its bias, or one in it where the operation's
   * path says so, as where a bias belongs to all of a head.
   */
  private Optional<String> module(OnnxNode product) {
    Optional<String> path = path(product.name());
    Optional<String> bias =
        bias(product).map(name -> name.substring(0, name.length() - BIAS.length()));
    if (bias.isPresent() && path.filter(name -> name.startsWith(bias.get() + ".")).isEmpty()) {
      return bias;
    }
    return path;
  }

  private static Optional<String> path(String node) {
    int end = node.lastIndexOf('/');
    return node.startsWith("/") && end > 0
        ? Optional.of(node.substring(1, end).replace('/', '.'))
        : Optional.empty();
  }

  private Optional<String> bias(OnnxNode product) {
    if (product.is("Gemm")) {
      return product.inputs().size() < 3 ? Optional.empty() : biasName(product.inputs().get(2));
    }
    for (OnnxNode sum : graph.after(product)) {
      List<OnnxNode> sums = sum.is("Cast") ? graph.after(sum) : List.of(sum);
      for (OnnxNode node : sums) {
        if (node.is("Add")) {
          for (String input : node.inputs()) {
            Optional<String> name = biasName(input);
            if (name.isPresent()) {
              return name;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> biasName(String input) {
    if (tensors.containsKey(input) && input.endsWith(BIAS)) {
      return Optional.of(input);
    }
    return Optional.ofNullable(graph.factor(input))
        .map(OnnxGraph.Factor::name)
        .filter(name -> name.endsWith(BIAS) && tensors.containsKey(name));
  }
}
