package org.neuralannotators.it.bert;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.importing.huggingface.HuggingFaceFolder;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Precision;

/**
 * The speed of encoders of several families and ONNX Runtime's, in turns in one run, on batches of
 * random pieces. Arguments: threads, turns, folders that {@code it/src/reference/speed_models.py}
 * made. Fails where the two give different hidden states.
 */
final class EncoderSpeed {
  private static final double TOLERANCE = 1e-4;
  private static final int CALLS_IN_A_TURN = 5;
  private static final int FIRST_PIECE = 5;
  private static final int PIECES = 20_000;

  private EncoderSpeed() {}

  public static void main(String[] args) throws IOException, OrtException {
    int threads = Integer.parseInt(args[0]);
    int turns = Integer.parseInt(args[1]);
    for (String folder : Arrays.asList(args).subList(2, args.length)) {
      compare(Path.of(folder), threads, turns);
    }
  }

  private static void compare(Path folder, int threads, int turns)
      throws IOException, OrtException {
    try (ImportedEncoder ours = new ImportedEncoder(HuggingFaceFolder.read(folder).encoder());
        OnnxReference reference = new OnnxReference(folder.resolve("model.onnx"), threads);
        Lanes lanes = Lanes.forInference(threads, Precision.FP32)) {
      lanes.onLane(
          lane ->
              System.out.printf(
                  "%s: %s, %s%n",
                  folder.getFileName(),
                  lane.kernels().description(),
                  lane.kernels().instructionSet()));
      for (int[] size : new int[][] {{32, 32}, {8, 128}}) {
        compare(sequences(size[0], size[1]), ours, lanes, reference, turns);
      }
    }
  }

  private static void compare(
      List<int[]> sequences, ImportedEncoder ours, Lanes lanes, OnnxReference reference, int turns)
      throws OrtException {
    double difference = difference(sequences, ours, lanes, reference);
    if (!(difference <= TOLERANCE)) {
      throw new IllegalStateException(
          "Hidden states differ by [%.1e] from ONNX Runtime's; expected at most [%.1e]"
              .formatted(difference, TOLERANCE));
    }
    List<Time> own = new ArrayList<>();
    List<Time> others = new ArrayList<>();
    for (int turn = 0; turn <= turns; turn++) {
      List<Time> ownNow = Time.ofCalls(CALLS_IN_A_TURN, () -> encode(sequences, ours, lanes));
      List<Time> othersNow = Time.ofCalls(CALLS_IN_A_TURN, () -> reference.runAlone(sequences));
      if (turn > 0) {
        own.addAll(ownNow);
        others.addAll(othersNow);
      }
    }
    System.out.printf(
        "%d x %d: ours %.1f ms, ONNX Runtime %.1f ms: ratio %.3f; of time of processors %.3f;"
            + " largest difference %.1e%n",
        sequences.size(),
        sequences.get(0).length,
        1e3 * Time.medianSeconds(own),
        1e3 * Time.medianSeconds(others),
        Time.medianSeconds(others) / Time.medianSeconds(own),
        Time.medianProcessorSeconds(others) / Time.medianProcessorSeconds(own),
        difference);
  }

  /** A part of the batch on each lane. */
  private static void encode(List<int[]> sequences, ImportedEncoder ours, Lanes lanes) {
    lanes.run(lanes.threads(), (lane, i) -> ours.encode(lane, part(sequences, i, lanes.threads())));
  }

  private static List<int[]> part(List<int[]> sequences, int index, int parts) {
    return sequences.subList(
        sequences.size() * index / parts, sequences.size() * (index + 1) / parts);
  }

  private static double difference(
      List<int[]> sequences, ImportedEncoder ours, Lanes lanes, OnnxReference reference)
      throws OrtException {
    float[][] expected =
        Stream.of(reference.encode(sequences)).flatMap(Stream::of).toArray(float[][]::new);
    List<double[]> found = new ArrayList<>();
    lanes.onLane(lane -> found.add(ours.encode(lane, sequences).toDoubles()));
    int columns = expected[0].length;
    return IntStream.range(0, found.get(0).length)
        .mapToDouble(i -> Math.abs(found.get(0)[i] - expected[i / columns][i % columns]))
        .max()
        .orElseThrow();
  }

  private static List<int[]> sequences(int count, int length) {
    Random random = new Random(1);
    return Stream.generate(() -> random.ints(length, FIRST_PIECE, FIRST_PIECE + PIECES).toArray())
        .limit(count)
        .toList();
  }
}
