package org.neuralannotators.classify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;

/** A checkpoint that gets the tensors of a head. */
public final class TinyHead {
  private final EncoderCheckpoint encoder;
  private final SafeTensorsWriter tensors = new SafeTensorsWriter();

  public TinyHead(EncoderCheckpoint encoder) {
    this.encoder = encoder;
  }

  /** Weights of so many outputs on the hidden states, all 0. */
  public TinyHead matrix(String name, int outputs) {
    int hidden = encoder.architecture().hidden();
    tensors.add(name, TensorType.F32, new float[outputs * hidden], outputs, hidden);
    return this;
  }

  public TinyHead vector(String name, float... values) {
    tensors.add(name, TensorType.F32, values, values.length);
    return this;
  }

  /** With the head. */
  public EncoderCheckpoint checkpoint() throws IOException {
    Map<String, Tensor> all = new HashMap<>(encoder.tensors());
    all.putAll(SafeTensors.read(ByteBuffer.wrap(tensors.toBytes()), "head"));
    return new EncoderCheckpoint("test", encoder.architecture(), encoder.tokenizer(), all);
  }
}
