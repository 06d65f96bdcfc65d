package org.neuralannotators.lm.continuation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

class PieceTextTest {
  private static final Tokenizer BYTES = TinyDecoders.tokenizer(false).tokenizer();

  /** Of Llama's kind: words begin with a mark, and rare characters are bytes. */
  private static final Tokenizer WORDS =
      StoredTokenizer.read(
              """
      {
        "model": {
          "type": "BPE", "byte_fallback": true, "unk_token": "<unk>", "merges": [],
          "vocab": {"<unk>": 0, "\u2581a": 1, "\u2581b": 2, "<0xC3>": 3, "<0xA9>": 4, "c": 5,
                    "\u2581": 6, "<0xE2>": 7, "<0x82>": 8, "<0xAC>": 9, "</s>": 10}
        },
        "added_tokens": [{"id": 10, "content": "</s>", "special": true}],
        "decoder": {
          "type": "Sequence",
          "decoders": [
            {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "},
            {"type": "ByteFallback"},
            {"type": "Fuse"},
            {"type": "Strip", "content": " ", "start": 1, "stop": 0}
          ]
        }
      }
      """
                  .getBytes(StandardCharsets.UTF_8))
          .tokenizer();

  /** Parts of texts: letters, é of two bytes, a blank, ab, and what ends texts. */
  private static final int[][] PARTS = {{0}, {1}, {4}, {5, 6}, {7}, {TinyDecoders.END}};

  private static String write(int[] prompt, int... pieces) {
    PieceText text = PieceText.behind(WORDS, prompt);
    for (int piece : pieces) {
      text = text.with(piece);
    }
    return text.toString();
  }

  @Test
  void aWordBehindThePromptHasItsBlank() {
    assertThat(write(new int[] {1}, 2, 5)).isEqualTo(" bc");
    assertThat(write(new int[] {}, 2, 5)).isEqualTo("bc");
  }

  @Test
  void bytesAreWrittenWhenTheirCharacterIsComplete() {
    assertThat(write(new int[] {1}, 2, 3)).isEqualTo(" b");
    assertThat(write(new int[] {1}, 2, 3, 4)).isEqualTo(" bé");
    assertThat(write(new int[] {1}, 2, 3, 4, 3)).isEqualTo(" bé");
    assertThat(write(new int[] {1}, 2, 3, 4, 3, 4, 5)).isEqualTo(" bééc");
    assertThat(write(new int[] {1, 3, 4}, 3)).isEmpty();
    assertThat(write(new int[] {1, 3, 4}, 3, 4)).isEqualTo("é");
  }

  @Test
  void numbersThatNoPieceHasAreNoText() {
    assertThat(write(new int[] {1}, 11, 5)).isEqualTo("c");
  }

  private static int[] random(Random random, int[][] parts, int count) {
    return IntStream.generate(() -> random.nextInt(parts.length))
        .limit(count)
        .flatMap(part -> IntStream.of(parts[part]))
        .toArray();
  }

  /** Whenever the last character is complete. */
  private static void requireTheWhole(Tokenizer tokenizer, int[] prompt, int[] pieces) {
    String before = tokenizer.decode(prompt);
    PieceText text = PieceText.behind(tokenizer, prompt);
    int[] all = prompt;
    for (int piece : pieces) {
      all = Arrays.copyOf(all, all.length + 1);
      all[all.length - 1] = piece;
      text = text.with(piece);
      String whole = tokenizer.decode(all);
      if (!whole.endsWith("\uFFFD")) {
        assertThat(before + text).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void bytesAreWhatDecodingAllOfThemGives(int promptParts) {
    Random random = new Random(promptParts);
    for (int i = 0; i < 100; i++) {
      requireTheWhole(BYTES, random(random, PARTS, promptParts), random(random, PARTS, 12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void wordsWithMarksAndByteFallbackAre(int promptParts) {
    int[][] parts = {{0}, {1}, {2}, {3, 4}, {5}, {6}, {7, 8, 9}, {10}};
    Random random = new Random(promptParts);
    for (int i = 0; i < 100; i++) {
      requireTheWhole(WORDS, random(random, parts, promptParts), random(random, parts, 12));
    }
  }

  @Test
  void bytesThatAreNoCharacterAreWrittenOnceOthersFollow() {
    PieceText text = PieceText.behind(BYTES, new int[] {0}).with(1).with(5).with(5);
    assertThat(text).hasToString("b");
    assertThat(text.with(0)).hasToString("b\uFFFD\uFFFDa");
    assertThat(text.with(6)).hasToString("b\uFFFDé");
  }

  @Test
  void onlyTheLastPiecesAreDecodedAgain() {
    AtomicInteger most = new AtomicInteger();
    Tokenizer counting =
        (Tokenizer)
            Proxy.newProxyInstance(
                Tokenizer.class.getClassLoader(),
                new Class<?>[] {Tokenizer.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("decode")) {
                    most.accumulateAndGet(((int[]) arguments[0]).length, Math::max);
                  }
                  return method.invoke(BYTES, arguments);
                });
    PieceText text = PieceText.behind(counting, new int[100]).with(0).with(0);
    most.set(0);
    for (int i = 0; i < 100; i++) {
      text = text.with(5).with(6);
    }
    assertThat(text.toString()).hasSize(102);
    assertThat(most).hasValueLessThanOrEqualTo(4);
  }
}
