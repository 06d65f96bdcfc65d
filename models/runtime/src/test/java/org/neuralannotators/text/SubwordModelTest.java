package org.neuralannotators.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubwordModelTest {
  private static final List<String> TEXT = lines("text.txt");

  private static final List<String> HARD =
      List.of(
          "",
          " ",
          "   ",
          " a",
          "a ",
          "  two  spaces  ",
          "\t",
          "tab\tand\nline\r\nends\u0085\u2028 \u00A0 \u3000",
          "\u0000\u0001\u007F\uFEFF\uFFFE\uFFFF\uFFFD",
          "\uD800",
          "\uDC00\uD800 \uDBFF",
          "x\uDC00y\uD83D",
          "\uD83D\uDE00",
          "\uDBFF\uDFFF",
          "<s> </s> </w> <0xE2> \uFFED \uFFEDa a\uFFED \uFFED\uFFED</w></w>",
          "a</w> </w>b \\n \\u003C/w> \\uFFED",
          "don't stop, \"now\"... (or else!)",
          "𝒳 ﷺ กำ é e\u0301 \u0301");

  private static List<String> lines(String name) {
    try (InputStream input = SubwordModelTest.class.getResourceAsStream("subword-nmt/" + name)) {
      String text = new String(input.readAllBytes(), UTF_8);
      return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SubwordModel learn(WordSplitting splitting) {
    return SubwordModel.learn(TEXT, 300, 1, splitting);
  }

  @Test
  void mergesAreThoseOfSubwordNmt() {
    List<String> merges =
        learn(WordSplitting.SPACES)
            .toText()
            .lines()
            .skip(1)
            .filter(line -> line.contains(" "))
            .toList();
    List<String> expected = lines("codes.txt");
    assertThat(merges).isEqualTo(expected.subList(1, expected.size()));
  }

  @Test
  void segmentationIsThatOfSubwordNmt() {
    SubwordModel model = learn(WordSplitting.SPACES);
    List<String> segmented =
        TEXT.stream()
            .map(
                line ->
                    IntStream.of(model.encode(line))
                        .mapToObj(model::subword)
                        .map(
                            piece ->
                                piece.endsWith("</w>")
                                    ? piece.replaceFirst("</w>$", " ")
                                    : piece + "@@ ")
                        .collect(Collectors.joining()))
            // Several spaces are one to subword-nmt.
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList();
    assertThat(segmented).isEqualTo(lines("segmented.txt"));
  }

  @ParameterizedTest
  @EnumSource
  void noCharacterIsLost(WordSplitting splitting) {
    List<String> texts = new ArrayList<>(HARD);
    texts.addAll(TEXT);
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      texts.add(randomText(random));
    }
    SubwordModel model = learn(splitting);
    SubwordModel characters = SubwordModel.learn(HARD, 50, 0, splitting);
    SubwordModel bytes = SubwordModel.learn(List.of(), 10, 2, splitting);
    for (String text : texts) {
      assertThat(model.decode(model.encode(text))).isEqualTo(text);
      assertThat(characters.decode(characters.encode(text))).isEqualTo(text);
      assertThat(bytes.decode(bytes.encode(text))).isEqualTo(text);
    }
  }

  private static String randomText(Random random) {
    int[] highest = {0x7F, 0x7F, 0x2FF, 0xFFFF, Character.MAX_CODE_POINT};
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(20); length > 0; length--) {
      int character = random.nextInt(highest[random.nextInt(highest.length)] + 1);
      text.appendCodePoint(random.nextInt(4) == 0 ? ' ' : character);
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource
  void textFormGivesTheSameIds(WordSplitting splitting) {
    List<String> all = new ArrayList<>(HARD);
    all.addAll(TEXT);
    SubwordModel model = SubwordModel.learn(all, 500, 1, splitting);
    SubwordModel read = SubwordModel.fromLines(List.of(model.toText().split("\n")));
    assertThat(read.toText()).isEqualTo(model.toText());
    assertThat(read.size()).isEqualTo(model.size());
    for (String text : all) {
      assertThat(read.encode(text)).isEqualTo(model.encode(text));
    }
  }

  @Test
  void rareCharactersAreSpelledInBytes() {
    SubwordModel model = SubwordModel.learn(List.of("aa aa €"), 1, 2, WordSplitting.SPACES);
    assertThat(subwords(model, "aa a€ €a"))
        .containsExactly(
            "aa</w>", "a", "<0xE2>", "<0x82>", "<0xAC>", "</w>", "<0xE2>", "<0x82>", "<0xAC>",
            "a</w>");
  }

  private static List<String> subwords(SubwordModel model, String text) {
    return IntStream.of(model.encode(text)).mapToObj(model::subword).toList();
  }

  @Test
  void wordIsTheSameWithACommaBehindIt() {
    SubwordModel model =
        SubwordModel.learn(List.of("know, know. know"), 100, 1, WordSplitting.PUNCTUATION);
    assertThat(subwords(model, "know, know know."))
        .containsExactly("know</w>", "\uFFED,</w>", "know</w>", "know</w>", "\uFFED.</w>");
    assertThat(model.words(model.encode("know, know know."))).containsExactly(0, 0, 1, 2, 2);
  }

  @Test
  void eachIdHasItsPlaceAmongTheWords() {
    SubwordModel model = SubwordModel.learn(List.of(), 0, 2, WordSplitting.SPACES);
    assertThat(model.words(model.encode("a  bc "))).containsExactly(0, 0, 1, 2, 2, 2, 3);
    assertThat(model.words(SubwordModel.BEGIN, SubwordModel.END)).containsExactly(0, 0);
  }

  @Test
  void anyIdsHaveAText() {
    SubwordModel model = learn(WordSplitting.PUNCTUATION);
    int[] all = IntStream.range(0, model.size()).toArray();
    assertThat(model.decode(all)).isNotEmpty();
    assertThat(model.words(all)).hasSize(all.length).isSorted();
    int[] euro = bytes("€");
    assertThat(model.decode(euro)).isEqualTo("€");
    assertThat(model.decode(Arrays.copyOf(euro, 2))).isEqualTo("\uFFFD\uFFFD");
    assertThat(model.decode(euro[1], euro[0])).isEqualTo("\uFFFD\uFFFD");
    // Overlong, and beyond Unicode.
    assertThat(model.decode(4 + 0xC0, 4 + 0x80)).isEqualTo("\uFFFD\uFFFD");
    assertThat(model.decode(4 + 0xF7, 4 + 0xBF, 4 + 0xBF, 4 + 0xBF)).hasSize(4);
    assertThat(model.decode(SubwordModel.BEGIN, euro[0], SubwordModel.END)).isEqualTo("\uFFFD");
  }

  private static int[] bytes(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return IntStream.range(0, bytes.length).map(i -> 4 + (bytes[i] & 0xFF)).toArray();
  }

  @Test
  void numberThatIsNoIdIsNamed() {
    SubwordModel model = SubwordModel.learn(List.of(), 0, 2, WordSplitting.SPACES);
    assertThat(model.size()).isEqualTo(260);
    for (int id : new int[] {-1, 260}) {
      assertThatThrownBy(() -> model.decode(id))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[" + id + "]")
          .hasMessageContaining("[260]");
    }
  }

  @Test
  void veryLongWordIsCutInTime() {
    SubwordModel model = learn(WordSplitting.SPACES);
    String word = "banana\uD83D\uDE00x".repeat(20_000);
    assertThat(model.decode(model.encode(word))).isEqualTo(word);
  }

  @Test
  void brokenTextFormIsRefusedByLine() {
    assertRefused(List.of(), "[]");
    assertRefused(List.of("somewhere", "a"), "[somewhere]");
    assertRefused(List.of("spaces", "ab"), "[ab]");
    assertRefused(List.of("spaces", ""), "[]");
    assertRefused(List.of("spaces", "a", "a b"), "[a b]");
    assertRefused(List.of("spaces", "a", "a a a"), "[a a a]");
    assertRefused(List.of("spaces", "a\\x"), "[a\\x]");
  }

  private static void assertRefused(List<String> lines, String named) {
    assertThatThrownBy(() -> SubwordModel.fromLines(lines))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @Test
  void negativeNumbersAreRefused() {
    assertThatThrownBy(() -> SubwordModel.learn(List.of(), -1, 2, WordSplitting.SPACES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[-1]");
  }
}
