package org.neuralannotators.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import opennlp.tools.commons.ThreadSafe;
import opennlp.tools.util.Sequence;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.SpanFilter;

class NeuralChunkerTest {
  private static final SpanFilter ALL = new SpanFilter(0, null);
  private static final String[] SENTENCE = {"The", "old", "man", "sleeps", ".", "He", "snores"};

  /** In BIOES, which OpenNLP doesn't know. */
  private final FakeTagger model =
      new FakeTagger(
          Map.of(
              "The", "B-NP", "old", "I-NP", "man", "E-NP", "He", "S-NP", "sleeps", "S-VP", "snores",
              "S-VP"),
          Map.of("NP", 0.9, "VP", 0.8));

  private final NeuralChunker chunker =
      new NeuralChunker(model, new WantedSpans(ALL, LabelMap.IDENTITY));

  @Test
  void tagsAreOpenNlpsWhateverTheModelsSchemeIs() {
    assertThat(chunker.chunk(SENTENCE, null))
        .containsExactly("B-NP", "I-NP", "I-NP", "B-VP", "O", "B-NP", "B-VP");
  }

  @Test
  void spansAreOfTokensWithTypeAndProbability() {
    Span[] chunks = chunker.chunkAsSpans(SENTENCE, null);
    assertThat(chunks)
        .containsExactly(
            new Span(0, 3, "NP"), new Span(3, 4, "VP"), new Span(5, 6, "NP"), new Span(6, 7, "VP"))
        .isSorted();
    assertThat(chunks).extracting(Span::getProb).containsExactly(.9, .8, .9, .8);
  }

  @Test
  void partsOfSpeechChangeNothing() {
    String[] tags = {"DT", "JJ", "NN", "VBZ", ".", "PRP", "VBZ"};
    assertThat(chunker.chunk(SENTENCE, tags)).isEqualTo(chunker.chunk(SENTENCE, null));
    assertThat(chunker.chunkAsSpans(SENTENCE, tags))
        .isEqualTo(chunker.chunkAsSpans(SENTENCE, null));
  }

  @Test
  void theBestSequenceHasTagsAndProbabilities() {
    Sequence[] sequences = chunker.topKSequences(SENTENCE, null);
    assertThat(sequences).hasSize(1);
    assertThat(sequences[0].getOutcomes()).containsExactly(chunker.chunk(SENTENCE, null));
    assertThat(sequences[0].getProbs()).hasSize(7).containsOnly(0.5);
    assertThat(sequences[0].getScore()).isCloseTo(7 * Math.log(0.5), within(1e-12));
  }

  @Test
  void sequencesBelowTheLowerBoundAreLeftOut() {
    assertThat(chunker.topKSequences(SENTENCE, null, 7 * Math.log(0.4))).hasSize(1);
    assertThat(chunker.topKSequences(SENTENCE, null, 7 * Math.log(0.6))).isEmpty();
  }

  @Test
  void tagMapRenamesAndDropsTypes() {
    NeuralChunker renaming =
        new NeuralChunker(model, new WantedSpans(ALL, LabelMap.parse("NP=nominal,VP=O")));
    assertThat(renaming.chunk(SENTENCE, null))
        .containsExactly("B-nominal", "I-nominal", "I-nominal", "O", "O", "B-nominal", "O");
    assertThat(renaming.chunkAsSpans(SENTENCE, null))
        .containsExactly(new Span(0, 3, "nominal"), new Span(5, 6, "nominal"));
  }

  @Test
  void uncertainAndExcludedChunksAreLeftOut() {
    SpanFilter filter = new SpanFilter(0.85, Pattern.compile("H."));
    NeuralChunker strict = new NeuralChunker(model, new WantedSpans(filter, LabelMap.IDENTITY));
    assertThat(strict.chunk(SENTENCE, null))
        .containsExactly("B-NP", "I-NP", "I-NP", "O", "O", "O", "O");
    assertThat(strict.chunkAsSpans(SENTENCE, null)).containsExactly(new Span(0, 3, "NP"));
  }

  @Test
  void nothingGivesNothing() {
    assertThat(chunker.chunk(null, null)).isEmpty();
    assertThat(chunker.chunkAsSpans(new String[0], new String[0])).isEmpty();
    assertThat(chunker.chunkAll(null)).isEmpty();
    assertThat(chunker.chunkAllAsSpans(new String[][] {null, {}, {"He"}}))
        .isDeepEqualTo(new Span[][] {{}, {}, {new Span(0, 1, "NP")}});
    assertThat(chunker.topKSequences(new String[0], null))
        .extracting(Sequence::getOutcomes)
        .containsExactly(List.of());
  }

  @Test
  void nullTokenIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chunker.chunk(new String[] {"He", null}, null))
        .withMessageContaining("Token [1] of sentence [0] is null");
  }

  @Test
  void sentencesOfADocumentGoInOneCall() {
    chunker.chunkAll(new String[][] {{"He"}, {"snores"}});
    chunker.chunkAllAsSpans(new String[][] {{"He"}, {"snores"}});
    assertThat(model.calls).hasSize(2);
  }

  @Test
  void promisesThreadSafetyInTheTermsOfOpenNlp() {
    assertThat(NeuralChunker.class).hasAnnotation(ThreadSafe.class);
  }

  @Test
  void closeClosesTheModel() {
    chunker.close();
    assertThat(model.closed).isTrue();
  }

  @Test
  void languageAndVariantNameTheBundle() {
    NeuralChunkerBuilder absent = NeuralChunker.builder().language("xx").modelVariant("small");
    assertThatThrownBy(absent::load)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[xx-chunk-small]");
  }
}
