package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Small artificial tasks for an encoder of {@code TinyBert}. */
public final class TinyTexts {
  private static final List<String> PLACES = List.of("Graz", "Hull", "Jena", "Kyoto");

  private TinyTexts() {}

  /** Writes texts with {@code 1} where there is a name, and {@code 0} where there is none. */
  public static Path texts(Path file, int count, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      boolean name = random.nextBoolean();
      lines.append(name ? "Ann" : "she").append(" lives in ").append(any(PLACES, random));
      lines.append(random.nextBoolean() ? " .\t" : "\t").append(name ? 1 : 0).append('\n');
    }
    return Files.writeString(file, lines);
  }

  /** Writes pairs with {@code yes} where the name is in the second text. */
  public static Path pairs(Path file, int count, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder("first\tsecond\tlabel\n");
    for (int i = 0; i < count; i++) {
      boolean second = random.nextBoolean();
      String place = any(PLACES, random);
      lines.append(second ? place + "\tAnn\tyes\n" : "Ann\t" + place + "\tno\n");
    }
    return Files.writeString(file, lines);
  }

  /** Writes questions after a place behind {@code in}, some without an answer. */
  public static Path questions(Path file, int count, boolean allAnswered, long seed)
      throws IOException {
    Random random = new Random(seed);
    StringBuilder questions = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String before = random.nextBoolean() ? "Ann lives " : "she lives ";
      String place = any(PLACES, random);
      boolean answered = allAnswered || random.nextBoolean();
      String context = answered ? before + "in " + place + " ." : before + place + " .";
      String answer =
          answered
              ? "{\"text\": \"%s\", \"answer_start\": %d}".formatted(place, before.length() + 3)
              : "";
      questions
          .append(i == 0 ? "" : ",")
          .append(
              """
              {"context": "%s", "qas": [{"id": "%d", "question": "in", "answers": [%s],
               "is_impossible": %b}]}
              """
                  .formatted(context, i, answer, !answered));
    }
    return Files.writeString(
        file, "{\"version\": \"v2.0\", \"data\": [{\"paragraphs\": [" + questions + "]}]}");
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  /**
   * Writes a configuration for the encoder {@code encoder} in its folder.
   *
   * @param data the keys beside the folder, in YAML's flow style
   */
  public static Path config(Path folder, String data, int epochs, String more) throws IOException {
    return Files.writeString(
        folder.resolve(
            "config-" + Integer.toHexString((data + epochs + more).hashCode()) + ".yaml"),
        """
        name: tiny
        seed: 3
        data: {folder: %s, %s}
        bert: {encoder: %s, dropout: {hidden: 0.05, attention: 0.05}, headRate: 3}
        training:
          optimizer: {method: ADAM, beta1: 0.9, beta2: 0.999, clipNorm: 1, weightDecay: 0.01}
          learningRate: {initial: 0.004, schedule: LINEAR, warmup: 0.1}
          batchSentences: 8
          accumulation: 2
          epochs: %d
          checkpointSeconds: 0
        %s
        """
            .formatted(folder, data, folder.resolve("encoder"), epochs, more));
  }
}
