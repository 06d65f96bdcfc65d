package org.neuralannotators.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Reads messages of protobuf, field by field, without generated classes. */
public final class ProtobufMessage {
  private ProtobufMessage() {}

  /** Reads a field, or says that it has no use for it. */
  @FunctionalInterface
  public interface FieldReader {
    boolean read(int field, int tag, CodedInputStream input) throws IOException;
  }

  /** Reads the message that fills the input. */
  public static void read(CodedInputStream input, FieldReader reader) throws IOException {
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      if (!reader.read(WireFormat.getTagFieldNumber(tag), tag, input)) {
        input.skipField(tag);
      }
    }
    input.checkLastTagWas(0);
  }

  /** Reads a message in its field. */
  public static void read(CodedInputStream input, int tag, FieldReader reader) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      throw new InvalidProtocolBufferException("a message's field holds a number");
    }
    int before = input.pushLimit(input.readRawVarint32());
    read(input, reader);
    input.popLimit(before);
  }
}
