package org.neuralannotators.it.bert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An encoder run by ONNX Runtime, with padding to the longest sequence. */
final class OnnxReference implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxReference(Path model, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model.toString(), options);
    }
  }

  /** The hidden states [sequence][piece][column], those of the padding included. */
  float[][][] encode(List<int[]> sequences) throws OrtException {
    try (OrtSession.Result result = run(sequences)) {
      return (float[][][]) result.get(0).getValue();
    }
  }

  /** Runs it, and lets go what comes out. */
  void runAlone(List<int[]> sequences) {
    try {
      run(sequences).close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  OrtSession.Result run(List<int[]> sequences) throws OrtException {
    int longest = sequences.stream().mapToInt(sequence -> sequence.length).max().orElseThrow();
    long[] ids = new long[sequences.size() * longest];
    long[] mask = new long[ids.length];
    for (int i = 0; i < sequences.size(); i++) {
      int[] sequence = sequences.get(i);
      int from = i * longest;
      for (int j = 0; j < sequence.length; j++) {
        ids[from + j] = sequence[j];
        mask[from + j] = 1;
      }
    }
    long[] shape = {sequences.size(), longest};
    try (OnnxTensor idTensor = tensor(ids, shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor segmentTensor = tensor(new long[ids.length], shape)) {
      Map<String, OnnxTensor> inputs =
          new HashMap<>(
              Map.of(
                  "input_ids", idTensor,
                  "attention_mask", maskTensor,
                  "token_type_ids", segmentTensor));
      inputs.keySet().retainAll(session.getInputNames());
      return session.run(inputs);
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
