package org.neuralannotators.train.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neuralannotators.label.TaggedSentence;

class TruecaserTest {
  private static TaggedSentence sentence(String tokens, String tags) {
    return new TaggedSentence(Arrays.asList(tokens.split(" ")), Arrays.asList(tags.split(" ")));
  }

  private static TaggedSentence untagged(String tokens) {
    List<String> words = Arrays.asList(tokens.split(" "));
    return new TaggedSentence(words, Collections.nCopies(words.size(), "O"));
  }

  private final Truecaser truecaser =
      new Truecaser(
          Stream.of(
                  Collections.nCopies(40, untagged("the council of the british bank of Bern")),
                  List.of(
                      untagged("In the EU the Bank met the British in Paris"),
                      untagged("THE HOUSE MET IN PARIS"),
                      untagged("Yes . House of cards")),
                  Collections.nCopies(70, untagged("the British eat")))
              .flatMap(List::stream)
              .toList());

  private String write(String tokens, String tags) {
    return String.join(" ", truecaser.write(sentence(tokens, tags)).tokens());
  }

  @Test
  void wordsAreAsTheyAreMostlyWritten() {
    assertThat(write("we met the british bank in paris . it was house", "O O O O O O O O O O O"))
        .isEqualTo("We met the British bank in Paris . It was house");
  }

  @Test
  void wordsOfNamesAreCapitalizedUnlessTheyHardlyEverAre() {
    assertThat(write("the bank of zug and the eu", "O B-ORG I-ORG I-ORG O O B-ORG"))
        .isEqualTo("The Bank of Zug and the EU");
    assertThat(truecaser.write(sentence("eu", "B-ORG")).tags()).containsExactly("B-ORG");
  }
}
