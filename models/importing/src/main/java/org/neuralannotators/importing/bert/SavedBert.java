package org.neuralannotators.importing.bert;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.TensorFlowGraph;
import org.neuralannotators.checkpoint.TensorFlowGraph.Node;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.kernel.Activation;

/** What the graph of a SavedModel tells of BERT that the shapes of its variables don't. */
record SavedBert(TensorFlowGraph graph) {
  private static final String LAYER = "/layer_0/";

  /** Columns of a head in all of Google's releases. */
  private static final int HEAD = 64;

  /** That of layer normalisation in TensorFlow, {@code tf.contrib.layers.layer_norm}. */
  private static final double EPSILON = 1e-12;

  BertArchitecture architecture(BertShapes shapes) throws BundleException {
    try {
      return shapes.architecture(heads(shapes.hidden()), activation(), epsilon());
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage(), e);
    }
  }

  /** From the shape that the queries are given: sentences, pieces, heads, columns of a head. */
  private int heads(int hidden) throws BundleException {
    return (int) only(LAYER + "attention/self/Reshape/shape/2", (double) hidden / HEAD);
  }

  private Activation activation() throws BundleException {
    List<String> found =
        graph.nodes().stream()
            .filter(node -> node.name().contains(LAYER + "intermediate/"))
            .map(Node::operation)
            .filter(operation -> operation.equals("Erf") || operation.equals("Tanh"))
            .distinct()
            .toList();
    if (found.size() != 1) {
      throw refused("the operations " + found + " in the first layer's activation", null);
    }
    return found.get(0).equals("Erf") ? Activation.GELU : Activation.GELU_TANH;
  }

  private double epsilon() throws BundleException {
    return only("/LayerNorm/batchnorm/add/y", EPSILON);
  }

  /** The number of all constants whose names end so. */
  private double only(String ending, double otherwise) throws BundleException {
    double[] found =
        graph.nodes().stream()
            .filter(node -> node.name().endsWith(ending))
            .map(Node::number)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .distinct()
            .toArray();
    if (found.length > 1) {
      throw refused(
          "constants [.." + ending + "] of " + DoubleStream.of(found).boxed().toList(), null);
    }
    return found.length == 0 ? otherwise : found[0];
  }

  private BundleException refused(String found, Throwable cause) {
    return new BundleException(
        "[" + graph.source() + "] has " + found + "; expected the graph of Google's BERT", cause);
  }
}
