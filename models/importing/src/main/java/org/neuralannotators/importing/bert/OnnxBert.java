package org.neuralannotators.importing.bert;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.checkpoint.OnnxGraph;
import org.neuralannotators.checkpoint.OnnxModel;
import org.neuralannotators.checkpoint.OnnxNode;
import org.neuralannotators.checkpoint.OnnxWeights;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.importing.huggingface.family.AlbertFamily;
import org.neuralannotators.importing.huggingface.family.BertFamily;
import org.neuralannotators.importing.huggingface.family.Family;
import org.neuralannotators.network.kernel.Activation;

/** Finds the shape of BERT or ALBERT in a graph that PyTorch exported without a configuration. */
final class OnnxBert {
  private static final String QUERY = "attention.self.query.";
  private static final String INTERMEDIATE = "intermediate.dense.";
  private static final String GROUP = "albert_layer_groups.";
  private static final double EPSILON = 1e-5;

  /** What may lie between a layer and the operation that is looked for behind it. */
  private static final int NEAR = 40;

  private final OnnxGraph graph;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final boolean shared;
  private final Family names;

  OnnxBert(OnnxModel model) throws BundleException {
    graph = OnnxGraph.of(model);
    Map<String, Tensor> weights = OnnxWeights.of(graph);
    shared = weights.keySet().stream().anyMatch(name -> name.contains(GROUP));
    names = shared ? new AlbertFamily() : new BertFamily();
    if (weights.keySet().stream().anyMatch(name -> name.contains(GROUP + "1."))) {
      throw refused("several groups of layers");
    }
    weights.forEach((name, tensor) -> tensors.put(names.ours(name), tensor));
  }

  /** By their names in {@code BertModel}. */
  Map<String, Tensor> tensors() {
    return tensors;
  }

  BertArchitecture architecture() throws BundleException {
    try {
      BertShapes shapes = BertShapes.of(tensors);
      List<OnnxNode> queries = layers(QUERY);
      return (shared ? shapes.shared(queries.size()) : shapes)
          .architecture(heads(queries.get(0), shapes.hidden()), activation(), epsilon());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refused(e.getMessage());
    }
  }

  /** The operations that add the bias of a layer of this name. */
  private List<OnnxNode> layers(String layer) throws BundleException {
    List<OnnxNode> found =
        graph.model().nodes().stream()
            .filter(node -> node.is("Add") || node.is("Gemm"))
            .filter(node -> node.inputs().stream().anyMatch(input -> isBias(input, layer)))
            .toList();
    if (found.isEmpty()) {
      throw refused("no operation with the bias of a [" + layer.replaceFirst("\\.$", "") + "]");
    }
    return found;
  }

  private boolean isBias(String input, String layer) {
    OnnxGraph.Factor factor = graph.factor(input);
    return Stream.of(input, factor == null ? "" : factor.name())
        .anyMatch(name -> names.ours(name).endsWith(layer + "bias"));
  }

  /** Operations behind one, the nearest first, but none behind the next product by weights. */
  private List<OnnxNode> behind(OnnxNode start) {
    Set<OnnxNode> found = new LinkedHashSet<>(graph.after(start));
    List<OnnxNode> open = List.copyOf(found);
    while (!open.isEmpty() && found.size() < NEAR) {
      open =
          open.stream()
              .filter(node -> !node.is("MatMul") && !node.is("Gemm"))
              .flatMap(node -> graph.after(node).stream())
              .filter(found::add)
              .toList();
    }
    return List.copyOf(found);
  }

  /** From the shape that the queries are given: sentences, pieces, heads, columns of a head. */
  private int heads(OnnxNode query, int hidden) throws BundleException {
    for (OnnxNode node : behind(query)) {
      int[] shape = node.is("Reshape") ? shape(node.inputs().get(1)) : new int[0];
      if (shape.length == 4 && (shape[2] > 0 || shape[3] > 0)) {
        return shape[2] > 0 ? shape[2] : hidden / shape[3];
      }
    }
    throw refused("no operation that divides queries among heads");
  }

  /** The lengths of a shape, 0 where it isn't constant. */
  private int[] shape(String name) {
    Tensor constant = graph.constant(name);
    if (constant != null) {
      return constant.type() == TensorType.I64 ? constant.ints() : new int[0];
    }
    OnnxNode concat = graph.producers().get(name);
    if (concat == null || !concat.is("Concat")) {
      return new int[0];
    }
    return concat.inputs().stream()
        .map(graph::constant)
        .mapToInt(
            part ->
                part != null && part.type() == TensorType.I64 && part.size() == 1
                    ? part.ints()[0]
                    : 0)
        .toArray();
  }

  private Activation activation() throws BundleException {
    Set<String> found = new TreeSet<>();
    for (OnnxNode node : behind(layers(INTERMEDIATE).get(0))) {
      found.add(node.operation());
      if (node.is("Erf") || node.is("_aten_gelu_approximate_none")) {
        return Activation.GELU;
      }
      if (node.is("Tanh") || node.is("_aten_gelu_approximate_tanh")) {
        return Activation.GELU_TANH;
      }
      if (node.is("Gelu")) {
        return node.texts().getOrDefault("approximate", "none").equals("tanh")
            ? Activation.GELU_TANH
            : Activation.GELU;
      }
    }
    throw refused("the operations " + found + " behind an intermediate layer, no GELU");
  }

  /** What is added to each variance before its root is taken. */
  private double epsilon() throws BundleException {
    Set<Double> found = new HashSet<>();
    for (OnnxNode node : graph.model().nodes()) {
      if (node.is("LayerNormalization")) {
        found.add(node.numbers().getOrDefault("epsilon", EPSILON));
      }
      OnnxNode sum = node.is("Sqrt") ? graph.producers().get(node.inputs().get(0)) : null;
      if (sum == null || !sum.is("Add")) {
        continue;
      }
      for (String input : sum.inputs()) {
        Tensor constant = graph.constant(input);
        if (constant != null && !constant.type().isInteger() && constant.size() == 1) {
          found.add((double) constant.floats()[0]);
        }
      }
    }
    if (found.size() != 1) {
      throw refused("the epsilons " + found + " in its layer normalisations");
    }
    return found.iterator().next();
  }

  private BundleException refused(String found) {
    return new BundleException(
        "["
            + graph.model().source()
            + "] has "
            + found
            + "; expected BERT or ALBERT as PyTorch exports it. Put the model's [config.json] beside"
            + " the file, which says what the graph doesn't");
  }
}
