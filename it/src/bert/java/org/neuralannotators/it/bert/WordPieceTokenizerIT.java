package org.neuralannotators.it.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/** Our tokenizer gives the pieces, words and offsets of Hugging Face's. */
class WordPieceTokenizerIT {
  private static final Path CORPORA = Path.of("../../shared/data/ner");
  private static final int RANDOM_TEXTS = 50_000;

  @TempDir private static Path folder;
  private static HuggingFaceTokenizer reference;
  private static Tokenizer ours;

  @BeforeAll
  static void load() throws IOException {
    Path file = PublishedEncoder.MINILM.copyTokenizer(folder);
    reference =
        HuggingFaceTokenizer.builder()
            .optTokenizerPath(file)
            .optAddSpecialTokens(false)
            .optPadding(false)
            .optTruncation(false)
            .build();
    ObjectNode vocabulary =
        (ObjectNode) new ObjectMapper().readTree(file.toFile()).at("/model/vocab");
    String[] pieces = new String[vocabulary.size()];
    vocabulary.properties().forEach(entry -> pieces[entry.getValue().asInt()] = entry.getKey());
    ours =
        StoredTokenizer.of(BertTokenizerJson.of(List.of(pieces), BertNormalization.UNCASED))
            .tokenizer();
  }

  @AfterAll
  static void close() {
    reference.close();
  }

  /** A piece as both give it; offsets in UTF-16 units. */
  private record Piece(int id, int word, int begin, int end) {}

  private static List<Piece> ours(String text) {
    Encoding pieces = ours.encode(text);
    return IntStream.range(0, pieces.size())
        .mapToObj(
            i ->
                new Piece(
                    pieces.ids()[i], pieces.tokens()[i], pieces.begins()[i], pieces.ends()[i]))
        .toList();
  }

  private static List<Piece> reference(String text) {
    ai.djl.huggingface.tokenizers.Encoding encoding = reference.encode(text);
    CharSpan[] spans = encoding.getCharTokenSpans();
    return IntStream.range(0, spans.length)
        .mapToObj(
            i ->
                new Piece(
                    (int) encoding.getIds()[i],
                    (int) encoding.getWordIds()[i],
                    text.offsetByCodePoints(0, spans[i].getStart()),
                    text.offsetByCodePoints(0, spans[i].getEnd())))
        .toList();
  }

  @Test
  void textOfRandomCharactersHasTheSamePieces() {
    Random random = new Random(5);
    long different =
        IntStream.range(0, RANDOM_TEXTS)
            .mapToObj(i -> randomText(random))
            .filter(text -> !ids(ours(text)).equals(ids(reference(text))))
            .count();
    assertThat(different).isZero();
  }

  @Test
  void textOfRandomCharactersHasTheSameOffsetsBarStrippedMarks() {
    Random random = new Random(6);
    long different =
        IntStream.range(0, RANDOM_TEXTS)
            .mapToObj(i -> randomText(random))
            .filter(text -> !ours(text).equals(reference(text)))
            .count();
    // Where a stripped mark meets another, the two may give it to different pieces.
    assertThat(different).isLessThanOrEqualTo(RANDOM_TEXTS / 10_000);
  }

  private static List<Integer> ids(List<Piece> pieces) {
    return pieces.stream().map(Piece::id).toList();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.appendCodePoint(randomCharacter(random));
    }
    return text.toString();
  }

  /** Half of them from ASCII and the scripts next to it. */
  private static int randomCharacter(Random random) {
    while (true) {
      int character =
          switch (random.nextInt(4)) {
            case 0 -> ' ' + random.nextInt(95);
            case 1 -> 1 + random.nextInt(0x5FF);
            case 2 -> 1 + random.nextInt(0xFFFF);
            default -> 1 + random.nextInt(0x1FFFF);
          };
      if (Character.isDefined(character) && Character.getType(character) != Character.SURROGATE) {
        return character;
      }
    }
  }

  @Test
  void sentencesOfTheCorporaHaveTheSamePieces() throws IOException {
    assumeTrue(Files.isDirectory(CORPORA), "no corpora in [" + CORPORA + "]: skipped");
    try (Stream<Path> files = Files.walk(CORPORA)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".tsv")).toList()) {
        for (String sentence : Files.readString(file).split("\n\n", -1)) {
          String text =
              sentence
                  .lines()
                  .map(line -> line.replaceFirst("\t.*", ""))
                  .collect(Collectors.joining(" "));
          assertThat(ours(text)).as("%s: %s", file, text).isEqualTo(reference(text));
        }
      }
    }
  }
}
