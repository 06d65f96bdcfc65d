package org.neuralannotators.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;

class SpanRulesTest {
  @TempDir private Path folder;

  private static TaggedSentence sentence(String tokens, String tags) {
    return new TaggedSentence(Arrays.asList(tokens.split(" ")), Arrays.asList(tags.split(" ")));
  }

  private static SpanRule relabel(String text, List<String> labels, String to) {
    return new SpanRule(text, null, labels, to, false, false);
  }

  private static SpanRule trim(String text, List<String> labels) {
    return new SpanRule(text, null, labels, null, true, false);
  }

  private static List<String> tags(TaggedSentence sentence, SpanRule... rules) throws IOException {
    return new SpanRules(List.of(rules)).apply(sentence, TagScheme.BIO).tags();
  }

  private static final TaggedSentence BORROWER =
      sentence(
          "The Borrower met Ann Lee in the European Union",
          "O B-PER O B-PER I-PER O O B-LOC I-LOC");

  @Test
  void aSpanThatMatchesAsAWholeGetsTheLabelOrNone() throws IOException {
    assertThat(
            tags(
                BORROWER,
                relabel("Borrower|Ann", null, "O"),
                relabel("(?i)european union", List.of("LOC"), "ORG"),
                relabel("Ann Lee", List.of("ORG", "LOC"), "LOC")))
        .containsExactly("O", "O", "O", "B-PER", "I-PER", "O", "O", "B-ORG", "I-ORG");
  }

  @Test
  void wordsThatSpansBeginWithAreTakenOutButForTheLast() throws IOException {
    assertThat(
            tags(
                sentence(
                    "the President Ann and President , the Hague",
                    "B-PER I-PER I-PER O B-PER O B-LOC I-LOC"),
                trim("the", null),
                trim("President", List.of("PER"))))
        .containsExactly("O", "O", "B-PER", "O", "B-PER", "O", "O", "B-LOC");
  }

  @Test
  void tokensOutsideOfSpansAreOnesOfTheLabelO() throws IOException {
    assertThat(
            tags(
                sentence("the commission and the un commission", "O O O O B-ORG I-ORG"),
                relabel("commission", List.of("O"), "ORG"),
                relabel(".*", List.of("LOC"), "PER")))
        .containsExactly("O", "B-ORG", "O", "O", "B-ORG", "I-ORG");
  }

  @Test
  void rulesFollowEachOther() throws IOException {
    assertThat(
            tags(
                sentence("the UN", "B-LOC I-LOC"),
                trim("the", null),
                relabel("UN", null, "ORG"),
                relabel("UN", List.of("LOC"), "O")))
        .containsExactly("O", "B-ORG");
  }

  @Test
  void theTextsOfAFileAreAlikeInCapitals() throws IOException {
    Path words = Files.writeString(folder.resolve("words.txt"), "british\n\nnew zealander\n");
    SpanRule rule = new SpanRule(null, words.toString(), List.of("LOC"), "O", false, false);
    assertThat(tags(sentence("BRITISH , New Zealander , new", "B-LOC O B-LOC I-LOC O B-LOC"), rule))
        .containsExactly("O", "O", "O", "O", "O", "B-LOC");
  }

  @Test
  void aRuleSaysWhatItLooksForAndWhatItDoes() {
    assertThatThrownBy(() -> new SpanRule("a", "b", null, "O", false, false))
        .hasMessage("[spans] has [text] [a] and [words] [b]; expected one of them");
    assertThatThrownBy(() -> new SpanRule("a", null, null, null, false, false))
        .hasMessage("[spans] has [to] [null] and [trim] [false]; expected one of them");
    assertThatThrownBy(() -> new SpanRule("(", null, null, "O", false, false))
        .hasMessageContaining("[spans.text] is [(]; expected a regular expression");
  }
}
