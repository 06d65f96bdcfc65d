package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;

/** Training pairs by back-translation, on the command line. */
class AugmentIT {
  @TempDir private static Path folder;
  private static String bundle;

  @BeforeAll
  static void train() throws IOException {
    bundle = TinyTranslator.bundle(folder);
  }

  @Test
  void backTranslationsTrainATranslatorOfTheOtherDirection() throws IOException {
    String english = String.join("\n\n", TinyTranslator.SENTENCES) + "\nAnna sees the dog.\n";
    Path text = Files.writeString(folder.resolve("english.txt"), english);
    Path pairs = folder.resolve("synthetic/de-en.tsv");
    assertThat(augment(text, pairs, "--source-language", "en", "--tag", "<BT>"))
        .contains("4 pairs of 8 lines; left out: 3 empty, 1 seen before, 0 copies");
    assertThat(Files.readAllLines(pairs))
        .containsExactlyElementsOf(
            IntStream.range(0, TinyTranslator.SENTENCES.size())
                .mapToObj(
                    i ->
                        "<BT> %s\t%s"
                            .formatted(
                                TinyTranslator.TRANSLATIONS.get(i),
                                TinyTranslator.SENTENCES.get(i)))
                .toList());
    Path config =
        Files.writeString(
            folder.resolve("reverse.yaml"),
            """
            name: tiny-de-en
            sourceLanguage: de
            targetLanguage: en
            transformer: {units: 16, heads: 2, encoderLayers: 1, decoderLayers: 1}
            data: {sets: [{name: synthetic, train: %s}]}
            training: {epochs: 1}
            """
                .formatted(pairs));
    Path reverse = folder.resolve("tiny-de-en");
    assertThat(run("train", "mt", "--config", config.toString(), "--out", reverse.toString()))
        .isEmpty();
    assertThat(reverse.resolve("manifest.json")).exists();
  }

  @Test
  void drawnBackTranslationsAreTheSameWithTheSameSeed() throws IOException {
    Path text = Files.write(folder.resolve("drawn.txt"), TinyTranslator.SENTENCES);
    Set<String> drawn = new HashSet<>();
    for (String seed : List.of("1", "1", "2")) {
      Path pairs = folder.resolve("drawn.tsv");
      augment(text, pairs, "--temperature", "3", "--seed", seed, "--max-ratio", "1000");
      drawn.add(Files.readString(pairs));
    }
    assertThat(drawn).hasSize(2);
  }

  @Test
  void anAugmentationThatFailsLeavesTheOldFile() throws IOException {
    Path text =
        Files.write(folder.resolve("latin1.txt"), new byte[] {'a', '\n', (byte) 0xE4, '\n'});
    Path pairs = Files.writeString(folder.resolve("old.tsv"), "old");
    assertThat(augment(text, pairs)).contains("latin1.txt] line [2]", "UTF-8").hasLineCount(1);
    assertThat(augment(text, pairs, "--source-language", "de"))
        .contains("sourceLanguage [de] for a model whose is [en]");
    assertThat(pairs).hasContent("old");
    assertThat(folder.resolve("old.tsv.part")).doesNotExist();
  }

  private static String augment(Path text, Path pairs, String... options) {
    return run(
        Stream.concat(
                Stream.of(
                    "augment",
                    "--model",
                    bundle,
                    "--input",
                    text.toString(),
                    "--out",
                    pairs.toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** What a run says. */
  private static String run(String... arguments) {
    StringWriter errors = new StringWriter();
    NeuralAnnotators.run(new PrintWriter(new StringWriter()), new PrintWriter(errors), arguments);
    return errors.toString();
  }
}
