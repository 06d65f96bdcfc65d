package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "annotate",
        "train",
        "train ner",
        "train bert-pretrain",
        "train lm",
        "train tokens",
        "train vectors",
        "train mt",
        "classify",
        "answer",
        "translate",
        "augment",
        "evaluate mt",
        "evaluate",
        "evaluate ner",
        "evaluate lm",
        "evaluate tokens",
        "generate",
        "models",
        "models list",
        "models info",
        "models verify",
        "models merge",
        "doctor"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(run((command + " --help").strip().split(" "))).isZero();
    assertThat(out.toString()).contains("Example:").contains("  neural-annotators " + command);
  }

  @Test
  void whatListsOfCommandsShowIsASentence() {
    descriptions(new CommandLine(new NeuralAnnotators()));
  }

  private static void descriptions(CommandLine command) {
    command
        .getSubcommands()
        .forEach(
            (name, each) -> {
              assertThat(each.getCommandSpec().usageMessage().description()[0])
                  .as(name)
                  .endsWith(".");
              descriptions(each);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ner", "pos", "classifier", "mt", "qa"})
  void dataWithoutAnythingToScoreIsABadArgument(String task) throws IOException {
    String nothing = task.equals("qa") ? "{\"data\": []}" : "";
    Path data = Files.writeString(folder.resolve("nothing"), nothing);
    assertThat(run("evaluate", task, "--model", "en-ner", "--data", data.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("Error: [" + data + "] has no ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ner", "pos", "classifier", "mt", "qa"})
  void dataThatIsNotUtf8IsNamedWithItsLine(String task) throws IOException {
    Path data = folder.resolve("latin1");
    Files.write(data, "x\tO\nJosé\tO\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(run("evaluate", task, "--model", "en-ner", "--data", data.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "Error: [" + data + "] line [2] isn't UTF-8 from byte [3] on; convert it first");
  }

  @Test
  void aConfigurationThatIsNotUtf8IsNamedWithItsLine() throws IOException {
    Path config = folder.resolve("latin1.yaml");
    Files.write(config, "# x\nname: José\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(run("train", "ner", "--config", config.toString(), "--out", out("x"))).isNotZero();
    assertThat(err.toString()).contains("latin1.yaml] line [2] isn't UTF-8").hasLineCount(1);
  }

  @Test
  void anErrorOfTheConfigurationIsInOurWords() throws IOException {
    Path config = Files.writeString(folder.resolve("a.yaml"), "name: x\ndata: [y]\n");
    assertThat(run("train", "ner", "--config", config.toString(), "--out", out("x"))).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Error: Configuration [" + config + "], line 2: [data] is the list [\"y\"];")
        .contains("expected a group of keys among [folder, columns, sets, spans]");
  }

  @Test
  void aTrainedBundleIsNotReplacedUnasked() throws IOException {
    Path old = Files.createDirectory(folder.resolve("old"));
    Files.writeString(old.resolve("manifest.json"), "{}");
    Path config = Files.writeString(folder.resolve("a.yaml"), "name: x\n");
    String[] train = {
      "train", "classifier", "--config", config.toString(), "--out", old.toString(), "--overwrite"
    };
    assertThat(run(Arrays.copyOf(train, 6))).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Error: Option [--out] is [" + old + "], which is there; choose another,")
        .contains("--resume", "--overwrite");
    assertThat(run(train)).isEqualTo(2);
    assertThat(err.toString()).contains("[data] is missing");
  }

  @Test
  void labelsThatTheModelDoesNotKnowAreTold() throws IOException {
    Path data = Files.writeString(folder.resolve("data.tsv"), "London\tB-GPE\nis\tO\n");
    assertThat(run("evaluate", "ner", "--model", "en-ner", "--data", data.toString())).isZero();
    assertThat(err.toString())
        .contains("[" + data + "] has labels that the model doesn't know: [GPE]; it knows [")
        .contains("--label-map");
  }

  @Test
  void aFolderOfHuggingFaceIsToImport() throws IOException {
    Path model = Files.createDirectory(folder.resolve("bert"));
    Files.writeString(model.resolve("config.json"), "{}");
    Path text = Files.writeString(folder.resolve("text.txt"), "a\n");
    assertThat(run("embed", "--model", model.toString(), text.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("has no [manifest.json]", "import huggingface");
  }

  @Test
  void anUnknownOptionIsABadArgument() {
    assertThat(run("annotate", "x", "--out", "y", "--thread", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option", "--thread");
  }

  @Test
  void anUnknownPrecisionNamesTheKnownOnes() {
    assertThat(run("annotate", "x", "--out", "y", "--precision", "fp8")).isEqualTo(2);
    assertThat(err.toString()).contains("FP32, BF16");
  }

  @Test
  void anUnknownFormatNamesTheKnownOnes() {
    assertThat(run("annotate", "x", "--out", "y", "--format", "pdf")).isEqualTo(2);
    assertThat(err.toString()).contains("JSON, JSONL, XMI, CONLL, BRAT, HTML");
  }

  @Test
  void aMissingCommandIsABadArgument() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("train")).isEqualTo(2);
    assertThat(err.toString()).contains("A command is missing", "Missing required subcommand");
  }

  @Test
  void anUnknownModelIsOneLine() {
    assertThat(run("models", "info", "nowhere")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Error: ").contains("[nowhere]").hasLineCount(1);
  }

  @Test
  void debugShowsTheStackTrace() {
    assertThat(run("models", "info", "nowhere", "--debug")).isEqualTo(2);
    assertThat(err.toString()).contains("BundleException").contains("\tat ");
  }

  @Test
  void missingDataIsOneLine() {
    assertThat(run("evaluate", "ner", "--model", "en-ner", "--data", "nowhere.tsv")).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("Error: [nowhere.tsv] doesn't exist");
  }

  @Test
  void aMissingTagColumnIsNamed() throws IOException {
    Path data = Files.writeString(folder.resolve("data.tsv"), "London\n");
    assertThat(run("evaluate", "ner", "--model", "en-ner", "--data", data.toString())).isNotZero();
    assertThat(err.toString()).contains("data.tsv] line [1]").hasLineCount(1);
  }

  @Test
  void anImpossibleBeamIsABadArgument() {
    assertThat(run("translate", "--model", "none", "--beam", "0", "pom.xml")).isEqualTo(2);
    assertThat(err.toString()).contains("beam [0]", "expected 1 to 1000");
  }

  @Test
  void aBundleOfAnotherKindTranslatesNothing() {
    assertThat(run("translate", "--model", "en-ner", "pom.xml")).isEqualTo(2);
    assertThat(err.toString()).contains("[bilstm-crf-tagger]", "[translator]");
  }

  @Test
  void pairsReplaceNoInputAndAreOfSimilarLength() throws IOException {
    String text = Files.writeString(folder.resolve("text.txt"), "a\n").toString();
    assertThat(run("augment", "--model", "none", "--input", text, "--out", text)).isEqualTo(2);
    assertThat(err.toString()).contains("[--out] is [" + text + "], which is the input");
    assertThat(
            run("augment", "--model", "none", "--input", text, "--out", "x", "--max-ratio", "0.5"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("[--max-ratio] is [0.5]; expected 1 or more");
    assertThat(run("augment", "--model", "none", "--input", text, "--out", folder.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("[" + folder + "] is a folder");
  }

  @Test
  void linesWithoutPartnerAreNamed() throws IOException {
    Path sources = Files.writeString(folder.resolve("sources.txt"), "a\nb\n");
    Path targets = Files.writeString(folder.resolve("targets.txt"), "a\n");
    assertThat(
            run(
                "evaluate",
                "mt",
                "--model",
                "none",
                "--data",
                sources.toString(),
                "--target",
                targets.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("Line [2]", "sources.txt", "no partner");
  }

  @Test
  void aBadLabelMapIsABadArgument() {
    assertThat(run("evaluate", "ner", "--model", "m", "--data", "d", "--label-map", "person:PER"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("[person:PER]").contains("expected [label=label]");
  }

  @Test
  void columnsMustNameTokenAndTag() {
    assertThat(run("evaluate", "ner", "--model", "m", "--data", "d", "--columns", "word,tag"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("[word,tag]; expected [token]");
  }

  @Test
  void standardInputStandsAlone() {
    assertThat(run("annotate", "-", "letters", "--out", out("out"))).isEqualTo(2);
    assertThat(err.toString()).contains("[-] is among [-, letters]; expected standard input alone");
  }

  @Test
  void outputGoesIntoNoInput() {
    assertThat(run("annotate", folder.toString(), "--out", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("[" + folder + "], which is an input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--length 0|[0]; expected at least 1",
        "--temperature -1|[-1.0]; expected",
        "--top-p 0|[0.0]; expected",
        "--top-k -2|[-2]; expected",
        "--top-k many|'many' is not an int",
        "--beams 0|beams [0]; expected",
        "--repetition-penalty 0|repetitionPenalty [0.0]; expected",
        "--stop |The stop string [] is empty"
      })
  void howTextIsGeneratedIsLookedAtBeforeAModelIsLoaded(String bad) {
    String[] parts = bad.split("\\|", -1);
    String[] option = parts[0].split(" ", -1);
    assertThat(run("generate", "--model", "nowhere", option[0] + "=" + option[1])).isEqualTo(2);
    assertThat(err.toString()).contains(parts[1]);
  }

  @Test
  void anUnknownUnitOrMismatchNamesTheKnownOnes() {
    assertThat(run("annotate", "x", "--out", "y", "--unit", "page")).isEqualTo(2);
    assertThat(err.toString()).contains("SENTENCE, DOCUMENT");
    assertThat(run("annotate", "x", "--out", "y", "--language-mismatch", "panic")).isEqualTo(2);
    assertThat(err.toString()).contains("WARN, ERROR, IGNORE");
  }

  @Test
  void annotateSaysWhatIsInEachFormat() {
    assertThat(run("annotate", "--help")).isZero();
    assertThat(out.toString())
        .contains("json: ", "jsonl: ", "xmi: ", "conll: ", "brat: ", "html: ");
  }

  @Test
  void aTaggerClassifiesNothingAndAnswersNothing() {
    assertThat(run("classify", "--model", "en-ner", "pom.xml")).isEqualTo(2);
    assertThat(err.toString()).contains("[bilstm-crf-tagger]", "[bert-classifier]");
    assertThat(run("answer", "--model", "en-ner", "--question", "Who?", "pom.xml")).isEqualTo(2);
    assertThat(err.toString()).contains("[bert-question-answerer]");
  }

  @Test
  void whatIsAskedOfAFileMustBeSaid() {
    assertThat(run("answer", "--model", "none", "letter.txt")).isEqualTo(2);
    assertThat(err.toString()).contains("[--question] is missing", "[letter.txt]");
    assertThat(run("answer", "--model", "none", "--question", "Who?", "a.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("[a.jsonl] has questions of its own");
    assertThat(run("answer", "--model", "none", "--question", " ", "letter.txt")).isEqualTo(2);
    assertThat(err.toString()).contains("[--question] is [ ]; expected a question");
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    assertThat(run("classify", "--model", "en-ner", "nowhere.txt")).isEqualTo(2);
    assertThat(run("answer", "--model", "en-ner", "nowhere.jsonl")).isEqualTo(2);
    assertThat(run("answer", "--model", "en-ner", "--question", "Who?", "nowhere.md")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "Error: [nowhere.txt] doesn't existError: [nowhere.jsonl] doesn't existError:"
                + " [nowhere.md] doesn't exist");
  }

  @Test
  void aPartOfTheLinesMustBeOne() {
    assertThat(run("evaluate", "lm", "--model", "m", "--data", "d", "--from", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("[1.0] to [1.0]; expected numbers from 0 to 1");
  }

  private String out(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
