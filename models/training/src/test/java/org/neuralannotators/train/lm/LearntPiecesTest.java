package org.neuralannotators.train.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.StoredTokenizer;
import org.neuralannotators.train.lm.LearntPieces.Algorithm;

class LearntPiecesTest {
  private static final String TEXT = "Ann:\n\n  a cat,\ta cat\u00a0\ud83d\ude3a ran!\r\n";

  /** As a bundle keeps it. */
  private static Tokenizer stored(LearntPieces pieces, String... texts) {
    return StoredTokenizer.read(pieces.learn(List.of(texts)).toBytes()).tokenizer();
  }

  @Test
  void eachCharacterIsAPieceWhiteSpaceToo() {
    Tokenizer tokenizer = stored(new LearntPieces(Algorithm.CHARACTERS, null, null), TEXT, "bz\n");
    int[] ids = tokenizer.encode(TEXT).ids();
    assertThat(ids).hasSize(TEXT.codePointCount(0, TEXT.length()));
    assertThat(tokenizer.decode(ids)).isEqualTo(TEXT);
    assertThat(tokenizer.size()).isEqualTo(2 + (int) (TEXT + "bz").codePoints().distinct().count());
    int[] unknown = tokenizer.encode("a\u00e9z").ids();
    assertThat(unknown[1]).isEqualTo(tokenizer.unknown().orElseThrow());
    assertThat(tokenizer.decode(unknown)).isEqualTo("az");
  }

  @Test
  void bytePairsMakeAnyText() {
    Tokenizer tokenizer = stored(new LearntPieces(Algorithm.BPE, 300, 2), TEXT.repeat(3));
    int[] ids = tokenizer.encode(TEXT).ids();
    assertThat(ids.length).isLessThan(TEXT.length() * 2 / 3);
    assertThat(tokenizer.decode(ids)).isEqualTo(TEXT);
    String other = "\u00fcber <|endoftext|> \u4e2d\n\n\n\tz ";
    assertThat(tokenizer.decode(tokenizer.encode(other).ids())).isEqualTo(other);
    assertThat(tokenizer.encode(other).ids()).doesNotContain(0);
    assertThat(tokenizer.size()).isBetween(258, 300);
    assertThat(tokenizer.piece(0)).isEqualTo("<|endoftext|>");
    assertThat(tokenizer.id("\u0120cat")).isPresent();
  }

  @Test
  void theMostFrequentNeighboursAreMergedFirst() {
    Tokenizer tokenizer = stored(new LearntPieces(Algorithm.BPE, 259, 2), "ab abc abc bc bc bc bc");
    // bc 6 times, behind it a blank with b 4 times.
    assertThat(tokenizer.piece(257)).isEqualTo("bc");
    assertThat(tokenizer.piece(258)).isEqualTo("\u0120bc");
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new LearntPieces(Algorithm.BPE, 256, null))
        .hasMessageContainingAll("[pieces.size] is [256]", "[256] bytes");
    assertThatThrownBy(() -> new LearntPieces(Algorithm.CHARACTERS, 300, null))
        .hasMessageContainingAll("[pieces.size] is [300]", "[CHARACTERS]");
  }
}
