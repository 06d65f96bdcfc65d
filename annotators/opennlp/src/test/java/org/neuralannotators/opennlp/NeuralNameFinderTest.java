package org.neuralannotators.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import opennlp.tools.commons.ThreadSafe;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.SpanFilter;

class NeuralNameFinderTest {
  private static final SpanFilter ALL = new SpanFilter(0, null);

  private final FakeTagger tagger = new FakeTagger();
  private final NeuralNameFinder finder =
      new NeuralNameFinder(tagger, new WantedSpans(ALL, LabelMap.IDENTITY));

  private static String[] words(String sentence) {
    return sentence.split(" ");
  }

  @Test
  void spansAreOfTokensWithAnExclusiveEnd() {
    assertThat(finder.find(words("Then Ada Lovelace left Turin")))
        .containsExactly(new Span(1, 3, "PER"), new Span(4, 5, "LOC"));
  }

  @Test
  void nameAtTheEndTakesNoTokenTooMany() {
    String[] tokens = words("met Ada Lovelace");
    assertThat(Span.spansToStrings(finder.find(tokens), tokens)).containsExactly("Ada Lovelace");
  }

  @Test
  void repeatedNamesKeepTheirPlaces() {
    assertThat(finder.find(words("Ada Ada saw Ada")))
        .containsExactly(new Span(0, 1, "PER"), new Span(1, 2, "PER"), new Span(3, 4, "PER"));
  }

  @Test
  void spansAreSortedAsOpenNlpSortsThem() {
    assertThat(finder.find(words("Turin Ada Turin Ada Lovelace"))).isSorted();
  }

  @Test
  void spansHaveTheConfidenceAsTheirProbability() {
    assertThat(finder.find(words("Ada in Turin")))
        .extracting(Span::getProb)
        .containsExactly(.9, .4);
  }

  @Test
  void uncertainNamesAreLeftOut() {
    assertThat(
            new NeuralNameFinder(
                    tagger, new WantedSpans(new SpanFilter(0.9, null), LabelMap.IDENTITY))
                .find(words("Ada in Turin")))
        .containsExactly(new Span(0, 1, "PER"));
  }

  @Test
  void excludedNamesAreLeftOut() {
    SpanFilter filter = new SpanFilter(0, Pattern.compile("A.* L.*"));
    assertThat(
            new NeuralNameFinder(tagger, new WantedSpans(filter, LabelMap.IDENTITY))
                .find(words("Ada Lovelace left Turin")))
        .containsExactly(new Span(3, 4, "LOC"));
  }

  @Test
  void tagMapRenamesAndDropsTypes() {
    LabelMap map = LabelMap.parse("PER=person,LOC=O");
    assertThat(new NeuralNameFinder(tagger, new WantedSpans(ALL, map)).find(words("Ada in Turin")))
        .containsExactly(new Span(0, 1, "person"));
  }

  @Test
  void nothingGivesNothing() {
    assertThat(finder.find(null)).isEmpty();
    assertThat(finder.find(new String[0])).isEmpty();
    assertThat(finder.findAll(null)).isEmpty();
    assertThat(finder.findAll(new String[0][])).isEmpty();
    assertThat(finder.findAll(new String[][] {null, {}, {"Ada"}}))
        .isDeepEqualTo(new Span[][] {{}, {}, {new Span(0, 1, "PER")}});
  }

  @Test
  void nullTokenIsNamed() {
    String[][] document = {{"Ada"}, {"in", null}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finder.findAll(document))
        .withMessageContaining("Token [1] of sentence [1] is null");
  }

  @Test
  void sentencesOfADocumentGoInOneCall() {
    finder.findAll(new String[][] {{"Ada"}, {"Turin"}});
    assertThat(tagger.calls).hasSize(1);
  }

  @Test
  void clearingAdaptiveDataChangesNothing() {
    Span[] before = finder.find(words("Ada in Turin"));
    finder.clearAdaptiveData();
    assertThat(finder.find(words("Ada in Turin"))).isEqualTo(before);
  }

  @Test
  void promisesThreadSafetyInTheTermsOfOpenNlp() {
    assertThat(NeuralNameFinder.class).hasAnnotation(ThreadSafe.class);
  }

  @Test
  void closeClosesTheModel() {
    finder.close();
    assertThat(tagger.closed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void minimumConfidenceThatIsNoProbabilityIsRefused(double confidence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeuralNameFinder.builder().minConfidence(confidence))
        .withMessageContaining("minConfidence [" + confidence + "]");
  }

  @Test
  void languageAndVariantNameTheBundle() {
    NeuralNameFinderBuilder absent =
        NeuralNameFinder.builder().language("xx").modelVariant("small");
    assertThatThrownBy(absent::load)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[xx-ner-small]");
  }

  @Test
  void locationGoesBeforeTheLanguage() {
    NeuralNameFinderBuilder absent =
        NeuralNameFinder.builder().language("xx").modelLocation("no-such-bundle");
    assertThatThrownBy(absent::load)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[no-such-bundle]");
  }
}
