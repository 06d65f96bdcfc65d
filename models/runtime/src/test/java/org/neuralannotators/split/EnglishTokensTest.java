package org.neuralannotators.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conventions of Universal Dependencies and the Penn Treebank, by the bundle en-tokens. */
class EnglishTokensTest {
  private static final String BUNDLE =
      "../../resources/en-tokens/src/main/resources/org/neuralannotators/bundles/en-tokens";

  private static TextSplitter splitter;

  @BeforeAll
  static void load() throws Exception {
    splitter = TextSplitters.load(BUNDLE);
  }

  @AfterAll
  static void close() {
    splitter.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "The FDA's rules don't help.        | The FDA 's rules do n't help .",
        "The FDA’s rules don’t help.        | The FDA ’s rules do n’t help .",
        "I cannot come, I'm late.           | I can not come , I 'm late .",
        "We're gonna leave.                 | We 're gon na leave .",
        "'Tis late, isn't it?               | 'T is late , is n't it ?",
        "It's five o'clock.                 | It 's five o'clock .",
        "I dont know, they havent called.   | I do nt know , they have nt called .",
        "the dogs' tails                    | the dogs ' tails",
        "He lives in the U.S. with Mr. Hall.| He lives in the U.S. with Mr. Hall .",
        "See e.g. page 5, i.e. the end.     | See e.g. page 5 , i.e. the end .",
        "Pages 10-12 cost $5 or 50%.        | Pages 10 - 12 cost $ 5 or 50 % .",
        "It is well-known e-mail.           | It is well - known e-mail .",
        "@user_1 saw #tag.                  | @user_1 saw #tag .",
        "Go to http://a.org/b?c=d, or write to a.b@c.org. |"
            + " Go to http://a.org/b?c=d , or write to a.b@c.org .",
        "See www.example.com/a-b.           | See www.example.com/a-b .",
        "Open file.txt and example.com.     | Open file.txt and example.com .",
        "Nice :-) and sad :(                | Nice :-) and sad :(",
        "Wait... what?!                     | Wait ... what ?!",
        "He said, \"Go!\" and (then) left.  | He said , \" Go ! \" and ( then ) left .",
        "He said “Go” and ‘stay’ [here].    | He said “ Go ” and ‘ stay ’ [ here ] .",
        "Rome — the city — fell.            | Rome — the city — fell .",
        "At 10:30 a.m. on 11/28/2000.       | At 10:30 a.m. on 11/28/2000 .",
        "AT&T and O'Neill.                  | AT&T and O'Neill .",
        "I said Yes.                        | I said Yes .",
        "I ♥ NY 😀😀!                       | I ♥ NY 😀😀 !",
        "Ok👍🏽.                              | Ok 👍🏽 .",
        "我爱北京。                          | 我爱北京 。",
      })
  void splitsTokens(String text, String tokens) {
    assertThat(tokens(text)).isEqualTo(tokens);
  }

  private static String tokens(String text) {
    return splitter.tokens(text, new TextRange(0, text.length())).stream()
        .map(token -> token.of(text))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Angela Merkel was born in Hamburg. ‖ Marie Curie was born in Warsaw.",
        "Mr. J. Smith (born Jan. 5) said: \"I won't.\" ‖ Then he left.",
        "Apple Inc. makes phones. ‖ He lives in the U.S. with his wife. ‖ Why?",
        "What? ‖ No! ‖ Really?! ‖ It cost 3.50 dollars.",
        "We met at 5 p.m. in Rome. ‖ She wrote.",
        "See http://x.org. ‖ Then call.",
        "Marie Curie was born in Warsaw.",
        "Chris Widger was born in Kerala.",
        "Yesterday Billy McNeill met the president of Diyala.",
        "Apparently, Tom was late because there was a traffic jam.",
        "Next day Epaminondas went to see his aunt.",
        "Sir John did not much understand this reproof.",
      })
  void splitsSentences(String text) {
    List<String> expected = List.of(text.split(" ‖ "));

    assertThat(sentences(text.replace("‖ ", ""))).isEqualTo(expected);
  }

  private static List<String> sentences(String text) {
    return ConlluTextTest.texts(splitter.sentences(text), text);
  }

  @Test
  void aBlankLineEndsASentenceAndAWrappedLineDoesNot() {
    String text =
        "Annual Report\nThe company grew by 5% in the last year, which was more than what the\n"
            + "Board had expected.\n\nBest,\r\n \r\nAda";

    assertThat(sentences(text))
        .containsExactly(
            "Annual Report",
            "The company grew by 5% in the last year, which was more than what the\n"
                + "Board had expected.",
            "Best,",
            "Ada");
  }

  @Test
  void itemsOfAListAreSentences() {
    assertThat(sentences("Bring these:\n- one pen\n- two books\n1. ink\n2) paper\n"))
        .containsExactly("Bring these:", "- one pen", "- two books", "1. ink", "2) paper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada's\u00A0house\r\nisn't\there.\u2003Why?\r\n\r\n  So \u200Bwhat\uFEFF ",
        "\uD83D\uDE00\uD83D lone \uDE00 halves, e\u0301te\u0301.",
        "\u2028\f\n",
        "",
      })
  void tokensCoverAllThatIsNotWhiteSpaceInOrder(String text) {
    SplitText split = splitter.split(text);

    int end = 0;
    StringBuilder covered = new StringBuilder();
    for (TextRange token : split.tokens()) {
      assertThat(token.begin()).isGreaterThanOrEqualTo(end);
      assertThat(token.of(text)).isNotEmpty();
      covered.append(token.of(text));
      end = token.end();
    }
    assertThat(covered.toString())
        .isEqualTo(
            text.chars()
                .filter(c -> !Chars.isSpace((char) c))
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining()));
  }

  @Test
  void tokensOfAPartAreThoseOfTheText() {
    String text = "He lives in the U.S. She's in St. Louis, etc. Yes.";
    SplitText split = splitter.split(text);

    assertThat(splitter.tokens(text, new TextRange(0, text.length()))).isEqualTo(split.tokens());
  }

  @Test
  void sentencesStayInTheirPart() {
    String text = "One two. Three four. Five.";

    assertThat(ConlluTextTest.texts(splitter.sentences(text, new TextRange(4, 14)), text))
        .containsExactly("two.", "Three");
  }

  @Test
  void refusesAPartBeyondTheText() {
    assertThatThrownBy(() -> splitter.sentences("One.", new TextRange(0, 5)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("from [0] to [5], but the text has [4] characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "a'", "a@", "://", "- \n", "\n", "its ", "\""})
  @Timeout(20)
  void needsLinearTime(String part) {
    String text = part.repeat(1_000_000 / part.length());

    assertThat(splitter.split(text).text()).hasSize(text.length());
  }

  @Test
  void threadsShareIt() {
    String text = "The FDA's rules don't help. I cannot come.";
    SplitText expected = splitter.split(text);

    assertThat(IntStream.range(0, 2000).parallel().mapToObj(i -> splitter.split(text)))
        .allMatch(expected::equals);
  }
}
