package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.importing.huggingface.ReferenceModel.Head;
import org.neuralannotators.importing.huggingface.ReferenceSentences.Pair;
import org.neuralannotators.importing.tokenizer.ImportedTokenizer;
import org.neuralannotators.importing.tokenizer.TokenizerFolder;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.SpecialTokens.Assembled;
import org.neuralannotators.text.tokenizer.PieceTokenizer;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

class ReferenceModelTest {
  private static final long MOST_BYTES = 3 << 20;

  private final ReferenceSentences sentences = ReferenceSentences.read();

  static Stream<ReferenceModel> models() {
    return ReferenceModel.names().stream().map(ReferenceModel::read);
  }

  static List<String> tokenizers() {
    return ReferenceTokenizer.names();
  }

  @Test
  void everyFamilyHasAnEncoderATaggerAndAClassifier() {
    Map<String, TreeSet<Head>> heads =
        models()
            .filter(model -> model.head() != Head.VECTORS)
            .collect(
                Collectors.groupingBy(
                    model -> model.config().get("model_type").asText(),
                    TreeMap::new,
                    Collectors.mapping(
                        ReferenceModel::head, Collectors.toCollection(TreeSet::new))));

    assertThat(heads)
        .containsOnlyKeys(
            "albert",
            "bert",
            "camembert",
            "deberta",
            "deberta-v2",
            "distilbert",
            "electra",
            "mobilebert",
            "modernbert",
            "mpnet",
            "roberta",
            "xlm-roberta",
            "xlnet")
        .allSatisfy(
            (family, its) -> assertThat(its).contains(Head.BASE, Head.TOKENS, Head.CLASSES));
  }

  @Test
  void allFilesTogetherAreSmall() throws IOException {
    try (Stream<Path> files = Files.walk(ReferenceFiles.ROOT)) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(ReferenceModelTest::size).sum())
          .isLessThan(MOST_BYTES);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsExpectedFitsTheConfiguration(ReferenceModel model) {
    int columns =
        switch (model.head()) {
          case BASE -> width(model.config());
          case TOKENS, CLASSES -> Math.max(1, model.config().path("id2label").size());
          case ANSWERS -> 2;
          case MASKED -> model.config().get("vocab_size").asInt();
          case REPLACED -> 1;
          case VECTORS -> model.outputs().get(0).rows()[0].length;
        };

    assertThat(model.outputs())
        .isNotEmpty()
        .allSatisfy(
            output -> {
              ReferenceInput input = model.input(output);
              if (output.rows() != null) {
                assertThat(output.rows()).hasDimensions(output.pieces().length, columns);
                assertThat(Arrays.stream(output.pieces()))
                    .allMatch(piece -> piece >= 0 && piece < input.size());
              }
              if (output.tags() != null) {
                assertThat(output.tags()).hasSameSizeAs(sentences.words(output.words()));
              }
            });
  }

  private static int width(JsonNode config) {
    return Stream.of("hidden_size", "dim", "d_model")
        .filter(config::has)
        .mapToInt(name -> config.get(name).asInt())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("models")
  void itsFolderIsAsHuggingFaceHasIt(ReferenceModel model, @TempDir Path folder)
      throws IOException {
    Path whole = model.writeTo(folder.resolve(model.name()));

    try (Stream<Path> files = Files.walk(whole)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("config.json", "tokenizer_config.json")
          .doesNotContain(ReferenceFiles.EXPECTED)
          .anyMatch(name -> name.endsWith(".safetensors") || name.equals("pytorch_model.bin"));
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void ourTokenizerGivesItsIdsOfTextsAndPairs(String name) throws IOException {
    ReferenceTokenizer reference = ReferenceTokenizer.read(name);
    PieceTokenizer tokenizer =
        TokenizerFolder.read(reference.folder()).tokenizer(SpecialsInText.AS_TEXT);

    for (int i = 0; i < sentences.sentences().size(); i++) {
      int[] text = tokenizer.encode(sentences.text(i)).ids();
      assertSame(
          tokenizer.special().around(text), reference.pieces().texts().get(i), sentences.text(i));
    }
    for (int i = 0; i < sentences.pairs().size(); i++) {
      Pair pair = sentences.pairs().get(i);
      int[] first = tokenizer.encode(sentences.text(pair.first())).ids();
      int[] second = tokenizer.encode(sentences.text(pair.second())).ids();
      assertSame(
          tokenizer.special().around(first, second),
          reference.pieces().pairs().get(i),
          pair.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void ourTokenizerGivesItsIdsOfWordsAndMaskedTexts(String name) throws IOException {
    ReferenceTokenizer reference = ReferenceTokenizer.read(name);
    ImportedTokenizer imported = TokenizerFolder.read(reference.folder());
    PieceTokenizer reading = imported.tokenizer(SpecialsInText.AS_TOKENS);
    PieceTokenizer ofWords = imported.tokenizer(SpecialsInText.AS_TEXT);

    for (int i = 0; i < sentences.sentences().size(); i++) {
      Encoding words = ofWords.encode(sentences.words(i));
      ReferenceInput expected = reference.pieces().words().get(i);
      assertSame(ofWords.special().around(words.ids()), expected, sentences.text(i));
      assertThat(words.tokens())
          .isEqualTo(Arrays.stream(expected.words()).filter(word -> word >= 0).toArray());
    }
    for (ReferenceInput masked : reference.pieces().masked()) {
      int[] text = reading.encode(masked.text()).ids();
      assertSame(reading.special().around(text), masked, masked.text());
    }
  }

  private static void assertSame(Assembled actual, ReferenceInput expected, String text) {
    assertThat(actual.ids()).as("[%s]", text).isEqualTo(expected.ids());
    assertThat(actual.segments()).as("[%s]", text).isEqualTo(expected.segmentIds());
  }
}
