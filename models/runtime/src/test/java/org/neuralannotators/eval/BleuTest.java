package org.neuralannotators.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BleuTest {
  private static Bleu bleu(String name, boolean effectiveOrder) {
    return new Bleu(
        name.startsWith("13a") ? BleuTokenization.MTEVAL_13A : BleuTokenization.NONE,
        name.endsWith("-lc"),
        effectiveOrder);
  }

  @Test
  void wordsAreThoseOfSacreBleu() throws IOException {
    for (JsonNode segment : SacreBleu.scores().get("segments")) {
      String text = Segment.stripTrailing(segment.get("hypothesis").asText());
      assertThat(String.join(" ", Segment.words(BleuTokenization.MTEVAL_13A.tokenize(text))))
          .isEqualTo(segment.get("tokens13a").asText());
    }
  }

  @Test
  void sentencesScoreAsInSacreBleu() throws IOException {
    for (JsonNode segment : SacreBleu.scores().get("segments")) {
      for (String name : List.of("13a", "13a-lc", "none", "none-lc")) {
        for (int count = 1; count <= 2; count++) {
          Bleu bleu = bleu(name, true);
          bleu.add(segment.get("hypothesis").asText(), SacreBleu.references(segment, count));
          assertThat(bleu.score())
              .as("%s of %s", name, segment)
              .isCloseTo(segment.get("scores").get(name + "/" + count).asDouble(), offset(1e-9));
        }
      }
    }
  }

  @Test
  void corporaScoreAsInSacreBleu() throws IOException {
    JsonNode scores = SacreBleu.scores();
    int compared = 0;
    for (JsonNode corpus : scores.get("corpus")) {
      String name = corpus.get("name").asText();
      if (name.startsWith("chrf")) {
        continue;
      }
      Bleu bleu = bleu(name, false);
      Bleu second = bleu(name, false);
      int begin = corpus.get("begin").asInt();
      int end = corpus.get("end").asInt();
      for (int i = begin; i < end; i++) {
        JsonNode segment = scores.get("segments").get(i);
        (i < (begin + end) / 2 ? bleu : second)
            .add(
                segment.get("hypothesis").asText(),
                SacreBleu.references(segment, corpus.get("references").asInt()));
      }
      bleu.merge(second);
      assertThat(bleu.score()).isCloseTo(corpus.get("score").asDouble(), offset(1e-9));
      assertThat(bleu.report()).isEqualTo(SacreBleu.withOurVersion(corpus.get("line").asText()));
      compared++;
    }
    assertThat(compared).isEqualTo(40);
  }

  @Test
  void workedCase() {
    // Words 6/6, pairs 3/5, triples 1/4, fours 0/3 as half a match; two words too few.
    Bleu bleu = new Bleu();
    bleu.add("the cat sat on a mat", List.of("the cat sat quietly on a large mat"));
    double brevity = Math.exp(1 - 8 / 6.0);
    assertThat(bleu.score())
        .isCloseTo(
            100 * brevity * Math.pow(6 / 6.0 * 3 / 5.0 * 1 / 4.0 * 0.5 / 3, 0.25), offset(1e-9));
  }

  @Test
  void repeatedWordIsRightAsOftenAsInOneReference() {
    // Papineni et al. 2002, example 2: two of seven.
    Bleu bleu = new Bleu();
    bleu.add(
        "the the the the the the the",
        List.of("the cat is on the mat", "there is a cat on the mat"));
    assertThat(bleu.report()).contains(" 28.6/").contains("ref_len = 7)");
  }

  @Test
  void nothingCountedScoresNothing() {
    assertThat(new Bleu().score()).isZero();
    assertThat(new Bleu().signature()).startsWith("nrefs:0|case:mixed|eff:no|tok:13a|smooth:exp|");
  }

  @Test
  void differentNumbersOfReferencesAreInTheSignature() {
    Bleu bleu = new Bleu();
    bleu.add("a", List.of("a"));
    bleu.merge(new Bleu());
    assertThat(bleu.signature()).startsWith("nrefs:1|");
    bleu.add("a", List.of("a", "b"));
    bleu.add("a", List.of("a", "b"));
    assertThat(bleu.signature()).startsWith("nrefs:var|");
  }

  @Test
  void translationWithoutReferenceIsRefused() {
    assertThatThrownBy(() -> new Bleu().add("a", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0] references");
  }
}
