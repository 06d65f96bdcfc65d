package org.neuralannotators.train.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;

class PunctuationSplitterTest {
  @Test
  void linksStayWholeAndUserNamesAloneTellNothing() {
    List<String> tokens = List.of("@ann", "see", "http://a.b/c");
    TaggedSentence sentence = new TaggedSentence(tokens, List.of("O", "O", "O"));
    assertThat(PunctuationSplitter.split(sentence, TagScheme.BIO).tokens())
        .containsExactly("@", "ann", "see", "http://a.b/c");
    assertThat(PunctuationSplitter.isTelling(sentence)).isFalse();
    assertThat(
            PunctuationSplitter.isTelling(
                new TaggedSentence(List.of("@ann", "it's"), List.of("O", "O"))))
        .isTrue();
  }

  @Test
  void punctuationBecomesTokensAndSpansCoverTheSameText() {
    TaggedSentence sentence =
        new TaggedSentence(
            List.of("@ann_b", "it's", "O'Neil", "Jr.", "", "😀"),
            List.of("O", "O", "B-PER", "E-PER", "O", "O"));
    TaggedSentence split = PunctuationSplitter.split(sentence, TagScheme.BIOES);
    assertThat(split.tokens())
        .containsExactly("@", "ann_b", "it", "'", "s", "O", "'", "Neil", "Jr", ".", "", "😀");
    assertThat(split.tags())
        .containsExactly(
            "O", "O", "O", "O", "O", "B-PER", "I-PER", "I-PER", "I-PER", "E-PER", "O", "O");
  }
}
