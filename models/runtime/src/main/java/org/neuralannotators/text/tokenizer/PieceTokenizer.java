package org.neuralannotators.text.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.text.BertCharacters;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.JsonRules;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.normalize.AlignedText;
import org.neuralannotators.text.normalize.Normalizer;
import org.neuralannotators.text.normalize.Normalizers;
import org.neuralannotators.text.pretokenize.PreTokenizer;
import org.neuralannotators.text.pretokenize.PreTokenizers;
import org.neuralannotators.text.subword.PieceTable;
import org.neuralannotators.text.subword.SubwordAlgorithm;

/**
 * A tokenizer as Hugging Face's {@code tokenizer.json} describes it: added tokens are found, the
 * rest is normalised, split into words, and each word cut into pieces. Ids, and offsets but for
 * rare marks, are those of Hugging Face's tokenizers.
 */
public final class PieceTokenizer implements Tokenizer {
  private final Parts parts;
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final SubwordAlgorithm algorithm;
  private final PostProcessors post;
  private final Decoder decoder;
  private final AddedTokens asWritten;
  private final AddedTokens normalized;
  private final Map<Integer, String> added = new HashMap<>();
  private final Set<Integer> specials = new HashSet<>();
  private final boolean needsBlanks;
  private final int size;

  /** What is done with a text that spells a special token, such as {@code [SEP]}. */
  public enum SpecialsInText {
    /** It is text like any other: nobody can end a sequence by writing so. */
    AS_TEXT,
    /** It is the token, as with Hugging Face's tokenizers; for prompts with {@code [MASK]}. */
    AS_TOKENS
  }

  /** What a {@code tokenizer.json} tells. */
  private record Parts(
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      boolean needsBlanks,
      SubwordAlgorithm algorithm,
      PostProcessors post,
      Decoder decoder,
      List<AddedToken> tokens) {
    static Parts read(JsonNode root) {
      return new Parts(
          Normalizers.read(root.get("normalizer")),
          PreTokenizers.read(root.get("pre_tokenizer")),
          PreTokenizers.needsBlanks(root.get("pre_tokenizer")),
          Algorithms.read(root.path("model")),
          PostProcessors.read(root.get("post_processor")),
          Decoders.read(root.get("decoder")),
          JsonRules.each(root.path("added_tokens"), AddedToken::read));
    }
  }

  private PieceTokenizer(Parts parts, SpecialsInText specialsInText) {
    this.parts = parts;
    normalizer = parts.normalizer();
    preTokenizer = parts.preTokenizer();
    needsBlanks = parts.needsBlanks();
    algorithm = parts.algorithm();
    post = parts.post();
    decoder = parts.decoder();
    for (AddedToken token : parts.tokens()) {
      added.put(token.id(), token.content());
      if (token.special()) {
        specials.add(token.id());
      }
    }
    List<AddedToken> looked =
        parts.tokens().stream()
            .filter(token -> specialsInText == SpecialsInText.AS_TOKENS || !token.special())
            .toList();
    asWritten = addedTokens(looked.stream().filter(token -> !token.normalized()), Normalizer.NONE);
    normalized = addedTokens(looked.stream().filter(AddedToken::normalized), normalizer);
    size =
        Math.max(
            algorithm.vocabulary().size(),
            1 + added.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1));
  }

  /**
   * The tokenizer of a {@code tokenizer.json}.
   *
   * @throws IllegalArgumentException when it has a part that isn't known, or a fault
   */
  public static PieceTokenizer read(JsonNode root, SpecialsInText specialsInText) {
    return new PieceTokenizer(Parts.read(root), specialsInText);
  }

  /** The same with another reading of special tokens in texts; the two share the vocabulary. */
  public PieceTokenizer with(SpecialsInText specialsInText) {
    return new PieceTokenizer(parts, specialsInText);
  }

  private static AddedTokens addedTokens(Stream<AddedToken> tokens, Normalizer normalizer) {
    List<AddedToken> all = tokens.toList();
    return new AddedTokens(
        all,
        all.stream()
            .map(token -> normalizer.normalize(AlignedText.of(token.content())).text())
            .toList());
  }

  @Override
  public Encoding encode(String text) {
    return encode(text, false);
  }

  private Encoding encode(String text, boolean behindBlank) {
    Reading reading = new Reading(behindBlank);
    asWritten.split(AlignedText.of(text), reading::normalize, reading::add);
    return reading.pieces.build();
  }

  /**
   * Ids are those of Hugging Face's {@code is_split_into_words}. Where the pre-tokenizer puts no
   * blank before a text but makes it a part of pieces, which they refuse, each token but the first
   * is read as behind a blank: as in the sentence's text.
   */
  @Override
  public Encoding encode(List<String> tokens) {
    return Encoding.ofTokens(
        IntStream.range(0, tokens.size())
            .mapToObj(i -> encode(tokens.get(i), needsBlanks && i > 0))
            .toList());
  }

  /** The pieces of one text. */
  private final class Reading {
    private final Encoding.Builder pieces = new Encoding.Builder();
    private final OffsetTrim trim;
    private boolean behindBlank;
    private int words;

    Reading(boolean behindBlank) {
      this.behindBlank = behindBlank;
      trim = behindBlank ? post.trim().withPrefixSpace() : post.trim();
    }

    void normalize(AlignedText part) {
      normalized.split(normalizer.normalize(part), this::split, this::add);
    }

    private void split(AlignedText part) {
      boolean blank = behindBlank && !BertCharacters.isWhitespace(part.text().charAt(0));
      behindBlank = false;
      preTokenizer.split(blank ? part.behind(" ") : part, this::cut);
    }

    private void cut(AlignedText word) {
      if (!word.isEmpty()) {
        algorithm.cut(
            word.text(), (id, begin, end) -> add(word.slice(begin, end), piece(id), id, words));
        words++;
      }
    }

    /** Adds an added token, which is a word. */
    void add(AlignedText token, int id) {
      behindBlank = false;
      add(token, token.text(), id, words++);
    }

    private void add(AlignedText piece, String text, int id, int word) {
      int begin = piece.begin(0);
      int end = piece.end(piece.length() - 1);
      if (trim.active()) {
        begin = trim.begin(text, begin, end);
        end = trim.end(text, begin, end);
      }
      pieces.add(id, begin, end, word);
    }
  }

  @Override
  public String piece(int id) {
    String token = added.get(id);
    return token == null ? algorithm.vocabulary().piece(id) : token;
  }

  @Override
  public String decode(int... ids) {
    return decode(ids, id -> !specials.contains(id));
  }

  /** The same with special tokens as they are spelled. */
  public String decodeWithSpecials(int... ids) {
    return decode(ids, id -> true);
  }

  private String decode(int[] ids, IntPredicate kept) {
    List<String> pieces = new ArrayList<>();
    for (int id : ids) {
      String piece = piece(id);
      if (piece == null) {
        throw new IllegalArgumentException(
            "[" + id + "] is no id; expected one of the [" + size + "] from 0");
      }
      if (kept.test(id)) {
        pieces.add(piece);
      }
    }
    return String.join("", decoder.decode(pieces));
  }

  @Override
  public OptionalInt id(String piece) {
    int id = algorithm.vocabulary().id(piece);
    return id != PieceTable.NONE
        ? OptionalInt.of(id)
        : added.entrySet().stream()
            .filter(token -> token.getValue().equals(piece))
            .mapToInt(Map.Entry::getKey)
            .findFirst();
  }

  @Override
  public OptionalInt unknown() {
    int id = algorithm.unknown();
    return id == PieceTable.NONE ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public SpecialTokens special() {
    return post.special();
  }

  @Override
  public int size() {
    return size;
  }
}
