package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.importing.huggingface.ReferenceModel;
import org.neuralannotators.importing.huggingface.decoder.ReferenceDecoder;
import org.neuralannotators.importing.huggingface.encoderdecoder.ReferenceTranslator;

/** The command {@code import huggingface} with tiny models of several families and heads. */
class ImportHuggingFaceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private Path saved(String model) throws IOException {
    return ReferenceModel.read(model).writeTo(folder.resolve(model));
  }

  private Path bundle() {
    return folder.resolve("my-model");
  }

  private int imported(Path source, String... options) {
    return run(
        Stream.concat(
                Stream.of("import", "huggingface", source.toString(), "--out", bundle().toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** The import fails with one sentence of these parts, and writes nothing. */
  private void refused(Path source, String... parts) {
    assertThat(imported(source)).as(out.toString()).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("Error: ")
        .contains(parts);
    assertThat(bundle()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "roberta-tokens | a named-entity tagger: 9 labels in BILOU, RoBERTa, 2 layers of 16, cased",
        "bert-tokens | a named-entity tagger: 5 labels in BIO, BERT, 2 layers of 16, cased",
        "electra-tokens | a named-entity tagger: 4 labels in IO, ELECTRA, 2 layers of 16, uncased",
        "camembert-tokens | a named-entity tagger: 3 labels in IO, CamemBERT, 2 layers of 16,"
            + " cased",
        "deberta-v3-tokens | a tagger: 6 labels, DeBERTa, 3 layers of 16, cased",
        "bert-classes | a classifier of texts: 3 labels, one of them right, BERT, 2 layers of 16,"
            + " uncased",
        "distilbert-classes | a classifier of texts: 3 labels, each right or not, DistilBERT, 2"
            + " layers of 16, uncased",
        "xlm-roberta-classes | a classifier of texts: 1 number, XLM-RoBERTa, 2 layers of 16, cased",
        "deberta-classes | a classifier of pairs: 3 labels, one of them right, DeBERTa, 3 layers of"
            + " 16, cased",
        "roberta-answers | a question answerer, RoBERTa, 2 layers of 16, cased",
        "modernbert-base | an encoder: ModernBERT, 4 layers of 16, cased",
        "bert-masked | an encoder and masked language model: BERT, 2 layers of 16, uncased",
        "electra-replaced | an encoder: ELECTRA, 2 layers of 16, uncased",
      })
  void aModelSaysWhatItIs(String model, String description) throws IOException {
    assertThat(imported(saved(model))).as(err.toString()).isZero();
    assertThat(out.toString().lines()).first().isEqualTo("[" + bundle() + "] is " + description);
  }

  @Test
  void aLanguageModelSaysWhatItIs() throws IOException {
    assertThat(imported(ReferenceDecoder.write("llama", folder))).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "[" + bundle() + "] is a language model: Llama, 2 layers of 16, 339 pieces");
  }

  @Test
  void aTranslatorSaysWhatItIsAndTellsItsLanguage() throws IOException {
    assertThat(imported(ReferenceTranslator.write("marian", folder))).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .matches("\\[.*\\] is a translator: Marian, 2 \\+ 2 layers of 16, \\d+ pieces");
    out.getBuffer().setLength(0);
    assertThat(run("models", "info", bundle().toString())).as(err.toString()).isZero();
    assertThat(out.toString().lines()).contains("Kind         translator", "Language     en");
  }

  @Test
  void aLanguageModelHasNoOtherHead() throws IOException {
    Path source = ReferenceDecoder.write("gpt2", folder);
    assertThat(imported(source, "--head", "none")).isEqualTo(2);
    assertThat(err.toString())
        .contains(source + "] is a language model", "Leave out [--head NONE]");
  }

  @Test
  void aLanguageModelInAZipIsImported() throws IOException {
    Path zip = zip(ReferenceDecoder.write("gpt2", folder), "gpt2");
    assertThat(imported(zip)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("a language model: GPT-2");
  }

  @Test
  void aBundleTellsItsKindLabelsAndOrigin() throws IOException {
    assertThat(imported(saved("roberta-tokens"), "--licence", "MIT", "--language", "fr"))
        .as(err.toString())
        .isZero();
    out.getBuffer().setLength(0);
    assertThat(run("models", "info", bundle().toString())).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .contains(
            "Name         my-model",
            "Description  Imported from [roberta-tokens]: a named-entity tagger: 9 labels in BILOU,"
                + " RoBERTa, 2 layers of 16, cased",
            "Kind         bert-tagger",
            "Language     fr",
            "Labels       PER LOC",
            "Licence      MIT");
  }

  @Test
  void anEncoderIsKeptAloneOnWish() throws IOException {
    assertThat(imported(saved("roberta-tokens"), "--head", "none")).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "[" + bundle() + "] is an encoder: RoBERTa, 2 layers of 16, cased",
            "Left out: [classifier.bias, classifier.weight]");
  }

  @Test
  void pairsAreReadOnWish() throws IOException {
    assertThat(imported(saved("bert-classes"), "--pairs")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("a classifier of pairs: 3 labels");
    assertThat(imported(saved("deberta-classes"), "--no-pairs", "--overwrite")).isZero();
    assertThat(out.toString()).contains("a classifier of texts: 3 labels");
  }

  @Test
  void anotherHeadThanTheFilesHaveIsAnError() throws IOException {
    Path source = saved("roberta-tokens");
    assertThat(imported(source, "--head", "answers")).isEqualTo(2);
    assertThat(err.toString()).contains("has no head for its task", "--head none");
    err.getBuffer().setLength(0);
    assertThat(imported(source, "--head", "verbs")).isEqualTo(2);
    assertThat(err.toString()).contains("NONE, TOKENS, CLASSES, ANSWERS, MASKED", "verbs");
    assertThat(bundle()).doesNotExist();
  }

  @Test
  void aHeadIsReadOfAFolderOnly() throws IOException {
    Path google = Files.createDirectory(folder.resolve("google"));
    Files.writeString(google.resolve("bert_config.json"), "{}");
    assertThat(imported(google, "--head", "tokens")).isEqualTo(2);
    assertThat(err.toString())
        .contains("google] is no folder of Hugging Face's", "[--head TOKENS]");
  }

  @ParameterizedTest
  @CsvSource({
    "roberta-tokens, --pairs, TOKENS, CLASSES",
    "roberta-answers, --no-pairs, ANSWERS, CLASSES",
    "bert-classes, --unanswerable, CLASSES, ANSWERS",
    "vectors-mean, --unanswerable, NONE, ANSWERS"
  })
  void whatIsSaidOfAnotherHeadIsAnError(String model, String option, String head, String other)
      throws IOException {
    Path source = saved(model);
    assertThat(imported(source, option)).isEqualTo(2);
    assertThat(err.toString())
        .contains("[" + option + "] for [" + source + "]", "[" + head + "]", "[" + other + "]");
    assertThat(bundle()).doesNotExist();
  }

  @Test
  void aQuestionAnswererMayFindNoAnswerOnWish() throws IOException {
    assertThat(imported(saved("roberta-answers"), "--unanswerable")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("is a question answerer that may find no answer, RoBERTa, 2 layers of 16");
  }

  @ParameterizedTest
  @CsvSource({"roberta-tokens", "bert-classes", "vectors-dense"})
  void aZipIsReadAsItsFolder(String model) throws IOException {
    Path source = saved(model);
    assertThat(imported(source, "--name", "it")).as(err.toString()).isZero();
    String expected = out.toString();
    Map<String, byte[]> files = files(bundle());
    out.getBuffer().setLength(0);
    assertThat(imported(zip(source, model), "--name", "it", "--overwrite"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).isEqualTo(expected);
    assertThat(files(bundle()))
        .containsOnlyKeys(files.keySet())
        .allSatisfy(
            (name, bytes) -> {
              if (!name.equals("manifest.json")) {
                assertThat(bytes).isEqualTo(files.get(name));
              }
            });
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private Path zip(Path source, String name) throws IOException {
    Path zip = folder.resolve(name + ".zip");
    try (Stream<Path> entries = Files.walk(source);
        ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        output.putNextEntry(new ZipEntry(name + "/" + source.relativize(file)));
        Files.copy(file, output);
      }
    }
    return zip;
  }

  @Test
  void anErrorInAZipNamesItsPlaceInIt() throws IOException {
    Path source = configured("bert-tokens", config -> config.put("model_type", "umt5"));
    Path zip = zip(source, "bert-tokens");
    refused(zip, zip + "!/bert-tokens/config.json] has [umt5] for [model_type]");
  }

  @Test
  void weightsOfAnEncoderInAZipThatAreNoNumbersNameTheZip() throws IOException {
    Path source = weighted(tensors -> spoil(tensors, "bert.encoder.layer.0.output.dense.bias"));
    Path zip = zip(source, "bert-tokens");
    assertThat(imported(zip, "--head", "none")).isEqualTo(2);
    assertThat(err.toString()).contains("[" + zip + "]", "infinite or NaN");
  }

  private void carded(String text, String... options) throws IOException {
    Path source = saved("bert-tokens");
    Files.writeString(source.resolve("README.md"), text);
    assertThat(imported(source, options)).as(err.toString()).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("models", "info", bundle().toString())).as(err.toString()).isZero();
  }

  @Test
  void languageAndLicenceAreThoseOfTheModelCard() throws IOException {
    carded("---\nlanguage: de\nlicense: mit\n---\n# My model\n");
    assertThat(out.toString().lines()).contains("Language     de", "Licence      mit");
  }

  @Test
  void whatIsSaidGoesBeforeTheModelCard() throws IOException {
    carded("---\nlanguage: de\nlicense: mit\n---\n", "--language", "fr", "--licence", "BSD");
    assertThat(out.toString().lines()).contains("Language     fr", "Licence      BSD");
  }

  @Test
  void aLanguageThatNobodyTellsIsUndetermined() throws IOException {
    carded("# My model\n");
    assertThat(out.toString().lines()).contains("Language     und");
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    refused(folder.resolve("nowhere"), "nowhere]", "no such file or folder");
    err.getBuffer().setLength(0);
    refused(Files.writeString(folder.resolve("letter.txt"), "Dear Ann"), "letter.txt]");
    err.getBuffer().setLength(0);
    refused(Files.createDirectory(folder.resolve("empty")), "empty]", "expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config.json | config.json",
        "model.safetensors | model.safetensors",
        "tokenizer.json | tokenizer"
      })
  void aMissingFileIsNamed(String file, String named) throws IOException {
    Path source = saved("bert-tokens");
    Files.delete(source.resolve(file));
    refused(source, source + "]", named);
  }

  private Path configured(String model, Consumer<ObjectNode> change) throws IOException {
    Path source = saved(model);
    Path file = source.resolve("config.json");
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(config);
    JSON.writeValue(file.toFile(), config);
    return source;
  }

  @Test
  void anUnknownFamilyNamesTheKnownOnes() throws IOException {
    refused(
        configured("bert-tokens", config -> config.put("model_type", "umt5")),
        "config.json] has [umt5] for [model_type]",
        "roberta",
        "xlnet",
        "mistral",
        "marian");
  }

  @Test
  void anUnknownHeadNamesTheWayOut() throws IOException {
    refused(
        configured(
            "bert-tokens", config -> config.putArray("architectures").add("BertForMultipleChoice")),
        "[BertForMultipleChoice], whose head isn't known",
        "[--head none]");
  }

  @Test
  void aDecoderIsRefused() throws IOException {
    refused(
        configured("bert-base", config -> config.put("is_decoder", true)),
        "config.json] has [true] for [is_decoder]; expected false");
  }

  @Test
  void labelsAreThoseOfTheHead() throws IOException {
    refused(
        configured("bert-tokens", config -> ((ObjectNode) config.get("id2label")).remove("4")),
        "config.json] has [",
        "for [id2label]; expected labels with the numbers from 0 to [4]");
  }

  @Test
  void aLabelComesOnce() throws IOException {
    refused(
        configured("bert-tokens", config -> ((ObjectNode) config.get("id2label")).put("4", "O")),
        "a label twice in [id2label]");
  }

  private Path weighted(Consumer<Map<String, Tensor>> change) throws IOException {
    Path source = saved("bert-tokens");
    Path file = source.resolve("model.safetensors");
    Map<String, Tensor> tensors = new HashMap<>(SafeTensors.read(file));
    change.accept(tensors);
    SafeTensorsWriter writer = new SafeTensorsWriter();
    tensors.forEach(
        (name, tensor) -> writer.add(name, TensorType.F32, tensor.floats(), tensor.shape()));
    byte[] bytes = writer.toBytes();
    Files.delete(file);
    Files.write(file, bytes);
    return source;
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    refused(
        weighted(tensors -> tensors.remove("bert.encoder.layer.1.output.dense.bias")),
        "tensor [encoder.layer.1.output.dense.bias] is missing, expected shape [16]");
  }

  @Test
  void theMissingBiasOfAHeadIsNamed() throws IOException {
    refused(weighted(tensors -> tensors.remove("classifier.bias")), "has no head for its task");
  }

  @Test
  void aHeadForMaskedPiecesThatIsMissingIsNamed() throws IOException {
    refused(
        configured(
            "bert-tokens", config -> config.putArray("architectures").add("BertForMaskedLM")),
        "has no head for its task; expected a layer and a decoder",
        "classifier.weight F",
        "[--head none]");
  }

  @Test
  void ofTheTensorsOfAnotherFamilySomeAreNamed() throws IOException {
    refused(
        configured("bert-tokens", config -> config.put("model_type", "roberta")),
        "tensor [embeddings.word_embeddings.weight] is missing",
        "[bert.embeddings.LayerNorm.bias, ",
        "more], which no encoder");
  }

  @Test
  void aTensorOfNoKnownLayerIsNamed() throws IOException {
    refused(
        weighted(tensors -> tensors.put("bert.adapter.weight", tensors.get("classifier.bias"))),
        "has tensors [adapter.weight], which no encoder of its architecture has");
  }

  @Test
  void aTensorOfAnotherShapeIsNamed() throws IOException {
    refused(
        weighted(
            tensors ->
                tensors.put(
                    "bert.encoder.layer.0.output.dense.bias", tensors.get("classifier.bias"))),
        "tensor [encoder.layer.0.output.dense.bias] has shape [5], expected shape [16]");
  }

  @ParameterizedTest
  @CsvSource({"bert.encoder.layer.0.output.dense.bias", "classifier.bias"})
  void weightsThatAreNoNumbersAreRefused(String name) throws IOException {
    refused(weighted(tensors -> spoil(tensors, name)), "infinite or NaN");
  }

  @Test
  void weightsOfAnEncoderThatAreNoNumbersAreRefused() throws IOException {
    Path source = weighted(tensors -> spoil(tensors, "bert.encoder.layer.0.output.dense.bias"));
    assertThat(imported(source, "--head", "none")).isEqualTo(2);
    assertThat(err.toString()).contains("infinite or NaN");
  }

  private static void spoil(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    float[] numbers = tensor.floats();
    numbers[0] = Float.NaN;
    try {
      tensors.putAll(
          SafeTensors.read(
              ByteBuffer.wrap(
                  new SafeTensorsWriter()
                      .add(name, TensorType.F32, numbers, tensor.shape())
                      .toBytes()),
              name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void cutWeightsAreRefused() throws IOException {
    Path source = saved("bert-tokens");
    Path file = source.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
    refused(source, "model.safetensors]");
  }

  @Test
  void theNameOfTheOlderCommandStays() throws IOException {
    List<String> command =
        List.of("import", "bert", saved("bert-base").toString(), "--out", bundle().toString());
    assertThat(run(command.toArray(String[]::new))).as(err.toString()).isZero();
    assertThat(out.toString()).contains("an encoder: BERT, 2 layers of 16");
  }
}
