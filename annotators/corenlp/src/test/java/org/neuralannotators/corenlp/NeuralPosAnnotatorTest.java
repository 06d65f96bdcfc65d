package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class NeuralPosAnnotatorTest {
  private final FakeTagger tagger = FakeTagger.ofPartsOfSpeech();

  @Test
  void everyTokenGetsATag() {
    assertThat(tags(annotated("Ada left Turin .\nTurin left .")))
        .containsExactly("NNP", "VBD", "NN", ".", "NN", "VBD", ".");
  }

  @Test
  void handsOverAllSentencesOfADocumentAtOnce() {
    annotated("Ada left .\nTurin rains .");

    assertThat(tagger.calls)
        .containsExactly(List.of(List.of("Ada", "left", "."), List.of("Turin", "rains", ".")));
  }

  @Test
  void tagMapRenamesTagsAndDropsNone() {
    assertThat(tags(annotated("Ada left Turin .", "n.tagMap", "NNP=PROPN,VBD=O,*=Z")))
        .containsExactly("PROPN", "O", "Z", "Z");
  }

  @Test
  void annotatingAgainReplacesWhatWasThere() {
    Annotation document = annotated("Ada left .");
    annotator("n.tagMap", "*=Z").annotate(document);
    assertThat(tags(document)).containsOnly("Z");
  }

  @Test
  void longSentencesGetTheTagOfCoreNlpsOwnTagger() {
    Annotation document = annotated("Ada left Turin .\nAda left .", "n.maxlen", "3");

    assertThat(tagger.calls).containsExactly(List.of(List.of("Ada", "left", ".")));
    assertThat(tags(document)).containsExactly("X", "X", "X", "X", "NNP", "VBD", ".");
  }

  @Test
  void anInterruptedThreadStaysSoAndItsDocumentIsntTagged() {
    Annotation document = Documents.of("Ada left .");
    NeuralPosAnnotator annotator = annotator();

    Thread.currentThread().interrupt();
    annotator.annotate(document);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tags(document)).containsOnly("X");
  }

  @Test
  void emptyDocumentsAndSentencesPass() {
    assertThat(tags(annotated(" \n "))).isEmpty();
    Annotation document = Documents.of("Ada left .");
    CoreMap none = new ArrayCoreMap();
    document.set(SentencesAnnotation.class, List.of(none, Documents.sentences(document).get(0)));

    annotator().annotate(document);

    assertThat(tags(document)).containsExactly("NNP", "VBD", ".");
  }

  @Test
  void saysWhatIsMissingBeforeIt() {
    assertThatThrownBy(() -> annotator().annotate(new Annotation("Ada left .")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Annotator [n] found no sentences")
        .hasMessageContaining("[tokenize, ssplit]");
  }

  @Test
  void unmountReleasesTheModelAndTheNextUseLoadsItAgain() {
    NeuralPosAnnotator annotator = annotator();
    annotator.unmount();
    assertThat(tagger.closed).isEqualTo(tagger.opened).isEqualTo(1);

    Annotation document = Documents.of("Ada left .");
    annotator.annotate(document);

    assertThat(tags(document)).containsExactly("NNP", "VBD", ".");
    assertThat(tagger.opened).isEqualTo(2);
  }

  @Test
  void refusesNamesThatCoreNlpKeepsForItself() {
    assertThatThrownBy(() -> new NeuralPosAnnotator("pos", new Properties()).requires())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[pos]")
        .hasMessageContaining("[customAnnotatorClass.neuralpos]");
  }

  @Test
  void refusesOptionsThatItDoesNotHave() {
    assertThatThrownBy(() -> annotator("n.minConfidence", "0.5").requires())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Unknown property [n.minConfidence]");
  }

  @Test
  void namesTheModelThatIsMissing() {
    Properties properties =
        NerOptionsTest.properties("n.language", "xx", "n.modelVariant", "small");
    assertThatThrownBy(() -> new NeuralPosAnnotator("n", properties).requires())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Annotator [n] could not load its model [xx-pos-small]");
  }

  private NeuralPosAnnotator annotator(String... options) {
    return new NeuralPosAnnotator("n", NerOptionsTest.properties(options), tagger.loader());
  }

  private Annotation annotated(String text, String... options) {
    Annotation document = Documents.of(text);
    annotator(options).annotate(document);
    return document;
  }

  private static List<String> tags(Annotation document) {
    return Documents.tokens(document).stream().map(CoreLabel::tag).toList();
  }
}
