package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.train.TinyTexts;

/** Small bundles, each trained in seconds by the command line in a folder. */
final class TinyBundles {
  private TinyBundles() {}

  /** Says {@code name} of texts with "Ann" and {@code none} of those with "she". */
  static String classifier(Path folder) throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyTexts.texts(folder.resolve("train.tsv"), 120, 1);
    TinyTexts.texts(folder.resolve("dev.tsv"), 40, 2);
    return train(
        "classifier",
        TinyTexts.config(
            folder,
            "sets: [{name: t, train: train.tsv, dev: dev.tsv, labels: {'0': none, '1': name}}]",
            6,
            ""),
        folder.resolve("tiny-classifier"));
  }

  /** The configuration of a bundle of this name, that of its folder. */
  private static Path named(Path config, Path bundle) throws IOException {
    String text =
        Files.readString(config).replace("name: tiny\n", "name: " + bundle.getFileName() + "\n");
    return Files.writeString(config, text);
  }

  /** Says {@code yes} where "Ann" is in the second text of a pair, else {@code no}. */
  static String pairClassifier(Path folder) throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyTexts.pairs(folder.resolve("pairs.tsv"), 120, 1);
    return train(
        "classifier",
        TinyTexts.config(
            folder,
            "columns: {text: 0, second: 1, label: 2, separator: \"\\t\", header: true}, "
                + "sets: [{name: t, train: pairs.tsv, dev: pairs.tsv}]",
            8,
            ""),
        folder.resolve("tiny-pairs"));
  }

  /** Answers the question "in" by the place behind that word, if the text has it. */
  static String answerer(Path folder) throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyTexts.questions(folder.resolve("train.json"), 160, false, 1);
    TinyTexts.questions(folder.resolve("dev.json"), 40, false, 2);
    return train(
        "qa",
        TinyTexts.config(folder, "sets: [{name: t, train: train.json, dev: dev.json}]", 12, ""),
        folder.resolve("tiny-qa"));
  }

  /**
   * A tagger.
   *
   * @param name of the bundle
   * @param data tokens and tags in the first and the last column, with blanks between
   */
  static String tagger(Path folder, String name, Path data, Path dev, TagScheme scheme, int epochs)
      throws IOException {
    return tagger(folder, name, "en", data, dev, scheme, epochs);
  }

  /** The same for a language. */
  static String tagger(
      Path folder, String name, String language, Path data, Path dev, TagScheme scheme, int epochs)
      throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            name: %s
            language: %s
            scheme: %s
            data:
              columns: {token: 0, tag: -1, separator: " "}
              sets: [{name: mine, train: %s, dev: %s}]
            words: {dimension: 20, minimumCount: 1}
            characters: {encoding: CNN, dimension: 8, outputs: 12, width: 3, maximumLength: 20}
            recurrent: {cell: LSTM, units: 24, layers: 1}
            training:
              learningRate: {initial: 0.01}
              batchSentences: 8
              epochs: %d
              patience: %d
            """
                .formatted(name, language, scheme, path(data), path(dev), epochs, epochs));
    return train(scheme == TagScheme.NONE ? "pos" : "ner", config, folder.resolve(name));
  }

  private static String path(Path file) {
    return file.toAbsolutePath().toString().replace('\\', '/');
  }

  private static String train(String task, Path config, Path bundle) throws IOException {
    StringWriter err = new StringWriter();
    int status =
        NeuralAnnotators.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "train",
            task,
            "--config",
            named(config, bundle).toString(),
            "--out",
            bundle.toString());
    assertThat(status).as(err.toString()).isZero();
    return bundle.toString();
  }
}
