package org.neuralannotators.text.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.SpecialTokens.Sequence;
import org.neuralannotators.text.SpecialTokens.Token;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

/** What is expected was made by Hugging Face's tokenizers; see {@code it/src/reference}. */
class PieceTokenizerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<String> lines(String resource) throws IOException {
    try (InputStream input = PieceTokenizerTest.class.getResourceAsStream(resource)) {
      return List.of(new String(input.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    }
  }

  private static JsonNode rules(String name) throws IOException {
    try (InputStream input = PieceTokenizerTest.class.getResourceAsStream(name + ".json")) {
      return JSON.readTree(input);
    }
  }

  private static PieceTokenizer tokenizer(String name) throws IOException {
    return PieceTokenizer.read(rules(name), SpecialsInText.AS_TOKENS);
  }

  private static String show(Encoding encoding, String text) {
    return IntStream.range(0, encoding.size())
        .mapToObj(
            i ->
                "%d:%d:%d:%d"
                    .formatted(
                        encoding.ids()[i],
                        text.codePointCount(0, encoding.begins()[i]),
                        text.codePointCount(0, encoding.ends()[i]),
                        encoding.tokens()[i]))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "albert",
        "cased",
        "digits",
        "llama",
        "modern",
        "roberta",
        "roberta_prefixed",
        "uncased",
        "xlm_roberta"
      })
  void givesThePiecesOffsetsAndTextsOfTheReference(String name) throws IOException {
    PieceTokenizer tokenizer = tokenizer(name);
    List<String> sentences = lines("sentences.txt");
    List<String> expected = lines(name + ".tsv");

    assertThat(expected).hasSameSizeAs(sentences);
    for (int i = 0; i < sentences.size(); i++) {
      Encoding encoding = tokenizer.encode(sentences.get(i));
      String text = tokenizer.decode(encoding.ids()).replace("\\", "\\\\").replace("\n", "\\n");
      assertThat(show(encoding, sentences.get(i)) + "\t" + text)
          .as("[%s]", sentences.get(i))
          .isEqualTo(expected.get(i));
    }
  }

  @Test
  void tokensOfASentenceAreCutEachForItself() throws IOException {
    PieceTokenizer tokenizer = tokenizer("uncased");

    Encoding encoding = tokenizer.encode(List.of("Hamburg's", "", "Berlin"));

    Encoding first = tokenizer.encode("Hamburg's");
    Encoding last = tokenizer.encode("Berlin");
    assertThat(encoding.ids())
        .isEqualTo(IntStream.concat(IntStream.of(first.ids()), IntStream.of(last.ids())).toArray());
    assertThat(encoding.tokens()).startsWith(0).endsWith(2).doesNotContain(1);
    assertThat(encoding.begins()[first.size()]).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"modern", "roberta"})
  void tokensAreReadAsBehindBlanksWhereBlanksArePartsOfPieces(String name) throws IOException {
    PieceTokenizer tokenizer = tokenizer(name);
    List<String> tokens = List.of("Hamburg's", "2000", "!", "\u00E9t\u00E9", "Berlin");
    Encoding encoding = tokenizer.encode(tokens);
    assertThat(encoding.ids()).isEqualTo(tokenizer.encode(String.join(" ", tokens)).ids());
    int[] begins = new int[tokens.size()];
    int[] ends = new int[tokens.size()];
    for (int i = encoding.size() - 1; i >= 0; i--) {
      begins[encoding.tokens()[i]] = encoding.begins()[i];
      ends[encoding.tokens()[i]] = Math.max(ends[encoding.tokens()[i]], encoding.ends()[i]);
    }
    assertThat(begins).containsOnly(0);
    assertThat(ends).isEqualTo(tokens.stream().mapToInt(String::length).toArray());
  }

  @Test
  void specialTokensInATextAreTextUnlessTheyAreWanted() throws IOException {
    String text = "a [SEP] b";
    PieceTokenizer careful = PieceTokenizer.read(rules("cased"), SpecialsInText.AS_TEXT);

    assertThat(tokenizer("cased").encode(text).ids()).contains(3);
    assertThat(careful.encode(text).ids()).doesNotContain(3).hasSizeGreaterThan(3);
  }

  @Test
  void sequencesGetTheSpecialTokensOfThePostProcessor() throws IOException {
    SpecialTokens bert = tokenizer("cased").special();
    assertThat(bert.around(new int[] {7, 8}).ids()).containsExactly(2, 7, 8, 3);
    assertThat(bert.around(new int[] {7}, new int[] {9, 9}).ids())
        .containsExactly(2, 7, 3, 9, 9, 3);
    assertThat(bert.around(new int[] {7}, new int[] {9, 9}).segments())
        .containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(bert.around(new int[] {7}, new int[] {9, 9}).begins()).containsExactly(1, 3);
    assertThat(bert.addedToSingle()).isEqualTo(2);
    assertThat(bert.addedToPair()).isEqualTo(3);

    assertThat(tokenizer("roberta").special().pair())
        .containsExactly(
            new Token(0, 0),
            new Sequence(0, 0),
            new Token(2, 0),
            new Token(2, 0),
            new Sequence(1, 0),
            new Token(2, 0));
    assertThat(tokenizer("modern").special().around(new int[] {5}).ids()).containsExactly(0, 5, 2);
    assertThat(tokenizer("llama").special().addedToSingle()).isZero();
  }

  @Test
  void sizeCountsAddedTokens() throws IOException {
    PieceTokenizer tokenizer = tokenizer("roberta_prefixed");

    assertThat(tokenizer.size()).isEqualTo(tokenizer("roberta").size() + 3);
    assertThatThrownBy(() -> tokenizer.decode(tokenizer.size()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[" + tokenizer.size() + "] is no id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"normalizer", "pre_tokenizer", "post_processor", "decoder", "model"})
  void unknownPartsAreRefusedByName(String part) throws IOException {
    ObjectNode rules = (ObjectNode) rules("cased");
    rules.set(part, JSON.createObjectNode().put("type", "Novel"));

    assertThatThrownBy(() -> PieceTokenizer.read(rules, SpecialsInText.AS_TEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[Novel]", "expected one of");
  }

  /** What a damaged file has is refused when it is read, not by another error in use. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pre_tokenizer; {'type': 'Metaspace', 'replacement': ''}; [replacement]",
        "pre_tokenizer; {'type': 'CharDelimiterSplit', 'delimiter': ''}; [delimiter]",
        "normalizer; {'type': 'Precompiled', 'precompiled_charsmap': '####'}; base64",
        "added_tokens; [{'content': 'x'}]; [x]",
        "added_tokens; [{'content': 'x', 'id': 2147483647}]; [x]",
        "post_processor; {'type': 'TemplateProcessing', 'single':"
            + " [{'SpecialToken': {'id': '[CLS]', 'type_id': 0}}]}; [[CLS]]",
        "post_processor; {'type': 'BertProcessing', 'sep': ['[SEP]', 3]}; [cls]",
      })
  void damagedPartsAreRefused(String part, String damaged, String named) throws IOException {
    ObjectNode rules = (ObjectNode) rules("cased");
    rules.set(part, JSON.readTree(damaged.replace('\'', '"')));

    assertThatThrownBy(() -> PieceTokenizer.read(rules, SpecialsInText.AS_TEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  /** A trie of one leaf, for the byte a, whose string would begin behind all strings. */
  @Test
  void aPrecompiledMapCutShortChangesNothingThere() throws IOException {
    ByteBuffer map = ByteBuffer.allocate(4 + 4 * 256).order(ByteOrder.LITTLE_ENDIAN);
    map.putInt(4 * 256);
    map.putInt(4, 4 * 256);
    map.putInt(4 + 4 * ('a' ^ 1), 'a' | 1 << 8 | 1 << 10);
    map.putInt(4 + 4 * 'a', 1 << 31 | 77);
    ObjectNode rules = (ObjectNode) rules("cased");
    rules.set(
        "normalizer",
        JSON.createObjectNode()
            .put("type", "Precompiled")
            .put("precompiled_charsmap", Base64.getEncoder().encodeToString(map.array())));

    assertThat(PieceTokenizer.read(rules, SpecialsInText.AS_TEXT).encode("ba").ids())
        .isEqualTo(tokenizer("cased").encode("ba").ids());
  }

  @Test
  void vocabularyWithoutItsUnknownPieceIsRefused() throws IOException {
    ObjectNode rules = (ObjectNode) rules("cased");
    ((ObjectNode) rules.at("/model/vocab")).remove("[UNK]");

    assertThatThrownBy(() -> PieceTokenizer.read(rules, SpecialsInText.AS_TEXT))
        .hasMessageContaining("lacks [[UNK]]");
  }

  @Test
  void mergeOfUnknownPiecesIsRefused() throws IOException {
    ObjectNode rules = (ObjectNode) rules("roberta");
    ((ArrayNode) rules.at("/model/merges"))
        .insert(0, JSON.createArrayNode().add("nowhere").add("else"));

    assertThatThrownBy(() -> PieceTokenizer.read(rules, SpecialsInText.AS_TEXT))
        .hasMessageContainingAll("[nowhere]", "[else]", "isn't in the vocabulary");
  }
}
