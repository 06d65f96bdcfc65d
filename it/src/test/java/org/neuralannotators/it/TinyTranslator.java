package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neuralannotators.batch.command.NeuralAnnotators;

/** A translator that knows some dozen sentences by heart. */
final class TinyTranslator {
  /** Four sentences in two paragraphs. */
  static final String TEXT =
      "Anna sees the dog. Ben likes a house.\n\nClara hears the cat. Ben sees Anna.\n";

  static final List<String> SENTENCES =
      List.of("Anna sees the dog.", "Ben likes a house.", "Clara hears the cat.", "Ben sees Anna.");

  static final List<String> TRANSLATIONS =
      List.of(
          "Anna sieht den Hund.",
          "Ben mag ein Haus.",
          "Clara h\u00f6rt die Katze.",
          "Ben sieht Anna.");

  static final String TRANSLATION =
      "Anna sieht den Hund. Ben mag ein Haus.\n\nClara h\u00f6rt die Katze. Ben sieht Anna.\n";

  private TinyTranslator() {}

  /** Trains it; the location of the bundle. */
  static String bundle(Path folder) throws IOException {
    Files.writeString(folder.resolve("pairs.tsv"), pairs());
    Path config =
        Files.writeString(
            folder.resolve("translator.yaml"),
            """
            name: tiny-en-de
            sourceLanguage: en
            targetLanguage: de
            licence: CC0
            seed: 3
            subwords: {merges: 100}
            transformer: {units: 32, heads: 4, inner: 64, encoderLayers: 1, decoderLayers: 2, maximumPositions: 10}
            dropout: {hidden: 0}
            data:
              folder: %s
              sets:
                - {name: sentences, licence: CC0, train: pairs.tsv}
            training:
              batchTokens: 100
              epochs: 30
              averagedEpochs: 2
              checkpointSeconds: 0
              learningRate: {initial: 0.004, schedule: inverse_square_root, warmup: 0.2}
            """
                .formatted(folder));
    String bundle = folder.resolve("tiny-en-de").toString();
    StringWriter errors = new StringWriter();
    int status =
        NeuralAnnotators.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(errors),
            "train",
            "mt",
            "--config",
            config.toString(),
            "--out",
            bundle);
    assertThat(status).as(errors.toString()).isZero();
    return bundle;
  }

  private static String pairs() {
    List<List<String>> verbs =
        List.of(List.of("sees", "sieht"), List.of("likes", "mag"), List.of("hears", "h\u00f6rt"));
    List<List<String>> objects =
        List.of(
            List.of("the dog", "den Hund"),
            List.of("a house", "ein Haus"),
            List.of("the cat", "die Katze"),
            List.of("Anna", "Anna"));
    StringBuilder pairs = new StringBuilder();
    for (String subject : List.of("Anna", "Ben", "Clara")) {
      for (List<String> verb : verbs) {
        for (List<String> object : objects) {
          pairs.append(
              "%1$s %2$s %3$s.\t%1$s %4$s %5$s.\n"
                  .formatted(subject, verb.get(0), object.get(0), verb.get(1), object.get(1)));
        }
      }
    }
    return pairs.toString();
  }
}
