package org.neuralannotators.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelMapTest {
  @Test
  void renamesDropsAndKeeps() {
    LabelMap map = LabelMap.parse("person=PER, product=O");
    assertThat(map.map("person")).contains("PER");
    assertThat(map.map("product")).isEmpty();
    assertThat(map.map("LOC")).contains("LOC");
    assertThat(LabelMap.parse("").map("LOC")).contains("LOC");
  }

  @Test
  void starIsTheFallback() {
    LabelMap map = LabelMap.parse("PER=PER, *=O");
    assertThat(map.map("PER")).contains("PER");
    assertThat(map.map("LOC")).isEmpty();
  }

  @Test
  void whatOneMapDoesntNameAnotherMay() {
    LabelMap names = LabelMap.parse("PER=PERSON, LOC=LOCATION");
    assertThat(LabelMap.parse("LOC=O").orElse(names))
        .isEqualTo(LabelMap.parse("PER=PERSON, LOC=O"));
    assertThat(LabelMap.parse("LOC=PLACE, *=MISC").orElse(names).map("PER")).contains("MISC");
    assertThat(LabelMap.parse("LOC=PLACE").orElse(LabelMap.parse("*=O")).map("PER")).isEmpty();
  }

  @Test
  void spansKeepTheirConfidence() {
    assertThat(LabelMap.parse("a=b").map(List.of(new TaggedSpan(0, 1, "a", 0.5))))
        .containsExactly(new TaggedSpan(0, 1, "b", 0.5));
  }

  @Test
  void sentenceIsTaggedAnew() {
    TaggedSentence sentence =
        new TaggedSentence(List.of("Ann", "saw", "IBM"), List.of("I-person", "O", "I-product"));
    TaggedSentence mapped = LabelMap.parse("person=PER,product=O").map(sentence, TagScheme.BIO);
    assertThat(mapped.tags()).containsExactly("B-PER", "O", "O");
  }

  @Test
  void tagsWithoutSchemeAreRenamedOneByOne() {
    TaggedSentence sentence =
        new TaggedSentence(List.of("Go", "home", "now"), List.of("B-X", "NN", "RB"));
    TaggedSentence mapped = LabelMap.parse("NN=NOUN,RB=O").map(sentence, TagScheme.NONE);
    assertThat(mapped.tags()).containsExactly("B-X", "NOUN", "O");
  }

  @Test
  void malformedEntryIsNamed() {
    assertThatThrownBy(() -> LabelMap.parse("person=PER, product"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[product]");
  }

  @Test
  void blanksAroundLabelsDontCount() {
    assertThat(new LabelMap(Map.of(" person ", "PER\u00A0")).map("person")).contains("PER");
  }

  @Test
  void anEmptyOrDoubledLabelIsRefused() {
    assertThatThrownBy(() -> new LabelMap(Map.of("person", " ")))
        .hasMessageContaining("[person= ] of the label map; expected a label on both sides");
    assertThatThrownBy(() -> new LabelMap(Map.of("a", "X", " a", "Y")))
        .hasMessageContaining("names [a] twice");
  }
}
