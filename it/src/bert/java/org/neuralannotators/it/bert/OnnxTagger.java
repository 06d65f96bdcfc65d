package org.neuralannotators.it.bert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.OnnxModel;
import org.neuralannotators.checkpoint.OnnxNode;

/**
 * Writes a tagger's encoder and its linear layer as an ONNX file: the graph of the encoder that it
 * was trained from, with the tagger's numbers and the tags' logits as the only output.
 */
final class OnnxTagger {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATION = 4;
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int FLOAT = 1;

  private static final String HIDDEN = "output_0";
  private static final String WEIGHT = "emissions.weight";
  private static final String BIAS = "emissions.bias";

  private final Map<String, Tensor> tagger;
  private final Map<String, String> matrixNames = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  private OnnxTagger(OnnxModel encoder, Map<String, Tensor> tagger) {
    this.tagger = tagger;
    Map<String, OnnxNode> producers = new HashMap<>();
    for (OnnxNode node : encoder.nodes()) {
      node.outputs().forEach(output -> producers.put(output, node));
    }
    // PyTorch gives a matrix of a product no name; that of the bias added to it has one.
    for (OnnxNode node : encoder.nodes()) {
      if (node.operation().equals("Add") && node.inputs().get(0).endsWith(".bias")) {
        OnnxNode product = producers.get(node.inputs().get(1));
        matrixNames.put(
            product.inputs().get(1), node.inputs().get(0).replaceFirst("bias$", "weight"));
      }
    }
  }

  /** Writes the file; fails when a tensor of the tagger has no place in it. */
  static void write(Path encoder, Map<String, Tensor> tagger, Path target) throws IOException {
    OnnxTagger writer = new OnnxTagger(OnnxModel.read(encoder), tagger);
    UnknownFieldSet model = UnknownFieldSet.parseFrom(Files.readAllBytes(encoder));
    UnknownFieldSet graph =
        UnknownFieldSet.parseFrom(model.getField(MODEL_GRAPH).getLengthDelimitedList().get(0));
    UnknownFieldSet.Builder changed = model.toBuilder();
    changed.clearField(MODEL_GRAPH).addField(MODEL_GRAPH, messages(List.of(writer.change(graph))));
    Files.write(target, changed.build().toByteArray());
    writer.used.add("crf.transitions");
    assertThat(writer.used).isEqualTo(tagger.keySet());
  }

  private UnknownFieldSet change(UnknownFieldSet graph) throws IOException {
    List<UnknownFieldSet> tensors = new ArrayList<>();
    for (ByteString bytes : graph.getField(GRAPH_INITIALIZER).getLengthDelimitedList()) {
      tensors.add(change(bytes));
    }
    int tags = tagger.get(BIAS).size();
    tensors.add(tensor(WEIGHT, tagger.get(WEIGHT).size() / tags, tags));
    tensors.add(tensor(BIAS, tags));
    List<UnknownFieldSet> nodes =
        List.of(
            node("MatMul", "products", HIDDEN, WEIGHT), node("Add", "logits", "products", BIAS));
    UnknownFieldSet output =
        UnknownFieldSet.newBuilder().addField(1, strings("logits")).addField(2, floats()).build();
    UnknownFieldSet.Builder changed = graph.toBuilder();
    changed.clearField(GRAPH_INITIALIZER).addField(GRAPH_INITIALIZER, messages(tensors));
    changed.mergeField(GRAPH_NODE, messages(nodes));
    changed.clearField(GRAPH_OUTPUT).addField(GRAPH_OUTPUT, messages(List.of(output)));
    return changed.build();
  }

  private UnknownFieldSet change(ByteString bytes) throws IOException {
    UnknownFieldSet tensor = UnknownFieldSet.parseFrom(bytes);
    String name = tensor.getField(TENSOR_NAME).getLengthDelimitedList().get(0).toStringUtf8();
    float[] numbers = numbers(matrixNames.getOrDefault(name, name));
    if (numbers == null) {
      return tensor;
    }
    ByteString raw = raw(numbers);
    assertThat(raw.size())
        .as(name)
        .isEqualTo(tensor.getField(TENSOR_RAW).getLengthDelimitedList().get(0).size());
    UnknownFieldSet.Builder changed = tensor.toBuilder();
    changed.clearField(TENSOR_RAW).addField(TENSOR_RAW, bytes(raw));
    return changed.build();
  }

  /** The tagger's, which has queries, keys and values side by side; null for none. */
  private float[] numbers(String name) {
    int part =
        List.of("query", "key", "value").indexOf(name.replaceFirst(".*self\\.(\\w+)\\..*", "$1"));
    String joined = part < 0 ? name : name.replaceFirst("self\\.\\w+\\.", "self.");
    if (!tagger.containsKey(joined)) {
      return null;
    }
    used.add(joined);
    float[] all = tagger.get(joined).floats();
    if (part < 0) {
      return all;
    }
    int columns = (int) tagger.get(joined).shape()[1] / 3;
    float[] numbers = new float[all.length / 3];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = all[i / columns * 3 * columns + part * columns + i % columns];
    }
    return numbers;
  }

  private UnknownFieldSet tensor(String name, long... shape) {
    used.add(name);
    Field.Builder dimensions = Field.newBuilder();
    for (long size : shape) {
      dimensions.addVarint(size);
    }
    return UnknownFieldSet.newBuilder()
        .addField(TENSOR_DIMENSION, dimensions.build())
        .addField(TENSOR_TYPE, Field.newBuilder().addVarint(FLOAT).build())
        .addField(TENSOR_NAME, strings(name))
        .addField(TENSOR_RAW, bytes(raw(tagger.get(name).floats())))
        .build();
  }

  private static UnknownFieldSet node(String operation, String output, String... inputs) {
    return UnknownFieldSet.newBuilder()
        .addField(NODE_INPUT, strings(inputs))
        .addField(NODE_OUTPUT, strings(output))
        .addField(NODE_OPERATION, strings(operation))
        .build();
  }

  /** The type of the output: a tensor of floats. */
  private static Field floats() {
    UnknownFieldSet elements =
        UnknownFieldSet.newBuilder()
            .addField(1, Field.newBuilder().addVarint(FLOAT).build())
            .build();
    return messages(
        List.of(UnknownFieldSet.newBuilder().addField(1, messages(List.of(elements))).build()));
  }

  private static Field messages(List<UnknownFieldSet> messages) {
    Field.Builder field = Field.newBuilder();
    messages.forEach(message -> field.addLengthDelimited(message.toByteString()));
    return field.build();
  }

  private static Field strings(String... texts) {
    Field.Builder field = Field.newBuilder();
    for (String text : texts) {
      field.addLengthDelimited(ByteString.copyFromUtf8(text));
    }
    return field.build();
  }

  private static Field bytes(ByteString bytes) {
    return Field.newBuilder().addLengthDelimited(bytes).build();
  }

  private static ByteString raw(float[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
    return ByteString.copyFrom(bytes);
  }
}
