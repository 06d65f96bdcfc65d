package org.neuralannotators.it.bert;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.text.Tokenizer;

/**
 * The encoder's speed and ONNX Runtime's, in turns in one run, on the same sentences in sorted
 * batches. Arguments: a file of tokens with tags, threads, turns, our precision.
 */
final class BertSpeed {
  private static final int CLS = 101;
  private static final int SEP = 102;

  /** Word pieces in a batch. */
  private static final int BUDGET = 2048;

  private static final int LATENCY_TURNS = 10;
  private static final int CALLS_IN_A_TURN = 50;

  private BertSpeed() {}

  public static void main(String[] args) throws IOException, OrtException {
    int threads = Integer.parseInt(args[1]);
    Path folder = Files.createTempDirectory("bert");
    Path model = PublishedEncoder.MINILM.copyModel(folder);
    PublishedEncoder.MINILM.copyTokenizer(folder);
    try (ImportedEncoder ours = new ImportedEncoder(model);
        OnnxReference reference = new OnnxReference(model, threads);
        Lanes lanes = Lanes.forInference(threads, Precision.valueOf(args[3]))) {
      List<List<int[]>> batches = batches(sequences(Path.of(args[0]), ours));
      long pieces =
          batches.stream().flatMap(List::stream).mapToLong(sequence -> sequence.length).sum();
      System.out.printf("%d word pieces in %d batches%n", pieces, batches.size());
      List<Double> ratios = new ArrayList<>();
      List<Double> processorRatios = new ArrayList<>();
      for (int turn = 0; turn < Integer.parseInt(args[2]); turn++) {
        Time own =
            Time.of(
                () -> lanes.run(batches.size(), (lane, i) -> ours.encode(lane, batches.get(i))));
        Time others = Time.of(() -> run(reference, batches));
        ratios.add(others.seconds() / own.seconds());
        processorRatios.add(others.processorSeconds() / own.processorSeconds());
        System.out.printf(
            "word pieces/s: ours %.0f, ONNX Runtime %.0f; seconds of processors: %.1f, %.1f%n",
            pieces / own.seconds(),
            pieces / others.seconds(),
            own.processorSeconds(),
            others.processorSeconds());
      }
      System.out.printf(
          "Median ratios: speed %.3f, time of processors %.3f%n",
          Time.median(ratios), Time.median(processorRatios));
      latency(ours, reference, lanes);
    }
  }

  /** One sequence of 32 word pieces at a time. */
  private static void latency(ImportedEncoder ours, OnnxReference reference, Lanes lanes) {
    List<int[]> sequence = List.of(IntStream.range(1000, 1032).toArray());
    List<Time> own = new ArrayList<>();
    List<Time> others = new ArrayList<>();
    for (int i = 0; i < LATENCY_TURNS; i++) {
      own.addAll(
          Time.ofCalls(
              CALLS_IN_A_TURN, () -> lanes.onLaneWithHelp(lane -> ours.encode(lane, sequence))));
      others.addAll(Time.ofCalls(CALLS_IN_A_TURN, () -> run(reference, List.of(sequence))));
    }
    System.out.printf(
        "One sequence, median ms: ours %.2f, ONNX Runtime %.2f: ratio %.3f%n",
        1e3 * Time.medianSeconds(own),
        1e3 * Time.medianSeconds(others),
        Time.medianSeconds(own) / Time.medianSeconds(others));
  }

  private static void run(OnnxReference reference, List<List<int[]>> batches) {
    batches.forEach(reference::runAlone);
  }

  private static List<int[]> sequences(Path file, ImportedEncoder ours) throws IOException {
    Tokenizer tokenizer = ours.checkpoint.tokenizer().tokenizer();
    return ColumnFormat.TAB_SEPARATED.read(file).stream()
        .map(sentence -> String.join(" ", sentence.tokens()))
        .map(text -> tokenizer.encode(text).ids())
        .map(
            ids ->
                IntStream.concat(
                        IntStream.concat(IntStream.of(CLS), IntStream.of(ids)), IntStream.of(SEP))
                    .toArray())
        .sorted(Comparator.comparing((int[] sequence) -> -sequence.length))
        .collect(Collectors.toList());
  }

  /** Each batch has at most so many pieces when padded to its longest sequence. */
  private static List<List<int[]>> batches(List<int[]> sorted) {
    List<List<int[]>> batches = new ArrayList<>();
    for (int from = 0; from < sorted.size(); ) {
      int to = Math.min(sorted.size(), from + Math.max(1, BUDGET / sorted.get(from).length));
      batches.add(sorted.subList(from, to));
      from = to;
    }
    return batches;
  }
}
