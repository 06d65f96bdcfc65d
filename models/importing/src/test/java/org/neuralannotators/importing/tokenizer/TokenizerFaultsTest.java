package org.neuralannotators.importing.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

/** Folders that say too little, contradict themselves, or have broken files. */
class TokenizerFaultsTest {
  private static final Path FOLDERS =
      Path.of("src/test/resources/org/neuralannotators/importing/tokenizer");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private void copy(String name, String... files) throws IOException {
    for (String file : files) {
      Files.copy(FOLDERS.resolve(name).resolve(file), folder.resolve(file));
    }
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  private int[] ids(String text) throws IOException {
    return TokenizerFolder.read(folder).tokenizer(SpecialsInText.AS_TEXT).encode(text).ids();
  }

  @Test
  void aFolderOfAnExportedNetworkHasItsTokenizerOneFolderUp() throws IOException {
    copy("roberta_prefixed", "vocab.json", "merges.txt", "tokenizer_config.json");
    Path exported = Files.createDirectory(folder.resolve("onnx"));
    Files.writeString(exported.resolve("config.json"), "{\"model_type\": \"roberta\"}");

    ImportedTokenizer read = TokenizerFolder.read(exported);

    assertThat(read.size()).isEqualTo(402);
    assertThat(read.maxLength()).hasValue(512);
    assertThat(read.source()).endsWith("vocab.json");
    assertThat(read.special("mask_token")).hasValue(4);
    assertThat(read.special("cls_token")).hasValue(0);
  }

  @Test
  void aHugeLimitIsNone() throws IOException {
    copy("bert", "vocab.txt", "config.json");
    write("tokenizer_config.json", "{\"model_max_length\": 1000000000000000019884624838656}");
    assertThat(TokenizerFolder.read(folder).maxLength()).isEmpty();
  }

  @Test
  void theClassOfTheTokenizerCountsMoreThanTheTypeOfTheModel() throws IOException {
    copy("bert", "vocab.txt");
    write("config.json", "{\"model_type\": \"roberta\", \"tokenizer_class\": \"BertTokenizer\"}");
    assertThat(TokenizerFolder.read(folder).special("cls_token")).hasValue(2);
  }

  @Test
  void filesOfModernBertAreByteLevelWithItsOwnSpecialTokens() throws IOException {
    copy("deberta", "vocab.json", "merges.txt");
    write("config.json", "{\"model_type\": \"modernbert\"}");
    ImportedTokenizer read = TokenizerFolder.read(folder);
    assertThat(read.json().at("/normalizer/type").asText()).isEqualTo("NFC");
    assertThat(
            read.tokenizer(SpecialsInText.AS_TEXT)
                .special()
                .around(new int[] {9}, new int[] {9})
                .ids())
        .containsExactly(0, 9, 2, 9, 2);
    assertThat(ids("e\u0301")).isEqualTo(ids("\u00E9"));
  }

  @Test
  void aDocumentWithoutAConfigurationIsReadAsItIs() throws IOException {
    copy("bert_contradicted", "tokenizer.json");
    write("config.json", "{\"model_type\": \"bert\"}");
    int[] small = ids("paris");
    assertThat(ids("PARIS")).isEqualTo(small);
    write("tokenizer_config.json", "{\"do_lower_case\": false}");
    assertThat(ids("PARIS")).isNotEqualTo(small);
  }

  @Test
  void longWordsAreUnknownFromTheLengthThatTheDocumentSays() throws IOException {
    copy("bert_contradicted", "tokenizer.json");
    assertThat(ids("a".repeat(12)).length).isGreaterThan(1);
    assertThat(ids("a".repeat(13))).containsExactly(1);
  }

  @Test
  void aDocumentWithoutSpecialTokensGetsThoseOfItsFamily() throws IOException {
    copy("bert_contradicted", "tokenizer.json");
    write("config.json", "{\"model_type\": \"bert\"}");
    ObjectNode document = JsonFile.read(folder.resolve("tokenizer.json"));
    document.putNull("post_processor");
    write("tokenizer.json", JSON.writeValueAsString(document));
    assertThat(
            TokenizerFolder.read(folder)
                .tokenizer(SpecialsInText.AS_TEXT)
                .special()
                .around(new int[] {9})
                .ids())
        .containsExactly(2, 9, 3);
  }

  @Test
  void aDocumentWhoseSpecialTokensAreMissingIsRefused() throws IOException {
    copy("roberta", "merges.txt", "config.json");
    ObjectNode vocabulary = JsonFile.read(FOLDERS.resolve("roberta").resolve("vocab.json"));
    vocabulary.set("other", vocabulary.remove("</s>"));
    write("vocab.json", JSON.writeValueAsString(vocabulary));
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("vocab.json", "[ROBERTA]", "[</s>]");
  }

  @Test
  void anAddedTokenHasTheIdThatItsFileSays() throws IOException {
    copy("bert", "vocab.txt", "config.json");
    write("added_tokens.json", "{\"New York\": 405}");
    ImportedTokenizer read = TokenizerFolder.read(folder);
    assertThat(read.size()).isEqualTo(406);
    assertThat(ids("New York")).containsExactly(405);
  }

  @Test
  void anAddedTokenWithAnothersIdIsRefused() throws IOException {
    copy("bert", "vocab.txt", "config.json");
    write("added_tokens.json", "{\"New York\": 3}");
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[New York]", "[3]", "[[SEP]]");
    write("added_tokens.json", "{\"New York\": \"three\"}");
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .hasMessageContainingAll("added_tokens.json", "[three]");
  }

  @Test
  void aMaskThatTheVocabularyLacksIsLeftOut() throws IOException {
    copy("bert", "config.json");
    List<String> pieces = Files.readAllLines(FOLDERS.resolve("bert").resolve("vocab.txt"));
    write("vocab.txt", String.join("\n", pieces).replace("[MASK]", "[unused]"));
    ImportedTokenizer read = TokenizerFolder.read(folder);
    assertThat(read.special("mask_token")).isEmpty();
    assertThat(read.size()).isEqualTo(pieces.size());
  }

  @Test
  void piecesOfGoogleTellWhetherLettersBecomeSmall() throws IOException {
    Path file = folder.resolve("vocab.txt");
    Files.writeString(file, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n");
    assertThat(
            WordPieceDocument.read(file, Optional.empty()).at("/normalizer/lowercase").asBoolean())
        .isTrue();
    assertThat(
            WordPieceDocument.read(file, Optional.of(false))
                .at("/normalizer/lowercase")
                .asBoolean())
        .isFalse();
    Files.writeString(file, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nB\n");
    assertThat(
            WordPieceDocument.read(file, Optional.empty()).at("/normalizer/lowercase").asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "bert, vocab.txt",
    "roberta, vocab.json",
    "roberta, merges.txt",
    "albert, spiece.model",
    "camembert, sentencepiece.bpe.model"
  })
  void aMissingFileIsNamed(String name, String missing) throws IOException {
    try (Stream<Path> files = Files.list(FOLDERS.resolve(name))) {
      copy(
          name,
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> !file.equals(missing))
              .toArray(String[]::new));
    }
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(folder.toString(), missing);
  }

  @Test
  void filesOfAnotherFamilyAreRefused() throws IOException {
    copy("bert", "vocab.txt");
    write("config.json", "{\"model_type\": \"deberta-v2\"}");
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("spm.model", "[deberta-v2]");
    write("config.json", "{\"model_type\": \"whisper\"}");
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[whisper]", "[tokenizer.json]", "bert");
  }

  @Test
  void aSwitchThatIsNoneIsRefused() throws IOException {
    copy("bert", "vocab.txt", "config.json");
    write("tokenizer_config.json", "{\"do_lower_case\": \"no\"}");
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("tokenizer_config.json", "do_lower_case", "no");
  }

  @Test
  void aMergeThatIsNoneIsRefusedWithItsLine() throws IOException {
    copy("roberta", "vocab.json", "config.json");
    write("merges.txt", "#version: 0.2\n\u0120 a\nthree pieces here\n");
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("merges.txt", "[3]", "[three pieces here]");
  }

  @ParameterizedTest
  @CsvSource({
    "bert_contradicted, tokenizer.json",
    "bert_contradicted, tokenizer_config.json",
    "roberta, vocab.json",
    "roberta, merges.txt",
    "deberta_v2_added, added_tokens.json",
    "deberta_v2_added, special_tokens_map.json",
    "deberta_v3, spm.model",
    "xlm_roberta_bpe, sentencepiece.bpe.model",
    "bert, vocab.txt"
  })
  void filesThatAreCutOrAlteredAreReadOrRefused(String name, String broken) throws IOException {
    try (Stream<Path> files = Files.list(FOLDERS.resolve(name))) {
      copy(name, files.map(file -> file.getFileName().toString()).toArray(String[]::new));
    }
    byte[] bytes = Files.readAllBytes(folder.resolve(broken));
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      byte[] altered =
          i % 2 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
      for (int j = 0; i % 2 == 1 && j < 3; j++) {
        altered[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(folder.resolve(broken), altered);
      try {
        assertThat(TokenizerFolder.read(folder).size()).isPositive();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("[");
      }
    }
  }

  @Test
  void anotherFormatIsNoModelOfSentencePiece() throws IOException {
    write("config.json", "{\"model_type\": \"albert\"}");
    write("spiece.model", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n");
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("spiece.model");
    write("spiece.model", "");
    assertThatThrownBy(() -> TokenizerFolder.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("spiece.model", "no pieces");
  }
}
