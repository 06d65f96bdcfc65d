package org.neuralannotators.importing.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.checkpoint.OnnxFile;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/** The same small checkpoint, as a folder of Hugging Face's and as an ONNX file. */
class BertImporterTest {
  private static final BertArchitecture ARCHITECTURE =
      new BertArchitecture(2, 2, 4, 6, 5, 7, 2, Activation.GELU, (double) 1e-5f, 4, false);

  private static final List<String> PIECES =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "an", "##n", "b");

  private static final String CONFIG =
      """
      {"model_type": "bert", "num_hidden_layers": 2, "num_attention_heads": 2, "hidden_size": 4,
       "intermediate_size": 6, "max_position_embeddings": 5, "vocab_size": 7,
       "type_vocab_size": 2, "hidden_act": "gelu", "layer_norm_eps": 9.999999747378752e-06}
      """;

  private static final String TOKENIZER =
      """
      {"normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                      "strip_accents": null, "lowercase": false},
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                 "max_input_chars_per_word": 100,
                 "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "an": 4, "##n": 5,
                           "b": 6}}}
      """;

  @TempDir private Path folder;

  /** A tensor's numbers and shape. */
  private record Numbers(float[] values, long... shape) {}

  private static Map<String, Numbers> weights() {
    Random random = new Random(1);
    Map<String, Numbers> weights = new LinkedHashMap<>();
    add(weights, random, "embeddings.word_embeddings.weight", 7, 4);
    add(weights, random, "embeddings.position_embeddings.weight", 5, 4);
    add(weights, random, "embeddings.token_type_embeddings.weight", 2, 4);
    add(weights, random, "embeddings.LayerNorm.weight", 4);
    add(weights, random, "embeddings.LayerNorm.bias", 4);
    for (int i = 0; i < 2; i++) {
      String layer = "encoder.layer." + i + ".";
      for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
        linear(weights, random, layer + "attention." + part, 4, 4);
      }
      linear(weights, random, layer + "intermediate.dense", 6, 4);
      linear(weights, random, layer + "output.dense", 4, 6);
      for (String norm : List.of("attention.output.LayerNorm", "output.LayerNorm")) {
        add(weights, random, layer + norm + ".weight", 4);
        add(weights, random, layer + norm + ".bias", 4);
      }
    }
    linear(weights, random, "pooler.dense", 4, 4);
    return weights;
  }

  private static void linear(
      Map<String, Numbers> weights, Random random, String name, int outputs, int inputs) {
    add(weights, random, name + ".weight", outputs, inputs);
    add(weights, random, name + ".bias", outputs);
  }

  private static void add(Map<String, Numbers> weights, Random random, String name, long... shape) {
    int size = (int) (shape.length == 1 ? shape[0] : shape[0] * shape[1]);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    weights.put(name, new Numbers(values, shape));
  }

  private Path write(Map<String, Numbers> weights, String config) throws IOException {
    return write(TensorType.F32, weights, config);
  }

  private Path write(TensorType type, Map<String, Numbers> weights, String config)
      throws IOException {
    SafeTensorsWriter tensors = new SafeTensorsWriter();
    weights.forEach((name, t) -> tensors.add(name, type, t.values(), t.shape()));
    Files.write(folder.resolve("model.safetensors"), tensors.toBytes());
    Files.writeString(folder.resolve("config.json"), config);
    Files.write(folder.resolve("vocab.txt"), PIECES);
    return folder;
  }

  /** As PyTorch exports it: matrices are transposed and lose their names, the pooler's excepted. */
  private static OnnxFile onnx(Map<String, Numbers> weights) {
    OnnxFile file = new OnnxFile().number("epsilon", 1e-5f).integers("heads", 2).integers("d", 2);
    int number = 100;
    for (Map.Entry<String, Numbers> entry : weights.entrySet()) {
      String name = entry.getKey();
      Numbers t = entry.getValue();
      if (!name.startsWith("encoder.") || t.shape().length < 2) {
        file.tensor(name, t.values(), t.shape());
        continue;
      }
      String matrix = "onnx::MatMul_" + number++;
      String path = "/" + name;
      file.tensor(matrix, transposed(t), t.shape()[1], t.shape()[0])
          .node("MatMul", path + "/product", path + "/input", matrix)
          .node("Add", path + "/sum", name.replace(".weight", ".bias"), path + "/product");
      if (name.contains("self.query")) {
        file.node("Concat", path + "/shape", "batch", "length", "heads", "d")
            .node("Reshape", path + "/heads", path + "/sum", path + "/shape");
      }
      if (name.contains("intermediate")) {
        file.node("Erf", path + "/erf", path + "/sum");
      }
    }
    return file.node("Add", "variance", "mean", "epsilon").node("Sqrt", "deviation", "variance");
  }

  private static float[] transposed(Numbers matrix) {
    int rows = (int) matrix.shape()[0];
    int columns = (int) matrix.shape()[1];
    float[] transposed = new float[rows * columns];
    for (int i = 0; i < transposed.length; i++) {
      transposed[i] = matrix.values()[i % rows * columns + i / rows];
    }
    return transposed;
  }

  private EncoderCheckpoint readOnnx(byte[] model, String tokenizer) throws IOException {
    Path json = Files.writeString(folder.resolve("its.json"), tokenizer);
    return BertImporter.readOnnx(Files.write(folder.resolve("model.onnx"), model), json);
  }

  /** Pooled vectors of two sequences. */
  private static double[] encode(EncoderCheckpoint checkpoint) throws BundleException {
    return Encoded.of(checkpoint, List.of(new int[] {2, 4, 5, 3}, new int[] {2, 3})).pooled();
  }

  private static void assertSame(Tokenizer tokenizer, BertNormalization normalization) {
    Tokenizer expected =
        StoredTokenizer.of(BertTokenizerJson.of(PIECES, normalization)).tokenizer();
    for (String text : List.of("an", "AN b", "ann \u00E1n", "xyz")) {
      assertThat(tokenizer.encode(text).ids()).isEqualTo(expected.encode(text).ids());
    }
    assertThat(tokenizer.size()).isEqualTo(expected.size());
    assertThat(tokenizer.special()).isEqualTo(expected.special());
  }

  @Test
  void bothFormsOfACheckpointGiveTheSameEncoder() throws IOException {
    EncoderCheckpoint fromFolder = BertImporter.readFolder(write(weights(), CONFIG));
    EncoderCheckpoint fromOnnx = readOnnx(onnx(weights()).toBytes(), TOKENIZER);
    assertThat(fromFolder.architecture()).isEqualTo(ARCHITECTURE);
    assertThat(fromOnnx.architecture()).isEqualTo(ARCHITECTURE);
    assertSame(fromFolder.tokenizer().tokenizer(), BertNormalization.UNCASED);
    assertSame(fromOnnx.tokenizer().tokenizer(), BertNormalization.CASED);
    assertThat(encode(fromFolder)).hasSize(8).containsExactly(encode(fromOnnx), offset(0.0));
  }

  @ParameterizedTest
  @CsvSource({"F64, F32", "F32, F32", "F16, F16", "BF16, BF16"})
  void weightsOf16BitsStaySoInTheBundle(TensorType type, TensorType kept) throws IOException {
    EncoderCheckpoint checkpoint = BertImporter.readFolder(write(type, weights(), CONFIG));
    Path bundle = folder.resolve("bundle");
    EncoderBundle.files(checkpoint).write(bundle, EncoderBundle.manifest(checkpoint, "x").build());
    try (ModelBundle opened = ModelBundle.open(bundle)) {
      EncoderCheckpoint read = EncoderBundle.read(opened);
      assertThat(read.tensors().values()).allMatch(tensor -> tensor.type() == kept);
      assertThat(encode(read)).isEqualTo(encode(checkpoint));
    }
  }

  @Test
  void aWeightThatIsNaNIsRefusedByNameAndNoBundleIsLeft() throws IOException {
    Map<String, Numbers> weights = weights();
    weights.get("encoder.layer.1.output.dense.weight").values()[5] = Float.NaN;
    EncoderCheckpoint checkpoint = BertImporter.readFolder(write(weights, CONFIG));
    Path bundle = folder.resolve("bundle");
    assertThatThrownBy(
            () ->
                EncoderBundle.files(checkpoint)
                    .write(bundle, EncoderBundle.manifest(checkpoint, "x").build()))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[encoder.layer.1.output.dense.weight]", "NaN");
    assertThat(bundle).doesNotExist();
  }

  private static Map<String, Numbers> renamed(UnaryOperator<String> name) {
    Map<String, Numbers> renamed = new LinkedHashMap<>();
    weights().forEach((old, tensor) -> renamed.put(name.apply(old), tensor));
    return renamed;
  }

  @Test
  void namesOfModelsForATaskAndOldNamesAreUnderstood() throws IOException {
    double[] expected = encode(BertImporter.readFolder(write(weights(), CONFIG)));
    Map<String, Numbers> old =
        renamed(
            name ->
                "bert."
                    + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                        .replace("LayerNorm.bias", "LayerNorm.beta"));
    old.put("cls.predictions.bias", new Numbers(new float[7], 7));
    old.put("cls.predictions.transform.LayerNorm.gamma", new Numbers(new float[4], 4));
    EncoderCheckpoint checkpoint = BertImporter.readFolder(write(old, CONFIG));
    assertThat(encode(checkpoint)).isEqualTo(expected);
    assertThat(checkpoint.tensors())
        .containsKeys("cls.predictions.bias", "cls.predictions.transform.LayerNorm.weight");
  }

  @Test
  void albertIsBertWithSharedLayers() throws IOException {
    Map<String, Numbers> bert = weights();
    Map<String, Numbers> albert = new LinkedHashMap<>();
    String layer = "albert.encoder.albert_layer_groups.0.albert_layers.0.";
    bert.forEach(
        (name, tensor) -> {
          String first = "encoder.layer.0.";
          if (name.startsWith(first)) {
            String albertName =
                name.substring(first.length())
                    .replace("attention.self.", "attention.")
                    .replace("attention.output.", "attention.")
                    .replace("intermediate.dense", "ffn");
            if (!albertName.startsWith("attention.")) {
              albertName =
                  albertName
                      .replace("output.dense", "ffn_output")
                      .replace("output.LayerNorm", "full_layer_layer_norm");
            }
            albert.put(layer + albertName, tensor);
          } else if (!name.startsWith("encoder.")) {
            albert.put("albert." + name.replace("pooler.dense", "pooler"), tensor);
          }
        });
    // BERT with the second layer's parameters the first's, and a projection that does nothing.
    bert.replaceAll((name, tensor) -> bert.get(name.replace("layer.1.", "layer.0.")));
    albert.put(
        "albert.encoder.embedding_hidden_mapping_in.weight",
        new Numbers(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 4, 4));
    albert.put("albert.encoder.embedding_hidden_mapping_in.bias", new Numbers(new float[4], 4));
    double[] expected = encode(BertImporter.readFolder(write(bert, CONFIG)));
    String config =
        CONFIG.replace("\"bert\"", "\"albert\", \"embedding_size\": 4, \"num_hidden_groups\": 1");
    Path written = write(albert, config);
    Files.writeString(
        written.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"BertTokenizer\"}");
    EncoderCheckpoint checkpoint = BertImporter.readFolder(written);
    assertThat(checkpoint.architecture())
        .isInstanceOfSatisfying(
            BertArchitecture.class, shape -> assertThat(shape.sharedLayers()).isTrue());
    assertThat(encode(checkpoint)).containsExactly(expected, offset(1e-6));
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    Map<String, Numbers> weights = weights();
    weights.remove("encoder.layer.1.attention.self.key.weight");
    EncoderCheckpoint checkpoint = BertImporter.readFolder(write(weights, CONFIG));
    assertThatThrownBy(() -> encode(checkpoint))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[encoder.layer.1.attention.self.key.weight]", "missing");
  }

  @Test
  void aMisshapenTensorIsNamed() throws IOException {
    Map<String, Numbers> weights = weights();
    weights.put("encoder.layer.0.output.dense.weight", new Numbers(new float[24], 6, 4));
    EncoderCheckpoint checkpoint = BertImporter.readFolder(write(weights, CONFIG));
    assertThatThrownBy(() -> encode(checkpoint))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[encoder.layer.0.output.dense.weight]", "[6, 4]", "[4, 6]");
  }

  @Test
  void allThatIsWrongIsNamedBeforeABundleIsWritten() throws IOException {
    Map<String, Numbers> weights = weights();
    weights.remove("encoder.layer.1.attention.self.key.weight");
    weights.put("encoder.layer.0.output.dense.weight", new Numbers(new float[24], 6, 4));
    weights.put("encoder.layer.2.output.dense.bias", new Numbers(new float[4], 4));
    EncoderCheckpoint checkpoint = BertImporter.readFolder(write(weights, CONFIG));
    assertThatThrownBy(() -> EncoderBundle.files(checkpoint))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(
            "[" + folder + "]",
            "[encoder.layer.1.attention.self.key.weight] is missing",
            "[encoder.layer.0.output.dense.weight] has shape [6, 4], expected shape [4, 6]",
            "[encoder.layer.2.output.dense.bias]");
  }

  @Test
  void aSurplusTensorIsNamed() throws IOException {
    Map<String, Numbers> weights = weights();
    weights.put("encoder.layer.2.output.dense.bias", new Numbers(new float[4], 4));
    EncoderCheckpoint checkpoint = BertImporter.readFolder(write(weights, CONFIG));
    assertThatThrownBy(() -> encode(checkpoint))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[encoder.layer.2.output.dense.bias]");
  }

  @Test
  void anOnnxGraphThatIsNotBertIsRefused() {
    byte[] other =
        new OnnxFile()
            .tensor("conv1.weight", new float[4], 2, 2)
            .node("Conv", "out", "in", "conv1.weight")
            .toBytes();
    assertThatThrownBy(() -> readOnnx(other, TOKENIZER))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("model.onnx", "[embeddings.word_embeddings.weight]", "BERT");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"WordPiece\"', '\"Morphemes\"', Morphemes",
    "BertNormalizer, Stemmer, Stemmer",
    "BertPreTokenizer, Jieba, Jieba"
  })
  void aTokenizerOfAnUnknownKindIsRefused(String ours, String theirs, String named) {
    assertThatThrownBy(() -> readOnnx(onnx(weights()).toBytes(), TOKENIZER.replace(ours, theirs)))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("its.json", "[" + named + "]", "expected");
  }

  @Test
  void idsThatAreGivenTwiceAreRefused() {
    assertThatThrownBy(
            () -> readOnnx(onnx(weights()).toBytes(), TOKENIZER.replace("\"b\": 6", "\"b\": 5")))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[b]", "[5]");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"bert\"', '\"roberta\"', roberta",
    "'\"gelu\"', '\"softsign\"', softsign",
    "'\"hidden_size\": 4', '\"hidden_size\": \"4\"', hidden_size",
    "'\"num_attention_heads\": 2', '\"num_attention_heads\": 3', 3"
  })
  void aConfigurationOfAnotherModelIsRefused(String ours, String theirs, String named)
      throws IOException {
    Path other = write(weights(), CONFIG.replace(ours, theirs));
    assertThatThrownBy(() -> BertImporter.readFolder(other))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[" + named + "]");
  }

  @Test
  void moreWordPiecesThanEmbeddingsAreRefused() throws IOException {
    Path checkpoint = write(weights(), CONFIG);
    Files.writeString(checkpoint.resolve("vocab.txt"), "c\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> BertImporter.readFolder(checkpoint))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[8]", "[7]");
  }

  @Test
  void aFolderWithoutWeightsIsRefused() {
    assertThatThrownBy(() -> BertImporter.readFolder(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[config.json]");
  }

  private Path zip(String name, String place, Path... files) throws IOException {
    Path zip = folder.resolve(name);
    try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Path file : files) {
        output.putNextEntry(new ZipEntry(place + file.getFileName()));
        Files.copy(file, output);
      }
    }
    return zip;
  }

  @Test
  void aFolderOfHuggingFaceIsTold() throws IOException {
    Path source = write(weights(), CONFIG);
    assertThat(encode(BertImporter.read(source)))
        .isEqualTo(encode(BertImporter.readFolder(source)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenizer.json", "model-tokenizer.json"})
  void anOnnxFileIsToldByItselfOrByItsFolderOrInAJar(String tokenizer) throws IOException {
    Path model = Files.write(folder.resolve("model.onnx"), onnx(weights()).toBytes());
    Path json = Files.writeString(folder.resolve(tokenizer), TOKENIZER);
    double[] expected = encode(BertImporter.readOnnx(model, json));
    assertThat(encode(BertImporter.read(model))).isEqualTo(expected);
    assertThat(encode(BertImporter.read(folder))).isEqualTo(expected);
    Path jar = zip("model.jar", "", model, json);
    EncoderCheckpoint checkpoint = BertImporter.read(jar);
    assertThat(checkpoint.source()).isEqualTo(jar.toString());
    assertThat(encode(checkpoint)).isEqualTo(expected);
  }

  @Test
  void anOnnxFileWithoutTokenizerIsRefused() throws IOException {
    Path model = Files.write(folder.resolve("model.onnx"), onnx(weights()).toBytes());
    for (Path source : List.of(model, folder)) {
      assertThatThrownBy(() -> BertImporter.read(source))
          .isInstanceOf(BundleException.class)
          .hasMessageContainingAll("[" + source + "]", "NAME-tokenizer.json");
    }
  }

  @Test
  void whatHasNoCheckpointIsRefusedWithWhatItHas() throws IOException {
    Path other = Files.writeString(folder.resolve("other.txt"), "text");
    for (Path source : List.of(folder, zip("other.jar", "a/", other))) {
      assertThatThrownBy(() -> BertImporter.read(source))
          .isInstanceOf(BundleException.class)
          .hasMessageContainingAll(
              "[" + source + "]", "other.txt", "config.json", ".onnx", "saved_model.pb");
    }
    assertThatThrownBy(() -> BertImporter.read(other))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[" + other + "]", "zip");
    Path nothing = folder.resolve("nothing");
    assertThatThrownBy(() -> BertImporter.read(nothing))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[" + nothing + "]", "nothing");
  }

  @Test
  void aJarWithTwoCheckpointsIsRefused() throws IOException {
    Path model = Files.write(folder.resolve("model.onnx"), onnx(weights()).toBytes());
    Path json = Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
    Path inner = zip("inner.zip", "", model, json);
    Path jar = zip("two.jar", "", model, json, inner);
    assertThatThrownBy(() -> BertImporter.read(jar))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[" + jar + "]", jar + "!/inner.zip");
  }

  @Test
  void anErrorInAJarNamesTheJar() throws IOException {
    Path model = Files.write(folder.resolve("model.onnx"), new byte[] {1});
    Path json = Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
    Path jar = zip("bad.jar", "a/", model, json);
    assertThatThrownBy(() -> BertImporter.read(jar))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[" + jar + "!/a/model.onnx]");
  }
}
