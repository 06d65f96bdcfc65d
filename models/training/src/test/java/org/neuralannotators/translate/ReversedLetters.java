package org.neuralannotators.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A task that a tiny network learns without a mistake: letters in reversed order. */
public final class ReversedLetters {
  private static final int LONGEST = 4;

  private ReversedLetters() {}

  /** All sequences of three letters up to a length. */
  public static List<ParallelText> pairs() {
    List<List<String>> sequences = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < sequences.size(); i++) {
      List<String> before = sequences.get(i);
      for (String letter : before.size() < LONGEST ? List.of("a", "b", "c") : List.<String>of()) {
        List<String> longer = new ArrayList<>(before);
        longer.add(letter);
        sequences.add(longer);
      }
    }
    return sequences.stream().filter(s -> !s.isEmpty()).map(ReversedLetters::pair).toList();
  }

  private static ParallelText pair(List<String> letters) {
    List<String> reversed = new ArrayList<>(letters);
    Collections.reverse(reversed);
    return new ParallelText(String.join(" ", letters), String.join(" ", reversed));
  }

  /**
   * Writes the pairs and a configuration of a recurrent network; the last epoch is kept, and none
   * is scored.
   *
   * @param network what the network is, in YAML
   * @return the configuration
   */
  static Path writeRecurrent(Path folder, int epochs, String network) throws IOException {
    Path config = write(folder, epochs);
    String text = Files.readString(config).replace(", dev: pairs.tsv", "");
    return Files.writeString(
        config,
        text.replaceFirst("transformer: .*", "recurrent: " + network)
            .replace("batchTokens: 100", "batchTokens: 50\n  shards: 1"));
  }

  /**
   * Writes the pairs and a configuration.
   *
   * @return the configuration
   */
  public static Path write(Path folder, int epochs) throws IOException {
    Files.writeString(
        folder.resolve("pairs.tsv"),
        pairs().stream()
            .map(pair -> pair.source() + "\t" + pair.target() + "\n")
            .collect(Collectors.joining()));
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        name: reversed
        sourceLanguage: en
        targetLanguage: de
        licence: CC0
        seed: 3
        subwords: {merges: 10, splitting: spaces}
        transformer: {units: 32, heads: 4, inner: 64, encoderLayers: 1, decoderLayers: 2, maximumPositions: 16}
        dropout: {hidden: 0}
        data:
          folder: %s
          sets:
            - {name: letters, licence: CC0, train: pairs.tsv, dev: pairs.tsv}
        training:
          batchTokens: 100
          epochs: %d
          patience: 100
          averagedEpochs: 2
          checkpointSeconds: 0
          learningRate: {initial: 0.004, schedule: inverse_square_root, warmup: 0.2}
        """
            .formatted(folder, epochs));
  }
}
