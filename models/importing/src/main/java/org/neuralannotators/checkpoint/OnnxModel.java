package org.neuralannotators.checkpoint;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;

/**
 * What weights are for in an ONNX file: the graph's operations and the tensors that they read. The
 * rest of the file isn't looked at. Immutable and so thread-safe.
 *
 * @param source the name of the file, for errors
 * @param tensors the initializers by name; those of types that {@link TensorType} doesn't have are
 *     left out
 * @param nodes in the order of the file
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format</a>
 */
public record OnnxModel(String source, Map<String, Tensor> tensors, List<Node> nodes) {
  public OnnxModel {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    nodes = List.copyOf(nodes);
  }

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATION = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_TENSOR = 5;

  /**
   * An operation.
   *
   * @param operation its type, such as {@code MatMul}
   * @param inputs names of what it reads
   * @param outputs names of what it writes
   * @param value the tensor among its attributes, null for none
   */
  public record Node(String operation, List<String> inputs, List<String> outputs, Tensor value) {
    public Node {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Maps a file of at most 2 GiB into memory and reads its graph; tensors are views of the file.
   *
   * @throws BundleException when it isn't an ONNX file, or its tensors lie in other files
   */
  public static OnnxModel read(Path file) throws IOException {
    return read(MappedFile.read(file), file.toString());
  }

  /**
   * Reads a file in memory.
   *
   * @throws BundleException as above
   */
  public static OnnxModel read(ByteBuffer file, String source) throws BundleException {
    CodedInputStream input = CodedInputStream.newInstance(file);
    input.enableAliasing(true);
    Graph graph = new Graph(source, new LinkedHashMap<>(), new ArrayList<>());
    try {
      ProtobufMessage.read(
          input,
          (field, tag, in) -> {
            if (field == MODEL_GRAPH) {
              ProtobufMessage.read(in, tag, graph::readField);
            }
            return field == MODEL_GRAPH;
          });
    } catch (BundleException e) {
      throw e;
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new BundleException(
          "[" + source + "] isn't an ONNX file, or is cut short: " + e.getMessage(), e);
    }
    if (graph.nodes.isEmpty()) {
      throw new BundleException("[" + source + "] has no graph; expected an ONNX file");
    }
    return new OnnxModel(source, graph.tensors, graph.nodes);
  }

  /** Collects the fields of a graph. */
  private record Graph(String source, Map<String, Tensor> tensors, List<Node> nodes) {
    boolean readField(int field, int tag, CodedInputStream input) throws IOException {
      switch (field) {
        case GRAPH_NODE -> nodes.add(node(input, tag));
        case GRAPH_INITIALIZER -> {
          OnnxTensor tensor = new OnnxTensor(source);
          ProtobufMessage.read(input, tag, tensor::readField);
          if (tensor.isSupported()) {
            tensors.put(tensor.name(), tensor.build());
          }
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    private Node node(CodedInputStream input, int tag) throws IOException {
      List<String> inputs = new ArrayList<>();
      List<String> outputs = new ArrayList<>();
      String[] operation = {""};
      OnnxTensor value = new OnnxTensor(source);
      ProtobufMessage.read(
          input,
          tag,
          (field, inner, in) -> {
            switch (field) {
              case NODE_INPUT -> inputs.add(in.readString());
              case NODE_OUTPUT -> outputs.add(in.readString());
              case NODE_OPERATION -> operation[0] = in.readString();
              case NODE_ATTRIBUTE ->
                  ProtobufMessage.read(
                      in,
                      inner,
                      (attribute, tensorTag, at) -> {
                        if (attribute == ATTRIBUTE_TENSOR) {
                          ProtobufMessage.read(at, tensorTag, value::readField);
                        }
                        return attribute == ATTRIBUTE_TENSOR;
                      });
              default -> {
                return false;
              }
            }
            return true;
          });
      return new Node(operation[0], inputs, outputs, value.isSupported() ? value.build() : null);
    }
  }
}
