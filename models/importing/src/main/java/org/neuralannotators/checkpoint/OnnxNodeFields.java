package org.neuralannotators.checkpoint;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the fields of an operation in an ONNX file. */
final class OnnxNodeFields {
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int OPERATION = 4;
  private static final int ATTRIBUTE = 5;
  private static final int DOMAIN = 7;

  private static final int ATTRIBUTE_NAME = 1;
  private static final int FLOAT = 2;
  private static final int INTEGER = 3;
  private static final int TEXT = 4;
  private static final int TENSOR = 5;
  private static final int FLOATS = 7;
  private static final int INTEGERS = 8;

  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Map<String, Double> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final OnnxTensor value;
  private String name = "";
  private String operation = "";
  private String domain = "";

  /**
   * @param value collects the fields of a tensor among the attributes
   */
  OnnxNodeFields(OnnxTensor value) {
    this.value = value;
  }

  boolean read(int field, int tag, CodedInputStream input) throws IOException {
    switch (field) {
      case INPUT -> inputs.add(input.readString());
      case OUTPUT -> outputs.add(input.readString());
      case NAME -> name = input.readString();
      case OPERATION -> operation = input.readString();
      case DOMAIN -> domain = input.readString();
      case ATTRIBUTE -> readAttribute(tag, input);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readAttribute(int tag, CodedInputStream input) throws IOException {
    String[] attribute = {""};
    Double[] number = {null};
    String[] text = {null};
    ProtobufMessage.read(
        input,
        tag,
        (field, inner, in) -> {
          switch (field) {
            case ATTRIBUTE_NAME -> attribute[0] = in.readString();
            case FLOAT -> number[0] = (double) in.readFloat();
            case INTEGER -> number[0] = (double) in.readInt64();
            case TEXT -> text[0] = in.readString();
            case TENSOR -> ProtobufMessage.read(in, inner, value::readField);
            case FLOATS -> value.readFloats(inner, in);
            case INTEGERS -> value.readIntegers(inner, in);
            default -> {
              return false;
            }
          }
          return true;
        });
    if (number[0] != null) {
      numbers.put(attribute[0], number[0]);
    }
    if (text[0] != null) {
      texts.put(attribute[0], text[0]);
    }
  }

  OnnxNode build() throws IOException {
    return new OnnxNode(
        name,
        domain,
        operation,
        inputs,
        outputs,
        numbers,
        texts,
        value.isSupported() ? value.build() : null);
  }
}
