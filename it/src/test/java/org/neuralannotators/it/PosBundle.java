package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.postag.POSSample;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.postag.WordTagSampleStream;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.PlainTextByLineStream;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelRepository;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/**
 * A bundle named {@code en-pos}, with the tags of the Penn Treebank, that has learnt OpenNLP's
 * sample sentences by heart.
 */
final class PosBundle {
  static final String NAME = "en-pos";

  /** One of the sample sentences, with the tags that it has there. */
  static final String SENTENCE =
      "I wrote him a letter right away and he answered soon , sounding very happy and delighted .";

  static final List<String> TAGS =
      List.of("PRP VBD PRP DT NN RB RB CC PRP VBD RB , VBG RB JJ CC JJ .".split(" "));

  private static boolean installed;

  private PosBundle() {}

  /** Trains the bundle, once in a JVM, and puts it where models are looked for by name. */
  static synchronized void install() throws IOException {
    if (!installed) {
      Path home = Files.createTempDirectory(Path.of("target"), "pos");
      train(home);
      withoutScheme(home.resolve("trained"), home.resolve(NAME));
      System.setProperty(ModelRepository.HOME_PROPERTY, home.toString());
      installed = true;
    }
  }

  /** OpenNLP's sentences, read by its own reader. */
  static List<POSSample> samples() throws IOException {
    List<POSSample> samples = new ArrayList<>();
    try (ObjectStream<POSSample> stream =
        new WordTagSampleStream(
            new PlainTextByLineStream(
                () -> POSTaggerME.class.getResourceAsStream("AnnotatedSentences.txt"),
                StandardCharsets.UTF_8))) {
      for (POSSample sample = stream.read(); sample != null; sample = stream.read()) {
        samples.add(sample);
      }
    }
    return samples;
  }

  private static void train(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (POSSample sample : samples()) {
      for (int i = 0; i < sample.getSentence().length; i++) {
        lines.append(sample.getSentence()[i]).append('\t').append(sample.getTags()[i]).append('\n');
      }
      lines.append('\n');
    }
    Files.writeString(folder.resolve("train.tsv"), lines);
    Path config =
        Files.writeString(
            folder.resolve("pos.yaml"),
            """
            name: en-pos
            seed: 1
            scheme: IO
            data:
              folder: %s
              sets:
                - {name: sentences of OpenNLP's tests, train: train.tsv, dev: train.tsv}
            words: {dimension: 32}
            characters: {encoding: CNN, dimension: 8, outputs: 16, width: 3, maximumLength: 16}
            recurrent: {cell: LSTM, units: 32, layers: 1}
            training:
              learningRate: {initial: 0.01}
              batchSentences: 8
              epochs: 20
              patience: 20
            """
                .formatted(folder.toString().replace('\\', '/')));
    StringWriter errors = new StringWriter();
    assertThat(
            NeuralAnnotators.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(errors),
                "train",
                "ner",
                "--config",
                config.toString(),
                "--out",
                folder.resolve("trained").toString()))
        .as(errors.toString())
        .isZero();
  }

  /** In the scheme IO each type has one tag, in the order of the types behind {@code O}. */
  private static void withoutScheme(Path trained, Path target) throws IOException {
    try (ModelBundle bundle = ModelBundle.open(trained)) {
      ModelManifest manifest = bundle.manifest();
      BundleWriter files = new BundleWriter();
      for (String file : manifest.files().keySet()) {
        files.add(file, bundle.bytes(file));
      }
      List<String> tags = new ArrayList<>(List.of(TagScheme.OUTSIDE));
      tags.addAll(manifest.labels());
      files.write(
          target,
          ModelManifest.builder(manifest.kind(), NAME)
              .language("en")
              .labels(LabelSet.of(TagScheme.NONE, tags))
              .network(manifest.network())
              .normalization(manifest.normalization())
              .build());
    }
  }
}
