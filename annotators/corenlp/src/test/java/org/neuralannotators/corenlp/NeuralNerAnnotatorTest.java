package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neuralannotators.corenlp.Documents.sentences;
import static org.neuralannotators.corenlp.Documents.tokens;

import edu.stanford.nlp.ling.CoreAnnotations.CanonicalEntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CoarseNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityTypeAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.FineGrainedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagProbsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.OriginalTextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentenceIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NeuralNerAnnotatorTest {
  private static final String TWO_SENTENCES = "Ada Lovelace saw Turin .\nTurin saw Ada Ada .";

  private final FakeTagger tagger = FakeTagger.ofNames();

  @Test
  void everyTokenGetsATagAndItsProbability() {
    Annotation document = annotated(TWO_SENTENCES);

    assertThat(tokens(document))
        .extracting(CoreLabel::ner)
        .containsExactly(
            "PERSON", "PERSON", "O", "LOCATION", "O", "LOCATION", "O", "PERSON", "PERSON", "O");
    assertThat(tokens(document))
        .allSatisfy(
            token -> {
              assertThat(token.get(CoarseNamedEntityTagAnnotation.class)).isEqualTo(token.ner());
              assertThat(token.get(FineGrainedNamedEntityTagAnnotation.class))
                  .isEqualTo(token.ner());
              assertThat(token.get(NamedEntityTagProbsAnnotation.class))
                  .isEqualTo(Map.of(token.ner(), FakeTagger.MARGINAL));
            });
  }

  @Test
  void mentionsHaveAllThatCoreNlpsOwnHave() {
    Annotation document = annotated(TWO_SENTENCES);

    CoreMap turin = document.get(MentionsAnnotation.class).get(2);
    assertThat(turin.get(TextAnnotation.class)).isEqualTo("Turin");
    assertThat(turin.get(CharacterOffsetBeginAnnotation.class)).isEqualTo(25);
    assertThat(turin.get(CharacterOffsetEndAnnotation.class)).isEqualTo(30);
    assertThat(turin.get(TokensAnnotation.class)).containsExactly(tokens(document).get(5));
    assertThat(turin.get(TokenBeginAnnotation.class)).isEqualTo(5);
    assertThat(turin.get(TokenEndAnnotation.class)).isEqualTo(6);
    assertThat(turin.get(SentenceIndexAnnotation.class)).isEqualTo(1);
    assertThat(turin.get(EntityTypeAnnotation.class)).isEqualTo("LOCATION");
    assertThat(turin.get(EntityMentionIndexAnnotation.class)).isEqualTo(2);
    assertThat(turin.get(CanonicalEntityMentionIndexAnnotation.class)).isEqualTo(2);
    assertThat(turin.get(NamedEntityTagProbsAnnotation.class))
        .isEqualTo(Map.of("LOCATION", FakeTagger.MARGINAL));
    assertThat(tokens(document).get(5).get(EntityMentionIndexAnnotation.class)).isEqualTo(2);
    assertThat(tokens(document).get(6).containsKey(EntityMentionIndexAnnotation.class)).isFalse();
    assertThat(sentences(document).get(1).get(MentionsAnnotation.class).get(0)).isSameAs(turin);
  }

  @Test
  void neighbouringMentionsOfOneTypeStayApart() {
    assertThat(mentions(annotated(TWO_SENTENCES)))
        .containsExactly(
            "Ada Lovelace PERSON", "Turin LOCATION", "Turin LOCATION", "Ada PERSON", "Ada PERSON");
  }

  @Test
  void handsOverAllSentencesOfADocumentAtOnce() {
    annotated("Ada left .\nTurin rains .");

    assertThat(tagger.calls)
        .containsExactly(List.of(List.of("Ada", "left", "."), List.of("Turin", "rains", ".")));
  }

  @Test
  void annotatingAgainReplacesWhatWasThere() {
    Annotation document = annotated(TWO_SENTENCES);

    annotator("n.tagMap", "LOC=PLACE,*=O").annotate(document);

    assertThat(mentions(document)).containsExactly("Turin PLACE", "Turin PLACE");
    assertThat(tokens(document))
        .extracting(token -> token.get(EntityMentionIndexAnnotation.class))
        .containsExactly(null, null, null, 0, null, 1, null, null, null, null);
  }

  @Test
  void droppedMentionsLeaveTheBackgroundWithoutProbability() {
    Annotation document =
        annotated("Ada knows Esperanto .", "n.tagMap", "MISC=O", "n.minConfidence", "0.81");

    assertThat(mentions(document)).isEmpty();
    assertThat(tokens(document))
        .extracting(token -> token.get(NamedEntityTagProbsAnnotation.class))
        .containsExactly(Map.of("O", -1.0), Map.of("O", 0.9), Map.of("O", -1.0), Map.of("O", 0.9));
  }

  @Test
  void mentionsAsCertainAsAskedForAreWritten() {
    Annotation document = annotated("Ada left Turin .", "n.minConfidence", "0.8");
    assertThat(mentions(document)).containsExactly("Ada PERSON");
  }

  @Test
  void excludedMentionsArentWritten() {
    Annotation document = annotated("Ada left Turin .", "n.exclude", "T.*");
    assertThat(mentions(document)).containsExactly("Ada PERSON");
  }

  @Test
  void excludedMentionsAreThoseOfTheDocumentsOwnText() {
    Annotation document = whole("Ada-Lovelace left. Ada Lovelace left.", "Ada", "Lovelace", "left");
    annotator("n.exclude", "Ada-Lovelace").annotate(document);
    assertThat(mentions(document)).containsExactly("Ada Lovelace PERSON");
  }

  @Test
  void withoutTheDocumentsTextMentionsHaveThatOfTheTokens() {
    CoreLabel first = CoreLabel.wordFromString("Ada");
    first.setAfter("");
    CoreMap sentence = new ArrayCoreMap();
    sentence.set(
        TokensAnnotation.class,
        List.of(
            first,
            CoreLabel.wordFromString("Lovelace"),
            CoreLabel.wordFromString("Ada"),
            CoreLabel.wordFromString("Lovelace")));
    Annotation document = new Annotation(List.of(sentence));
    document.set(SentencesAnnotation.class, List.of(sentence));

    annotator("n.exclude", "AdaLovelace").annotate(document);

    assertThat(mentions(document)).containsExactly("Ada Lovelace PERSON");
  }

  @Test
  void theModelReadsWhatATokenStandsFor() {
    Annotation document = Documents.of("Ada -LRB- left -RRB- .");
    tokens(document).get(1).setOriginalText("(");
    tokens(document).get(3).setOriginalText("");

    annotator().annotate(document);

    assertThat(tagger.calls).containsExactly(List.of(List.of("Ada", "(", "left", "-RRB-", ".")));
    assertThat(tokens(document).get(1).word()).isEqualTo("-LRB-");
  }

  @Test
  void longSentencesGetTheBackground() {
    Annotation document = annotated(TWO_SENTENCES + "\nAda left .", "n.maxlen", "3");

    assertThat(tagger.calls).containsExactly(List.of(List.of("Ada", "left", ".")));
    assertThat(mentions(document)).hasSize(1);
    assertThat(tokens(document).subList(0, 10))
        .extracting(token -> token.get(NamedEntityTagProbsAnnotation.class))
        .containsOnly(Map.of("O", -1.0));
  }

  @Test
  void emptyDocumentsGetNoEntities() {
    assertThat(annotated("").get(MentionsAnnotation.class)).isEmpty();
    assertThat(annotated(" \n ").get(MentionsAnnotation.class)).isEmpty();
  }

  @Test
  void sentencesWithoutTokensGetNoEntities() {
    Annotation document = Documents.of("Ada left .");
    CoreMap none = new ArrayCoreMap();
    CoreMap empty = new ArrayCoreMap();
    empty.set(TokensAnnotation.class, new ArrayList<>());
    document.set(SentencesAnnotation.class, List.of(none, empty, sentences(document).get(0)));

    annotator().annotate(document);

    assertThat(none.get(MentionsAnnotation.class)).isEmpty();
    assertThat(empty.get(MentionsAnnotation.class)).isEmpty();
    assertThat(document.get(MentionsAnnotation.class))
        .extracting(mention -> mention.get(SentenceIndexAnnotation.class))
        .containsExactly(2);
  }

  @Test
  void takesTokensWithoutTextForEmptyOnes() {
    Annotation document = Documents.of("Ada left .");
    tokens(document).get(1).remove(TextAnnotation.class);
    tokens(document).get(1).remove(OriginalTextAnnotation.class);

    annotator().annotate(document);

    assertThat(tagger.calls).containsExactly(List.of(List.of("Ada", "", ".")));
    assertThat(tokens(document)).extracting(CoreLabel::ner).containsExactly("PERSON", "O", "O");
  }

  @Test
  void takesTokensThatWereMadeByHand() {
    CoreMap sentence = new ArrayCoreMap();
    sentence.set(
        TokensAnnotation.class,
        List.of(CoreLabel.wordFromString("Ada"), CoreLabel.wordFromString("Lovelace")));
    Annotation document = new Annotation(List.of(sentence, sentence));
    document.set(SentencesAnnotation.class, List.of(sentence, sentence));

    annotator().annotate(document);

    assertThat(mentions(document)).containsExactly("Ada Lovelace PERSON", "Ada Lovelace PERSON");
    assertThat(document.get(MentionsAnnotation.class))
        .extracting(mention -> mention.get(TokenBeginAnnotation.class))
        .containsExactly(0, 2);
  }

  @Test
  void saysWhatIsMissingBeforeIt() {
    assertThatThrownBy(() -> annotator().annotate(new Annotation("Ada left .")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Annotator [n] found no sentences")
        .hasMessageContaining("[tokenize, ssplit]");
  }

  @Test
  void anInterruptedThreadStaysSoAndLeavesTheBackground() {
    Annotation document = large();
    tagger.onTag = () -> Thread.currentThread().interrupt();

    annotator().annotate(document);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tagger.calls).hasSize(1);
    assertThat(tokens(document).get(0).ner()).isEqualTo("PERSON");
    assertThat(tokens(document)).extracting(CoreLabel::ner).endsWith("O", "O", "O");
    assertThat(sentences(document)).allMatch(s -> s.containsKey(MentionsAnnotation.class));
  }

  @Test
  void leavesTheBackgroundWhenItsTimeIsOver() {
    Annotation document = large();
    tagger.onTag = () -> LockSupport.parkNanos(2_000_000);

    annotator("n.maxtime", "1").annotate(document);

    assertThat(tagger.calls).hasSizeLessThanOrEqualTo(1);
    assertThat(tokens(document)).extracting(CoreLabel::ner).endsWith("O", "O", "O");
  }

  @Test
  void largeDocumentsAreTaggedWholly() {
    Annotation document = large();
    annotator().annotate(document);
    assertThat(tagger.calls).hasSize(2);
    assertThat(document.get(MentionsAnnotation.class)).hasSameSizeAs(sentences(document));
  }

  @Test
  void unmountReleasesTheModelAndTheNextUseLoadsItAgain() {
    NeuralNerAnnotator annotator = annotator();
    annotator.unmount();
    annotator.unmount();
    assertThat(tagger.closed).isEqualTo(tagger.opened).isEqualTo(1);

    Annotation document = Documents.of("Ada left .");
    annotator.annotate(document);

    assertThat(mentions(document)).hasSize(1);
    assertThat(tagger.opened).isEqualTo(2);
  }

  @Test
  void unmountWaitsForCallsUnderWay() throws InterruptedException {
    NeuralNerAnnotator annotator = annotator();
    Thread unmount = new Thread(annotator::unmount);
    tagger.onTag =
        () -> {
          unmount.start();
          while (unmount.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          assertThat(tagger.closed).isZero();
        };

    annotator.annotate(Documents.of("Ada left ."));

    unmount.join();
    assertThat(tagger.closed).isEqualTo(1);
  }

  @Test
  void refusesNamesThatCoreNlpKeepsForItself() {
    assertThatThrownBy(() -> new NeuralNerAnnotator("ner", new Properties()).requires())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[ner]")
        .hasMessageContaining("[customAnnotatorClass.neuralner]");
  }

  @Test
  void namesTheModelThatIsMissing() {
    Properties properties = NerOptionsTest.properties("n.modelLocation", "xx-ner");
    assertThatThrownBy(() -> new NeuralNerAnnotator("n", properties).requires())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Annotator [n] could not load its model [xx-ner]");
  }

  /** A document whose tokens are the given words wherever they occur. */
  private static Annotation whole(String text, String... words) {
    List<CoreLabel> tokens = new ArrayList<>();
    Matcher places = Pattern.compile(String.join("|", words)).matcher(text);
    while (places.find()) {
      CoreLabel token = CoreLabel.wordFromString(places.group());
      token.setBeginPosition(places.start());
      token.setEndPosition(places.end());
      tokens.add(token);
    }
    CoreMap sentence = new ArrayCoreMap();
    sentence.set(TokensAnnotation.class, tokens);
    Annotation document = new Annotation(text);
    document.set(SentencesAnnotation.class, List.of(sentence));
    return document;
  }

  private NeuralNerAnnotator annotator(String... options) {
    return new NeuralNerAnnotator("n", NerOptionsTest.properties(options), tagger.loader());
  }

  private Annotation annotated(String text, String... options) {
    Annotation document = Documents.of(text);
    annotator(options).annotate(document);
    return document;
  }

  /** A document of more tokens than are tagged at once. */
  private static Annotation large() {
    return Documents.of(
        String.join("\n", Collections.nCopies(LimitedWork.TOKENS_AT_ONCE / 2, "Ada left .")));
  }

  private static List<String> mentions(Annotation document) {
    return document.get(MentionsAnnotation.class).stream()
        .map(
            mention ->
                mention.get(TextAnnotation.class) + " " + mention.get(EntityTypeAnnotation.class))
        .toList();
  }
}
