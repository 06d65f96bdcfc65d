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
public record OnnxModel(String source, Map<String, Tensor> tensors, List<OnnxNode> nodes) {
  public OnnxModel {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    nodes = List.copyOf(nodes);
  }

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;

  /**
   * Maps a file of at most 2 GiB into memory and reads its graph; tensors are views of the file, or
   * of those beside it.
   *
   * @throws BundleException when it isn't an ONNX file, or a file with tensors isn't beside it
   */
  public static OnnxModel read(Path file) throws IOException {
    String source = file.toString();
    return read(
        MappedFile.read(file), new OnnxExternalData(source, file.toAbsolutePath().getParent()));
  }

  /**
   * Reads a file in memory, which has all tensors in it.
   *
   * @throws BundleException as above
   */
  public static OnnxModel read(ByteBuffer file, String source) throws BundleException {
    return read(file, new OnnxExternalData(source, null));
  }

  private static OnnxModel read(ByteBuffer file, OnnxExternalData others) throws BundleException {
    String source = others.source();
    CodedInputStream input = CodedInputStream.newInstance(file);
    input.enableAliasing(true);
    Graph graph = new Graph(others, new LinkedHashMap<>(), new ArrayList<>());
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
  private record Graph(OnnxExternalData others, Map<String, Tensor> tensors, List<OnnxNode> nodes) {
    boolean readField(int field, int tag, CodedInputStream input) throws IOException {
      switch (field) {
        case GRAPH_NODE -> nodes.add(node(input, tag));
        case GRAPH_INITIALIZER -> {
          OnnxTensor tensor = tensor();
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

    private OnnxTensor tensor() {
      return new OnnxTensor(others.source(), others);
    }

    private OnnxNode node(CodedInputStream input, int tag) throws IOException {
      OnnxNodeFields fields = new OnnxNodeFields(tensor());
      ProtobufMessage.read(input, tag, fields::read);
      return fields.build();
    }
  }
}
