package org.neuralannotators.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TagSchemeTest {
  private static final List<TagScheme> SCHEMES =
      List.of(TagScheme.IO, TagScheme.IOB1, TagScheme.BIO, TagScheme.BIOES, TagScheme.BILOU);

  private static final List<TaggedSpan> SPANS =
      List.of(
          new TaggedSpan(1, 4, "PER"), new TaggedSpan(4, 5, "PER"), new TaggedSpan(5, 6, "LOC"));

  @ParameterizedTest
  @CsvSource({
    "IO, O I-PER I-PER I-PER I-PER I-LOC O",
    "IOB1, O I-PER I-PER I-PER B-PER I-LOC O",
    "BIO, O B-PER I-PER I-PER B-PER B-LOC O",
    "BIOES, O B-PER I-PER E-PER S-PER S-LOC O",
    "BILOU, O B-PER I-PER L-PER U-PER U-LOC O"
  })
  void encodesByHandWorkedExample(TagScheme scheme, String tags) {
    assertThat(scheme.encode(SPANS, 7)).isEqualTo(words(tags));
  }

  /** Worked by hand from the rules startOfChunk and endOfChunk of conlleval.pl. */
  @ParameterizedTest
  @CsvSource({
    "I-PER I-PER O, 0-2-PER",
    "O I-PER I-LOC, 1-2-PER 2-3-LOC",
    "B-PER I-LOC I-LOC, 0-1-PER 1-3-LOC",
    "B-PER B-PER, 0-1-PER 1-2-PER",
    "I-PER B-PER I-PER, 0-1-PER 1-3-PER",
    "B-PER O I-PER, 0-1-PER 2-3-PER",
    "E-PER I-PER, 0-1-PER 1-2-PER",
    "E-PER E-PER, 0-1-PER 1-2-PER",
    "B-PER E-LOC, 0-1-PER 1-2-LOC",
    "S-PER I-PER, 0-1-PER 1-2-PER",
    "I-PER S-PER, 0-1-PER 1-2-PER",
    "B-PER I-PER E-PER S-PER, 0-3-PER 3-4-PER",
    "B-PER I-PER L-PER U-PER, 0-3-PER 3-4-PER",
    "PER PER O LOC, 0-2-PER 3-4-LOC",
    "B-creative-work I-creative-work, 0-2-creative-work",
    "O O, ''"
  })
  void decodesByConllevalRules(String tags, String spans) {
    List<String> found =
        SpanDecoder.decode(words(tags)).stream()
            .map(span -> span.begin() + "-" + span.end() + "-" + span.label())
            .toList();
    assertThat(String.join(" ", found)).isEqualTo(spans);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"IO", "NONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void decodeUndoesEncode(TagScheme scheme) {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      List<TaggedSpan> spans = randomSpans(random, 20);
      List<String> tags = scheme.encode(spans, 20);
      assertThat(scheme.decode(tags)).isEqualTo(spans);
      scheme.validate(tags);
      for (TagScheme other : TagScheme.values()) {
        if (other != TagScheme.IO && other != TagScheme.NONE) {
          assertThat(TagScheme.convert(tags, other)).isEqualTo(other.encode(spans, 20));
        }
      }
    }
  }

  @Test
  void touchingSpansOfOneTypeBecomeOneInIo() {
    List<String> tags = TagScheme.IO.encode(SPANS, 7);
    assertThat(TagScheme.IO.decode(tags))
        .containsExactly(new TaggedSpan(1, 5, "PER"), new TaggedSpan(5, 6, "LOC"));
  }

  @ParameterizedTest
  @CsvSource({
    "IO, I-A, I-B, true",
    "IO, O, B-A, false",
    "IOB1, O, I-A, true",
    "IOB1, O, B-A, false",
    "IOB1, I-A, B-A, true",
    "IOB1, I-B, B-A, false",
    "BIO, O, I-A, false",
    "BIO, B-A, I-A, true",
    "BIO, B-A, I-B, false",
    "BIO, I-A, B-B, true",
    "BIO, I-A, S-A, false",
    "BIOES, B-A, O, false",
    "BIOES, B-A, E-A, true",
    "BIOES, B-A, E-B, false",
    "BIOES, B-A, B-A, false",
    "BIOES, E-A, I-A, false",
    "BIOES, E-A, S-B, true",
    "BIOES, S-A, E-A, false",
    "BIOES, O, U-A, false",
    "BILOU, I-A, L-A, true",
    "BILOU, U-A, L-A, false"
  })
  void allowsTheTransitionsOfTheScheme(TagScheme scheme, String from, String to, boolean allowed) {
    assertThat(scheme.allows(from, to)).isEqualTo(allowed);
  }

  @Test
  void knowsWhereSentencesMayBeginAndEnd() {
    assertThat(TagScheme.BIO.allowsStart("I-A")).isFalse();
    assertThat(TagScheme.IOB1.allowsStart("B-A")).isFalse();
    assertThat(TagScheme.BIOES.allowsStart("E-A")).isFalse();
    assertThat(TagScheme.BIOES.allowsStart("S-A")).isTrue();
    assertThat(TagScheme.BIOES.allowsEnd("B-A")).isFalse();
    assertThat(TagScheme.BILOU.allowsEnd("L-A")).isTrue();
    assertThat(TagScheme.BIO.allowsEnd("B-A")).isTrue();
  }

  @Test
  void listsTagsOutsideFirst() {
    assertThat(TagScheme.BIOES.tagsOf(List.of("A", "B")))
        .containsExactly("O", "B-A", "I-A", "E-A", "S-A", "B-B", "I-B", "E-B", "S-B");
    assertThat(TagScheme.IO.tagsOf(List.of("A"))).containsExactly("O", "I-A");
  }

  @Test
  void tagsWithoutSchemeMarkNoSpansAndForbidNothing() {
    List<String> tags = List.of("I-A", "NOUN", "B-X", "O", "E-A", "-LRB-");
    TagScheme.NONE.validate(tags);
    assertThat(TagScheme.NONE.decode(tags)).isEmpty();
    assertThat(TagScheme.NONE.tagsOf(tags)).isEqualTo(tags);
    assertThatThrownBy(() -> TagScheme.NONE.encode(SPANS, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[NONE] can't mark spans");
  }

  @Test
  void validateNamesTheFirstForbiddenTransition() {
    assertThatThrownBy(() -> TagScheme.BIO.validate(List.of("O", "B-A", "I-B")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[I-B]")
        .hasMessageContaining("[B-A]")
        .hasMessageContaining("position [2]");
    assertThatThrownBy(() -> TagScheme.BIOES.validate(List.of("O", "B-A")))
        .hasMessageContaining("[the end] after [B-A]");
  }

  @Test
  void encodeRefusesOverlapAndSpansBehindTheEnd() {
    assertThatThrownBy(
            () ->
                TagScheme.BIO.encode(
                    List.of(new TaggedSpan(1, 3, "A"), new TaggedSpan(0, 2, "B")), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap");
    assertThatThrownBy(() -> TagScheme.BIO.encode(List.of(new TaggedSpan(1, 3, "A")), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2] tokens");
  }

  @Test
  void aTagIsTranslatedWhereItsNeighboursDontMatter() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      List<TaggedSpan> spans = randomSpans(random, 12);
      for (TagScheme from : SCHEMES) {
        for (TagScheme to : SCHEMES) {
          List<String> expected = to.encode(spans, 12);
          List<String> given = from.encode(spans, 12);
          for (int t = 0; t < 12; t++) {
            String tag = expected.get(t);
            assertThat(from.translate(given.get(t), to))
                .satisfiesAnyOf(
                    found -> assertThat(found).isEmpty(), found -> assertThat(found).hasValue(tag));
          }
        }
      }
    }
    assertThat(TagScheme.BIOES.translate("S-PER", TagScheme.BILOU)).hasValue("U-PER");
    assertThat(TagScheme.BIOES.translate("E-PER", TagScheme.BIO)).hasValue("I-PER");
    assertThat(TagScheme.BIOES.translate("S-PER", TagScheme.BIO)).hasValue("B-PER");
    assertThat(TagScheme.BILOU.translate("L-PER", TagScheme.BIOES)).hasValue("E-PER");
    assertThat(TagScheme.BIO.translate("B-a-b", TagScheme.IO)).hasValue("I-a-b");
    assertThat(TagScheme.IOB1.translate("B-PER", TagScheme.IO)).hasValue("I-PER");
    assertThat(TagScheme.BIO.translate("O", TagScheme.BIOES)).hasValue("O");
    assertThat(TagScheme.BIO.translate("B-PER", TagScheme.BIOES)).isEmpty();
    assertThat(TagScheme.IO.translate("I-PER", TagScheme.BIO)).isEmpty();
    assertThat(TagScheme.BIO.translate("B-PER", TagScheme.IOB1)).isEmpty();
    assertThat(TagScheme.NONE.translate("NOUN", TagScheme.NONE)).hasValue("NOUN");
    assertThat(TagScheme.NONE.translate("O", TagScheme.BIO)).isEmpty();
    assertThat(TagScheme.BIO.translate("O", TagScheme.NONE)).isEmpty();
  }

  private static List<TaggedSpan> randomSpans(Random random, int length) {
    List<TaggedSpan> spans = new ArrayList<>();
    int at = 0;
    while (at < length) {
      int end = Math.min(length, at + 1 + random.nextInt(3));
      if (random.nextBoolean()) {
        spans.add(new TaggedSpan(at, end, random.nextBoolean() ? "PER" : "creative-work"));
      }
      at = end;
    }
    return spans;
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }
}
