package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.importing.huggingface.ReferenceModel;
import org.neuralannotators.importing.huggingface.gliner.GlinerFixture;
import org.neuralannotators.train.TinyTexts;

/** The commands of some pages, in their order, with small files of the names that they use. */
class DocumentedCommandsIT {
  private static final Path ROOT = MarkdownPage.ROOT;
  private static final List<String> PAGES =
      List.of("README.md", "docs/models.md", "docs/command-line.md");
  private static final Pattern COMMAND =
      Pattern.compile("^bin/neural-annotators (.*)$", Pattern.MULTILINE);
  private static final Pattern ARGUMENT = Pattern.compile("\"[^\"]*\"|\\S+");
  private static final String TAGGED = "Ann\tB-PER\nlives\tO\nin\tO\nRome\tB-LOC\n.\tO\n\n";

  private static final String RECURRENT =
      """
      words: {dimension: 10, minimumCount: 1}
      characters: {encoding: CNN, dimension: 5, outputs: 8, width: 3, maximumLength: 20}
      recurrent: {cell: LSTM, units: 10, layers: 1}
      """;

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> everyCommandEndsWell() throws IOException {
    writeFiles();
    List<String> commands = new ArrayList<>();
    for (String name : PAGES) {
      List<String> ofPage =
          COMMAND
              .matcher(MarkdownPage.read(name).text())
              .results()
              .map(match -> match.group(1))
              .toList();
      assertThat(ofPage).as(name).isNotEmpty();
      commands.addAll(ofPage);
    }
    assertThat(commands).doesNotHaveDuplicates();
    return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> run(command)));
  }

  private static void writeFiles() throws IOException {
    Files.writeString(folder.resolve("tokens.conll"), "Ann NNP\nleft VBD\n. .\n\n");
    Files.writeString(
        folder.resolve("documents.jsonl"), "{\"id\": \"1\", \"text\": \"Ann left.\"}\n");
    Files.writeString(folder.resolve("test.tsv"), TAGGED.repeat(8));
    Files.writeString(folder.resolve("pos.tsv"), "Ann\tPROPN\nleft\tVERB\n\n".repeat(8));
    Files.writeString(folder.resolve("classes.tsv"), "Good.\tgood\nBad.\tbad\n".repeat(8));
    writeEncoder(folder.resolve("bert-base-cased"));
    ReferenceModel.read("bert-tokens").writeTo(folder.resolve("bert-base-NER"));
    ReferenceModel.read("bert-masked").writeTo(folder.resolve("bert-base-uncased"));
    ReferenceModel.read("vectors-mean").writeTo(folder.resolve("all-MiniLM-L6-v2"));
    FileUtils.moveDirectory(
        GlinerFixture.folder("deberta-span", folder).toFile(),
        folder.resolve("gliner_small").toFile());
    FileUtils.copyDirectory(
        ROOT.resolve("models/importing/src/test/resources/elmo/bilm-tf").toFile(),
        folder.resolve("elmo_2x4096").toFile());
    writeConfiguration("ner.yaml", "BIOES", "test.tsv", RECURRENT);
    writeConfiguration("pos.yaml", "NONE", "pos.tsv", RECURRENT);
    String encoder = "bert: {encoder: %s}".formatted(folder.resolve("my-encoder"));
    writeConfiguration("bert.yaml", "BIOES", "test.tsv", encoder);
    writeConfiguration("classes.yaml", null, "classes.tsv", encoder);
    TinyTexts.questions(folder.resolve("questions.json"), 8, false, 1);
    writeConfiguration("qa.yaml", null, "questions.json", encoder);
    Files.writeString(folder.resolve("text.txt"), "Ann lives in Graz .\nshe lives .\n\n".repeat(8));
    Files.writeString(
        folder.resolve("pretrain.yaml"),
        """
        name: mine
        encoder: %s
        maximumPieces: 16
        data: {folder: %s, sets: [{name: mine, train: [text.txt]}]}
        training: {batchSentences: 4, epochs: 1}
        """
            .formatted(folder.resolve("my-encoder"), folder));
    Files.writeString(
        folder.resolve("lm.yaml"),
        """
        name: mine
        recurrent: {unit: WORDS, cell: LSTM, dimension: 8, units: 8, layers: 1}
        vocabulary: {minimum: 1}
        streams: 2
        steps: 4
        data: {folder: %s, sets: [{name: mine, files: [text.txt], dev: 0.2}]}
        training: {epochs: 1}
        """
            .formatted(folder));
    Files.writeString(
        folder.resolve("vectors.yaml"),
        """
        data: {folder: %s, sets: [{name: mine, files: [text.txt]}]}
        dimension: 8
        minimumCount: 1
        epochs: 1
        """
            .formatted(folder));
    Files.writeString(folder.resolve("pairs.tsv"), "a b\tb a\nb c\tc b\n".repeat(8));
    Files.writeString(
        folder.resolve("mt.yaml"),
        """
        name: mine
        sourceLanguage: en
        targetLanguage: de
        subwords: {merges: 2, minimum: 1}
        transformer: {units: 16, heads: 2, encoderLayers: 1, decoderLayers: 1, maximumPositions: 32}
        data: {folder: %s, sets: [{name: mine, train: pairs.tsv}]}
        training: {batchSentences: 4, epochs: 1}
        """
            .formatted(folder));
  }

  /** A small encoder as a folder of Hugging Face's. */
  private static void writeEncoder(Path encoder) throws IOException {
    TinyBert.write(encoder);
    Files.writeString(
        encoder.resolve("config.json"),
        """
        {"model_type": "bert", "num_hidden_layers": 2, "num_attention_heads": 2,
         "hidden_size": 16, "intermediate_size": 24, "max_position_embeddings": 24,
         "vocab_size": %d, "type_vocab_size": 2}
        """
            .formatted(TinyBert.pieces().size()));
  }

  private static void writeConfiguration(String file, String scheme, String data, String network)
      throws IOException {
    Files.writeString(
        folder.resolve(file),
        """
        name: my-%s
        data: {folder: %s, sets: [{name: mine, train: %s, dev: %s}]}
        training: {batchSentences: 4, epochs: 2}
        %s
        %s
        """
            .formatted(
                file.replace(".yaml", ""),
                folder.toString().replace('\\', '/'),
                data,
                data,
                network,
                scheme == null ? "" : "scheme: " + scheme));
  }

  private static void run(String command) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            ARGUMENT
                .matcher(command)
                .results()
                .map(match -> match.group().replace("\"", ""))
                .toList());
    InputStream standard = System.in;
    int redirection = arguments.indexOf("<");
    StringWriter errors = new StringWriter();
    try (InputStream input =
        redirection < 0
            ? InputStream.nullInputStream()
            : Files.newInputStream(folder.resolve(arguments.get(redirection + 1)))) {
      System.setIn(input);
      String[] own =
          (redirection < 0 ? arguments : arguments.subList(0, redirection))
              .stream().map(DocumentedCommandsIT::located).toArray(String[]::new);
      int exitCode =
          NeuralAnnotators.run(
              new PrintWriter(new StringWriter()), new PrintWriter(errors, true), own);
      assertThat(exitCode).as(errors.toString()).isZero();
    } finally {
      System.setIn(standard);
    }
  }

  /** Where a file of an example is. */
  private static String located(String argument) {
    if (argument.startsWith("resources/")) {
      return ROOT.resolve(argument).toString();
    }
    boolean file =
        argument.startsWith("target/")
            || argument.matches(
                ".*\\.\\w+|my-.*|bert-base-.*|all-MiniLM-.*|gliner_small|elmo_2x4096");
    return file ? folder.resolve(argument).toString() : argument;
  }
}
