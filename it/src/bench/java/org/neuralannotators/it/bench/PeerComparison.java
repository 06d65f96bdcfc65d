package org.neuralannotators.it.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ours and the peers in turn on the same documents, warmed up by a first turn of each. */
final class PeerComparison {
  private static final int SENTENCES = 20;
  private static final int ROUNDS = 5;

  private PeerComparison() {}

  /**
   * Median tokens a second of each, ours first.
   *
   * @param seconds of a turn
   */
  static Map<String, Double> run(int threads, int seconds) {
    List<List<List<String>>> documents = Documents.ofSize(SENTENCES);
    NeuralTagger ours = NeuralTagger.load();
    List<Turns<?>> all =
        List.of(
            new Turns<>(ours, documents, threads, seconds),
            new Turns<>(CoreNlpCrf.load(), documents, threads, seconds),
            new Turns<>(CoreNlpDefault.load(), documents, threads, seconds),
            new Turns<>(OpenNlpNameFinder.train(), documents, threads, seconds));
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      for (Turns<?> peer : all) {
        double speed = peer.tokensPerSecond();
        System.out.printf("round %d: %s %.0f tokens/s%n", round, peer.name(), speed);
        if (round > 0) {
          speeds.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(speed);
        }
      }
    }
    ours.tagger().close();
    Map<String, Double> medians = new LinkedHashMap<>();
    speeds.forEach((name, values) -> medians.put(name, median(values)));
    return medians;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
        .average()
        .orElseThrow();
  }
}
