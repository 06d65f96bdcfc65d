package org.neuralannotators.train.lm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neuralannotators.text.CharacterMerges;
import org.neuralannotators.text.normalize.AlignedText;
import org.neuralannotators.text.pretokenize.ByteLevel;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * The pieces of a decoder, which are learnt from its text.
 *
 * @param algorithm what they are
 * @param size of the vocabulary of {@link Algorithm#BPE}, at most; 8000 by default
 * @param minimum how often two neighbours are there at least that {@link Algorithm#BPE} merges; 2
 *     by default
 */
public record LearntPieces(Algorithm algorithm, Integer size, Integer minimum) {
  /** What is learnt where nothing else is said. */
  static final LearntPieces DEFAULT = new LearntPieces(null, null, null);

  private static final int BYTES = 256;

  /** What pieces are. */
  public enum Algorithm {
    /** Merged bytes of UTF-8, of which any text can be made (Radford et al. 2019, section 2.2). */
    BPE,
    /** The code points that the text has; others are unknown. */
    CHARACTERS
  }

  public LearntPieces {
    algorithm = Objects.requireNonNullElse(algorithm, Algorithm.BPE);
    if (algorithm == Algorithm.CHARACTERS && (size != null || minimum != null)) {
      throw new IllegalArgumentException(
          "[pieces.size] is [%d] and [pieces.minimum] is [%d] with the algorithm [CHARACTERS]; expected neither: each character of the text is a piece"
              .formatted(size, minimum));
    }
    size = Objects.requireNonNullElse(size, 8_000);
    minimum = Objects.requireNonNullElse(minimum, 2);
    if (size <= BYTES || minimum < 1) {
      throw new IllegalArgumentException(
          "[pieces.size] is [%d] and [pieces.minimum] is [%d]; expected more than the [%d] bytes, and at least 1"
              .formatted(size, minimum, BYTES));
    }
  }

  /** The tokenizer that is learnt from texts; it knows {@link PieceTokenizerJson#END}. */
  StoredTokenizer learn(List<String> texts) {
    return StoredTokenizer.of(
        algorithm == Algorithm.BPE
            ? PieceTokenizerJson.bytePairs(merges(texts))
            : PieceTokenizerJson.characters(characters(texts)));
  }

  private List<CharacterMerges.Merge> merges(List<String> texts) {
    Map<String, Long> words = new TreeMap<>();
    ByteLevel splitting = new ByteLevel(false, true);
    for (String text : texts) {
      splitting.split(AlignedText.of(text), word -> words.merge(word.text(), 1L, Long::sum));
    }
    return CharacterMerges.learn(words, size - BYTES - 1, minimum);
  }

  private static Stream<String> characters(List<String> texts) {
    return texts.stream()
        .flatMapToInt(String::codePoints)
        .distinct()
        .sorted()
        .mapToObj(Character::toString);
  }
}
