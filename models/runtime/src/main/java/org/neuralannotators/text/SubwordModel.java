package org.neuralannotators.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts a text into subwords by byte-pair encoding (Sennrich et al. 2016, as subword-nmt does), and
 * puts it together again: {@code decode(encode(text))} is the text, whatever string that is.
 * Characters that were rare in the training data are cut into the bytes of their UTF-8, so that
 * nothing is unknown. Text that spells a special subword, such as {@code </s>}, is text.
 *
 * <p>Ids are those of {@link #BEGIN} and {@link #END}, the marks that end and join words, the 256
 * bytes, the characters, and the merged subwords. Thread-safe.
 */
public final class SubwordModel implements PieceModel {
  private static final int WORD_END = 2;
  private static final int JOINER = 3;
  private static final int BYTES = 4;
  private static final int SUBWORDS = BYTES + 256;

  private static final int CACHED_WORDS = 1 << 16;
  private static final int LONGEST_CACHED_WORD = 64;

  private final WordSplitting splitting;
  private final List<Subword> characters;
  private final List<SubwordMerge> merges;

  private final List<Subword> subwords = new ArrayList<>();
  private final Map<Subword, Integer> ids = new HashMap<>();
  private final MergeTable table = new MergeTable();
  private final Map<String, int[]> cache = new ConcurrentHashMap<>();

  private SubwordModel(
      WordSplitting splitting, List<Subword> characters, List<SubwordMerge> merges) {
    this.splitting = splitting;
    this.characters = characters;
    this.merges = merges;
    ids.put(Subword.JOINER, JOINER);
    characters.forEach(this::addSubword);
    for (SubwordMerge merge : merges) {
      int left = knownId(merge.left(), merge);
      int right = knownId(merge.right(), merge);
      table.add(left, right, addSubword(merge.result()));
    }
  }

  /** Two merges can have the same result. */
  private int addSubword(Subword subword) {
    return ids.computeIfAbsent(
        subword,
        added -> {
          subwords.add(added);
          return SUBWORDS + subwords.size() - 1;
        });
  }

  private int knownId(Subword part, SubwordMerge merge) {
    Integer id = ids.get(part);
    if (id == null) {
      throw new IllegalArgumentException(
          "Line ["
              + merge.toLine()
              + "] merges ["
              + part.toLine()
              + "], which no line before it has; get the subwords anew");
    }
    return id;
  }

  /**
   * Learns subwords. Of the lines only the distinct words are kept in memory. For a vocabulary that
   * two languages share, give the lines of both.
   *
   * @param merges so many at most; that and twice the number of characters is the size, but for
   *     {@code 260} special ids
   * @param minimum characters and pairs that are rarer aren't learned, such as 2
   * @throws IllegalArgumentException when one of the numbers is negative
   */
  public static SubwordModel learn(
      Iterable<String> lines, int merges, int minimum, WordSplitting splitting) {
    if (merges < 0 || minimum < 0) {
      throw new IllegalArgumentException(
          "["
              + merges
              + "] merges of pairs that are there ["
              + minimum
              + "] times; expected numbers from 0, such as [8000] and [2]");
    }
    Map<List<Subword>, Long> words = countWords(lines, splitting);
    MergeLearner learner = new MergeLearner();
    Map<String, Long> characters = new TreeMap<>();
    words.forEach(
        (word, count) -> {
          learner.addWord(word, count);
          word.forEach(character -> characters.merge(character.toLine(), count, Long::sum));
        });
    List<Subword> frequent =
        characters.entrySet().stream()
            .filter(character -> character.getValue() >= minimum)
            .map(character -> Subword.fromLine(character.getKey()))
            .filter(character -> !character.equals(Subword.JOINER))
            .toList();
    return new SubwordModel(splitting, frequent, learner.learn(merges, minimum));
  }

  private static Map<List<Subword>, Long> countWords(
      Iterable<String> lines, WordSplitting splitting) {
    Map<String, Long> chunks = new HashMap<>();
    for (String line : lines) {
      for (String chunk : line.split(" ", -1)) {
        chunks.merge(chunk, 1L, Long::sum);
      }
    }
    Map<List<Subword>, Long> words = new HashMap<>();
    chunks.forEach(
        (chunk, count) ->
            splitting.split(
                chunk,
                (word, joined) -> words.merge(Subword.characters(word, joined), count, Long::sum)));
    return words;
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @throws IllegalArgumentException naming the line that can't be
   */
  public static SubwordModel fromLines(List<String> lines) {
    WordSplitting splitting = WordSplitting.fromLine(lines.isEmpty() ? "" : lines.get(0));
    List<Subword> characters = new ArrayList<>();
    List<SubwordMerge> merges = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (SubwordMerge.isMerge(line)) {
        merges.add(SubwordMerge.fromLine(line));
      } else {
        characters.add(character(line));
      }
    }
    return new SubwordModel(splitting, characters, merges);
  }

  private static Subword character(String line) {
    Subword character = Subword.fromLine(line);
    if (character.joined() || character.text().codePointCount(0, character.text().length()) != 1) {
      throw new IllegalArgumentException(
          "[" + line + "] isn't a subword; expected a character, or two subwords with a space");
    }
    return character;
  }

  /**
   * How words are split, the characters, and the merges as subword-nmt writes them, each on a line.
   */
  @Override
  public String toText() {
    Stream<String> lines =
        Stream.of(
                Stream.of(splitting.toLine()),
                characters.stream().map(Subword::toLine),
                merges.stream().map(SubwordMerge::toLine))
            .flatMap(part -> part);
    return String.join("\n", lines.toList()) + "\n";
  }

  @Override
  public int size() {
    return SUBWORDS + subwords.size();
  }

  /** The subword for people, with its marks: a byte is {@code <0xE2>}. */
  public String subword(int id) {
    return switch (id) {
      case BEGIN -> "<s>";
      case END -> "</s>";
      default -> isByte(id) ? String.format("<0x%02X>", id - BYTES) : subwordOf(id).toLine();
    };
  }

  /** Whether it is a byte of a rare character. */
  @Override
  public boolean isRare(int id) {
    return isByte(id);
  }

  private static boolean isByte(int id) {
    return id >= BYTES && id < SUBWORDS;
  }

  private Subword subwordOf(int id) {
    if (id < WORD_END || id >= size()) {
      throw new IllegalArgumentException(
          "[" + id + "] isn't the id of a subword; expected one below [" + size() + "]");
    }
    return switch (id) {
      case WORD_END -> Subword.WORD_END;
      case JOINER -> Subword.JOINER;
      default -> subwords.get(id - SUBWORDS);
    };
  }

  @Override
  public WordSplitting splitting() {
    return splitting;
  }

  @Override
  public int[] encode(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    return Stream.of(text.split(" ", -1)).map(this::chunkIds).flatMapToInt(IntStream::of).toArray();
  }

  private int[] chunkIds(String chunk) {
    int[] known = cache.get(chunk);
    if (known != null) {
      return known;
    }
    IntStream.Builder found = IntStream.builder();
    if (chunk.isEmpty()) {
      found.add(WORD_END);
    }
    splitting.split(chunk, (word, joined) -> addIds(Subword.characters(word, joined), found));
    int[] result = found.build().toArray();
    if (chunk.length() <= LONGEST_CACHED_WORD && cache.size() < CACHED_WORDS) {
      cache.put(chunk, result);
    }
    return result;
  }

  private void addIds(List<Subword> word, IntStream.Builder found) {
    int[] parts = word.stream().mapToInt(part -> ids.getOrDefault(part, -1)).toArray();
    int[] lengths = table.apply(parts);
    for (int i = 0; i < parts.length; i += lengths[i]) {
      if (parts[i] >= 0) {
        found.add(parts[i]);
      } else {
        spell(word.get(i), found);
      }
    }
  }

  /** A character that is no subword of its own. */
  private void spell(Subword character, IntStream.Builder found) {
    Integer inside = ids.get(new Subword(false, character.text(), false));
    if (inside != null) {
      found.add(inside);
    } else {
      for (byte value : WideUtf8.encode(character.text().codePointAt(0))) {
        found.add(BYTES + (value & 0xFF));
      }
    }
    if (character.endsWord()) {
      found.add(WORD_END);
    }
  }

  /** {@inheritDoc} Bytes that aren't UTF-8 become U+FFFD. */
  @Override
  public String decode(int... sequence) {
    SubwordDecoder decoder = new SubwordDecoder();
    for (int id : sequence) {
      add(id, decoder);
    }
    return decoder.text();
  }

  @Override
  public int[] words(int... sequence) {
    SubwordDecoder decoder = new SubwordDecoder();
    return IntStream.of(sequence)
        .map(
            id -> {
              add(id, decoder);
              return decoder.spaces();
            })
        .toArray();
  }

  private void add(int id, SubwordDecoder decoder) {
    if (isByte(id)) {
      decoder.add((byte) (id - BYTES));
    } else if (id != BEGIN && id != END) {
      decoder.add(subwordOf(id));
    }
  }
}
