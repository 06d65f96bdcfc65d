package org.neuralannotators.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import opennlp.tools.commons.ThreadSafe;
import opennlp.tools.util.Sequence;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.label.LabelMap;

class NeuralPosTaggerTest {
  private final FakePosTagger model = new FakePosTagger();
  private final NeuralPosTagger tagger = new NeuralPosTagger(model, LabelMap.IDENTITY);

  private static String[] words(String sentence) {
    return sentence.split(" ");
  }

  @Test
  void everyTokenGetsATag() {
    assertThat(tagger.tag(words("Ada left Turin ."))).containsExactly("NNP", "VBD", "NN", ".");
  }

  @Test
  void furtherContextChangesNothing() {
    Object[] context = {"context"};
    String[] sentence = words("Ada left .");
    assertThat(tagger.tag(sentence, context)).isEqualTo(tagger.tag(sentence));
    assertThat(tagger.topKSequences(sentence, context)).isEqualTo(tagger.topKSequences(sentence));
  }

  @Test
  void theBestSequenceHasTagsAndProbabilities() {
    Sequence[] sequences = tagger.topKSequences(words("Ada left Turin ."));
    assertThat(sequences).hasSize(1);
    assertThat(sequences[0].getOutcomes()).containsExactly("NNP", "VBD", "NN", ".");
    assertThat(sequences[0].getProbs()).containsExactly(0.75, 0.75, 0.5, 0.75);
    assertThat(sequences[0].getScore())
        .isCloseTo(3 * Math.log(0.75) + Math.log(0.5), within(1e-12));
  }

  @Test
  void tagMapRenamesTagsAndDropsNone() {
    LabelMap map = LabelMap.parse("NNP=PROPN,VBD=VERB,NN=O");
    NeuralPosTagger renaming = new NeuralPosTagger(model, map);
    assertThat(renaming.tag(words("Ada left Turin ."))).containsExactly("PROPN", "VERB", "O", ".");
    assertThat(renaming.topKSequences(words("Ada left"))[0].getOutcomes())
        .containsExactly("PROPN", "VERB");
  }

  @Test
  void blankTokensKeepTheirTag() {
    NeuralPosTagger renaming = new NeuralPosTagger(model, LabelMap.parse("VBD=VERB,*=X"));
    String[] sentence = {"Ada", "\n", "left"};
    assertThat(renaming.tag(sentence)).containsExactly("X", "_", "VERB");
    assertThat(renaming.topKSequences(sentence)[0].getOutcomes()).containsExactly("X", "_", "VERB");
  }

  @Test
  void nothingGivesNothing() {
    assertThat(tagger.tag(null)).isEmpty();
    assertThat(tagger.tag(new String[0])).isEmpty();
    assertThat(tagger.tagAll(null)).isEmpty();
    assertThat(tagger.topKSequences(new String[0]))
        .extracting(Sequence::getOutcomes)
        .containsExactly(List.of());
    assertThat(tagger.tagAll(new String[][] {null, {}, {"Ada"}}))
        .isDeepEqualTo(new String[][] {{}, {}, {"NNP"}});
  }

  @Test
  void nullTokenIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tagger.tag(new String[] {"Ada", null}))
        .withMessageContaining("Token [1] of sentence [0] is null");
  }

  @Test
  void sentencesOfADocumentGoInOneCall() {
    tagger.tagAll(new String[][] {{"Ada"}, {"Turin"}});
    assertThat(model.calls).containsExactly(List.of(List.of("Ada"), List.of("Turin")));
  }

  @Test
  void promisesThreadSafetyInTheTermsOfOpenNlp() {
    assertThat(NeuralPosTagger.class).hasAnnotation(ThreadSafe.class);
  }

  @Test
  void closeClosesTheModel() {
    tagger.close();
    assertThat(model.closed).isTrue();
  }

  @Test
  void languageAndVariantNameTheBundle() {
    NeuralPosTaggerBuilder absent = NeuralPosTagger.builder().language("xx").modelVariant("small");
    assertThatThrownBy(absent::load)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[xx-pos-small]");
  }
}
