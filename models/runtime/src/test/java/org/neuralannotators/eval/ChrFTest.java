package org.neuralannotators.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChrFTest {
  @Test
  void sentencesScoreAsInSacreBleu() throws IOException {
    for (JsonNode segment : SacreBleu.scores().get("segments")) {
      for (String name : List.of("chrf", "chrf-lc")) {
        for (int count = 1; count <= 2; count++) {
          ChrF chrF = new ChrF(name.endsWith("-lc"));
          chrF.add(segment.get("hypothesis").asText(), SacreBleu.references(segment, count));
          assertThat(chrF.score())
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
      if (!name.startsWith("chrf")) {
        continue;
      }
      ChrF chrF = new ChrF(name.endsWith("-lc"));
      ChrF second = new ChrF(name.endsWith("-lc"));
      int begin = corpus.get("begin").asInt();
      int end = corpus.get("end").asInt();
      for (int i = begin; i < end; i++) {
        JsonNode segment = scores.get("segments").get(i);
        (i < (begin + end) / 2 ? chrF : second)
            .add(
                segment.get("hypothesis").asText(),
                SacreBleu.references(segment, corpus.get("references").asInt()));
      }
      chrF.merge(second);
      assertThat(chrF.score()).isCloseTo(corpus.get("score").asDouble(), offset(1e-9));
      assertThat(chrF.report()).isEqualTo(SacreBleu.withOurVersion(corpus.get("line").asText()));
      compared++;
    }
    assertThat(compared).isEqualTo(20);
  }

  @Test
  void workedCase() {
    // Characters 2/2 and 2/3, pairs 1/1 and 1/2; the longer ones aren't in both.
    ChrF chrF = new ChrF();
    chrF.add("a b", List.of("ab c"));
    double precision = 1;
    double recall = (2 / 3.0 + 1 / 2.0) / 2;
    assertThat(chrF.score())
        .isCloseTo(100 * 5 * precision * recall / (4 * precision + recall), offset(1e-9));
  }

  @Test
  void nothingCountedScoresNothing() {
    assertThat(new ChrF().score()).isZero();
    assertThat(new ChrF().report()).startsWith("chrF2|nrefs:0|").endsWith(" = 0.00");
  }

  @Test
  void translationWithoutReferenceIsRefused() {
    assertThatThrownBy(() -> new ChrF().add("a", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0] references");
  }
}
