package org.neuralannotators.importing.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.PieceTokenizer;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

/** What is expected was made by transformers; see {@code it/src/reference}. */
class TokenizerFolderTest {
  private static final Path FOLDERS =
      Path.of("src/test/resources/org/neuralannotators/importing/tokenizer");

  private static final Path SENTENCES =
      Path.of("../runtime/src/test/resources/org/neuralannotators/text/tokenizer/sentences.txt");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<String> sentences() throws IOException {
    List<String> all = new ArrayList<>(Files.readAllLines(SENTENCES));
    JSON.readTree(FOLDERS.resolve("odd.json").toFile()).forEach(odd -> all.add(odd.asText()));
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "albert",
        "albert_accents",
        "bert",
        "bert_contradicted",
        "bert_sequence",
        "camembert",
        "deberta",
        "deberta_v2_added",
        "deberta_v3",
        "electra_cased",
        "gpt2",
        "mbart",
        "mbart_50",
        "mpnet",
        "nllb",
        "nllb_legacy",
        "pegasus",
        "roberta",
        "roberta_contradicted",
        "roberta_prefixed",
        "t5",
        "t5_new",
        "xlm_roberta",
        "xlm_roberta_bpe",
        "xlnet"
      })
  void makesTheDocumentAndGivesTheIdsOfTransformers(String name) throws IOException {
    Path folder = FOLDERS.resolve(name);
    ImportedTokenizer read = TokenizerFolder.read(folder);

    JsonNode expected = plain(JSON.readTree(folder.resolve("expected.json").toFile()));
    JsonNode found = plain(JSON.readTree(JSON.writeValueAsString(read.json())));
    for (Map.Entry<String, JsonNode> part : expected.properties()) {
      assertThat((Object) found.get(part.getKey())).as(part.getKey()).isEqualTo(part.getValue());
    }
    assertThat(found.size()).isEqualTo(expected.size());
    assertIds(folder, read);
  }

  /** Transformers has no document of these: they are written in Python. */
  @ParameterizedTest
  @ValueSource(strings = {"m2m100", "marian", "marian_bpe"})
  void givesTheIdsOfSentencePieceItself(String name) throws IOException {
    Path folder = FOLDERS.resolve(name);
    assertIds(folder, TokenizerFolder.read(folder));
  }

  @Test
  void aLanguageOfMarianIsATokenAtTheBeginningOfATextAlone() throws IOException {
    Tokenizer tokenizer = TokenizerFolder.read(FOLDERS.resolve("marian")).stored().tokenizer();
    int language = tokenizer.id(">>deu<<").orElseThrow();
    int[] plain = tokenizer.encode("New York").ids();
    int[] told = tokenizer.encode(">>deu<<New York").ids();
    assertThat(told[0]).isEqualTo(language);
    assertThat(Arrays.copyOfRange(told, 1, told.length)).isEqualTo(plain);
    assertThat(tokenizer.encode("New York >>deu<<").ids()).doesNotContain(language);
  }

  @Test
  void theSidesOfMarianHaveTheirOwnIds() throws IOException {
    TokenizerPair pair = TokenizerFolder.readPair(FOLDERS.resolve("marian"));
    assertThat(pair.source().size()).isNotEqualTo(pair.target().size());
    assertThat(pair.languages()).containsExactly(">>deu<<", ">>fra<<");
    assertThat(pair.target().stored().tokenizer().id(">>deu<<")).isEmpty();
    TokenizerPair same = TokenizerFolder.readPair(FOLDERS.resolve("nllb"));
    assertThat(same.source()).isSameAs(same.target());
    assertThat(same.languages()).hasSize(202).contains("deu_Latn");
    assertThat(same.sourceCode()).contains("deu_Latn");
  }

  private static void assertIds(Path folder, ImportedTokenizer read) throws IOException {
    PieceTokenizer tokenizer = read.tokenizer(SpecialsInText.AS_TOKENS);
    List<String> sentences = sentences();
    List<String> rows = Files.readAllLines(folder.resolve("expected.tsv"));
    assertThat(rows).hasSizeGreaterThan(sentences.size());
    for (String row : rows) {
      String[] columns = row.split("\t", -1);
      int line = Integer.parseInt(columns[0]);
      int[] ids = ids(tokenizer, columns[1], sentences, line);
      assertThat(ids.length + " " + checksum(ids))
          .as("%s %s [%s] %s", line, columns[1], sentences.get(line), Arrays.toString(ids))
          .isEqualTo(columns[2] + " " + columns[3]);
    }
  }

  private static int[] ids(PieceTokenizer tokenizer, String kind, List<String> lines, int line) {
    String text = lines.get(line);
    int[] ids = tokenizer.encode(text).ids();
    return switch (kind) {
      case "text" -> tokenizer.special().around(ids).ids();
      case "words" ->
          tokenizer
              .special()
              .around(tokenizer.encode(List.of(text.strip().split("\\s+", -1))).ids())
              .ids();
      default -> tokenizer.special().around(ids, tokenizer.encode(lines.get(line - 1)).ids()).ids();
    };
  }

  private static String checksum(int... ids) {
    CRC32 crc = new CRC32();
    crc.update(
        Arrays.stream(ids)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "))
            .getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  /** Without what makes no difference: empty values, and whether accents are named. */
  private static JsonNode plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> empty = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        JsonNode value = entry.getValue();
        if (value.isNull() || (value.isTextual() && value.asText().isEmpty())) {
          empty.add(entry.getKey());
        }
      }
      if (object.path("type").asText().equals("BertNormalizer")) {
        object.put(
            "strip_accents",
            object.path("strip_accents").asBoolean(object.path("lowercase").asBoolean()));
        empty.remove("strip_accents");
      }
      object.remove(empty);
    }
    node.forEach(TokenizerFolderTest::plain);
    return node;
  }
}
