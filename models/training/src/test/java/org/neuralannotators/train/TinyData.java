package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A small artificial task: names are told by their neighbours and their spelling. */
public final class TinyData {
  private static final List<String> PEOPLE = List.of("Ann", "Bo", "Carla", "Dee", "Egon");
  private static final List<String> PLACES = List.of("Graz", "Hull", "Izmir", "Jena", "Kyoto");

  private TinyData() {}

  /** Writes sentences such as {@code Ann Bo lives in Graz .}. */
  public static Path write(Path file, int sentences, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      if (random.nextBoolean()) {
        lines.append(any(PEOPLE, random)).append("\tB-person\n");
        lines.append(any(PEOPLE, random)).append("\tI-person\n");
      } else {
        lines.append("she\tO\n");
      }
      lines.append("lives\tO\nin\tO\n").append(any(PLACES, random)).append("\tB-LOC\n.\tO\n\n");
    }
    return Files.writeString(file, lines);
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  /** Writes a configuration for {@code train.tsv} and {@code dev.tsv} in its folder. */
  public static Path config(Path folder, int epochs, String more) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        name: tiny
        seed: 3
        data:
          folder: %s
          sets:
            - {name: tiny, train: train.tsv, dev: dev.tsv, labels: {person: PER}}
        words: {dimension: 8, minimumCount: 1}
        characters: {encoding: CNN, dimension: 5, outputs: 6, width: 3, maximumLength: 12}
        recurrent: {cell: LSTM, units: 8, layers: 1}
        dropout: {words: 0.1, input: 0.2, characters: 0.1, output: 0.2, variational: true}
        training:
          optimizer: {method: ADAM, beta1: 0.9, beta2: 0.999, clipNorm: 5}
          learningRate: {initial: 0.02}
          batchSentences: 8
          epochs: %d
          patience: 50
          checkpointSeconds: 0
        %s
        """
            .formatted(folder.toString().replace('\\', '/'), epochs, more));
  }
}
