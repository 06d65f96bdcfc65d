package org.neuralannotators.translate;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.StoredTokenizer;
import org.neuralannotators.translate.text.SourcePart;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TextTemplate;
import org.neuralannotators.translate.text.TextTemplate.SourceLanguage;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;
import org.neuralannotators.translate.text.Word;

/**
 * Pieces of tokenizers, in a bundle as {@code tokenizer.json}, or {@code tokenizer.source.json} and
 * {@code tokenizer.target.json} where the sides have their own. What stands around a source is the
 * template's; what the tokenizers would put there doesn't matter. Immutable.
 */
public final class TokenizerPieces implements TextPieces {
  private static final String SOURCE = "tokenizer.source.json";
  private static final String TARGET = "tokenizer.target.json";

  private final TextPairRules rules;
  private final StoredTokenizer sourceFile;
  private final StoredTokenizer targetFile;
  private final Tokenizer source;
  private final Tokenizer target;
  private final int[] before;
  private final int[] after;
  private final OptionalInt begin;
  private final OptionalInt first;
  private final Set<Integer> languages;

  /**
   * @param rules with a template; a language that is {@code mul} isn't told
   * @param source cuts sources
   * @param target cuts targets and puts them together; the same object where it is the same
   * @throws IllegalArgumentException when the template names pieces that the tokenizers don't have
   */
  public TokenizerPieces(TextPairRules rules, StoredTokenizer source, StoredTokenizer target) {
    this.rules = rules;
    sourceFile = source;
    targetFile = target;
    this.source = source.tokenizer();
    this.target = target.tokenizer();
    TextTemplate template = rules.template();
    List<Integer> from = rules.sourcePiece().map(piece -> id(this.source, piece)).stream().toList();
    boolean inTarget =
        template.targetLanguage() == TargetLanguage.BEGIN
            || template.targetLanguage() == TargetLanguage.FIRST;
    Tokenizer telling = inTarget ? this.target : this.source;
    int[] told = ids(telling, template.languages()).toArray();
    languages = inTarget ? IntStream.of(told).boxed().collect(Collectors.toSet()) : Set.of();
    OptionalInt to = rules.targetPiece().stream().mapToInt(piece -> id(telling, piece)).findFirst();
    before =
        IntStream.concat(
                IntStream.concat(
                    ids(from, template.sourceLanguage() == SourceLanguage.FIRST),
                    inTarget ? IntStream.empty() : to.stream()),
                ids(this.source, template.before()))
            .toArray();
    after =
        IntStream.concat(
                ids(this.source, template.after()),
                ids(from, template.sourceLanguage() == SourceLanguage.LAST))
            .toArray();
    begin = template.targetLanguage() == TargetLanguage.BEGIN ? to : OptionalInt.empty();
    first = template.targetLanguage() == TargetLanguage.FIRST ? to : OptionalInt.empty();
  }

  private static IntStream ids(List<Integer> all, boolean wanted) {
    return wanted ? all.stream().mapToInt(Integer::intValue) : IntStream.empty();
  }

  private static IntStream ids(Tokenizer tokenizer, List<String> pieces) {
    return pieces.stream().mapToInt(piece -> id(tokenizer, piece));
  }

  private static int id(Tokenizer tokenizer, String piece) {
    return tokenizer
        .id(piece)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The template names the piece [%s]; expected one of the tokenizer's [%d]"
                        .formatted(piece, tokenizer.size())));
  }

  static TokenizerPieces read(ModelBundle bundle, TextPairRules rules) throws IOException {
    if (bundle.manifest().files().containsKey(StoredTokenizer.FILE)) {
      StoredTokenizer both = StoredTokenizer.read(bundle.bytes(StoredTokenizer.FILE));
      return new TokenizerPieces(rules, both, both);
    }
    return new TokenizerPieces(
        rules,
        StoredTokenizer.read(bundle.bytes(SOURCE)),
        StoredTokenizer.read(bundle.bytes(TARGET)));
  }

  @Override
  public BundleWriter write(BundleWriter bundle) {
    return sourceFile == targetFile
        ? bundle.add(StoredTokenizer.FILE, sourceFile.toBytes())
        : bundle.add(SOURCE, sourceFile.toBytes()).add(TARGET, targetFile.toBytes());
  }

  @Override
  public TextPairRules rules() {
    return rules;
  }

  @Override
  public int[] source(String text) {
    int[] own = encode(text).ids();
    int[] all = Arrays.copyOf(before, before.length + own.length + after.length);
    System.arraycopy(own, 0, all, before.length, own.length);
    System.arraycopy(after, 0, all, before.length + own.length, after.length);
    return all;
  }

  private Encoding encode(String text) {
    return source.encode(rules.template().taskPrefix() + text);
  }

  @Override
  public int[] sourceWords(String text) {
    int prefix = rules.template().taskPrefix().length();
    List<Word> words = Word.of(text).stream().map(word -> word.shifted(prefix)).toList();
    Encoding own = encode(text);
    int[] all = new int[before.length + own.size() + after.length];
    Arrays.fill(all, -1);
    for (int i = 0; i < own.size(); i++) {
      int[] overlapping = new Word(own.begins()[i], own.ends()[i]).overlapping(words);
      all[before.length + i] = overlapping.length == 0 ? -1 : overlapping[0];
    }
    return all;
  }

  @Override
  public int count(String word) {
    return source.encode(word).size();
  }

  @Override
  public boolean isMostlyUnknown(List<SourcePart> parts) {
    OptionalInt unknown = source.unknown();
    if (unknown.isEmpty()
        || parts.stream()
            .flatMapToInt(part -> Arrays.stream(part.pieces()))
            .noneMatch(piece -> piece == unknown.getAsInt())) {
      return false;
    }
    int characters = parts.stream().mapToInt(part -> part.read().length()).sum();
    return 2 * parts.stream().mapToInt(part -> unknown(part, unknown.getAsInt())).sum()
        > characters;
  }

  /** How many characters of a part are of pieces that aren't known. */
  private int unknown(SourcePart part, int unknown) {
    Encoding pieces = source.encode(part.read());
    return IntStream.range(0, pieces.size())
        .filter(i -> pieces.ids()[i] == unknown)
        .map(i -> pieces.ends()[i] - pieces.begins()[i])
        .sum();
  }

  @Override
  public int[] target(String text) {
    return target.encode(text).ids();
  }

  /** Networks may have more pieces than their tokenizers. */
  private boolean hasText(int piece) {
    return !languages.contains(piece) && target.piece(piece) != null;
  }

  /** {@inheritDoc} Languages' pieces have none, nor have blanks at both ends. */
  @Override
  public String decode(int... pieces) {
    return target.decode(IntStream.of(pieces).filter(this::hasText).toArray()).strip();
  }

  @Override
  public int[] targetWords(int... pieces) {
    int most = spaces(decode(pieces));
    int[] words = new int[pieces.length];
    for (int i = 0; i < words.length; i++) {
      words[i] =
          decode(pieces[i]).isEmpty()
              ? -1
              : Math.min(most, spaces(decode(Arrays.copyOf(pieces, i + 1))));
    }
    return words;
  }

  private static int spaces(String text) {
    return (int) text.chars().filter(character -> character == ' ').count();
  }

  /** All that the network reads: what ends a source is among its pieces. */
  @Override
  public int mostOfSource(int maximumLength) {
    return maximumLength;
  }

  @Override
  public OptionalInt begin() {
    return begin;
  }

  @Override
  public OptionalInt first() {
    return first;
  }

  @Override
  public void requireWithin(int sourceVocabulary, int targetVocabulary) {
    if (source.size() > sourceVocabulary || target.size() > targetVocabulary) {
      throw new IllegalArgumentException(
          "Tokenizers of [%d] and [%d] pieces for a network of [%d] and [%d]; expected no more"
              .formatted(source.size(), target.size(), sourceVocabulary, targetVocabulary));
    }
  }
}
