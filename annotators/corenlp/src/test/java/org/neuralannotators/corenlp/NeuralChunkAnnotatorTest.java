package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreAnnotations.ChunkAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeuralChunkAnnotatorTest {
  private final FakeTagger tagger = FakeTagger.ofNames();

  private List<String> chunks(String text, String... options) {
    Annotation document = Documents.of(text);
    annotator(options).annotate(document);
    return Documents.tokens(document).stream()
        .map(token -> token.get(ChunkAnnotation.class))
        .toList();
  }

  private NeuralChunkAnnotator annotator(String... options) {
    return new NeuralChunkAnnotator("n", NerOptionsTest.properties(options), tagger.loader());
  }

  @Test
  void everyTokenSaysWhereItIsInAChunk() {
    assertThat(chunks("Ada Lovelace left .\nTurin Ada"))
        .containsExactly("B-PER", "I-PER", "O", "O", "B-LOC", "B-PER");
  }

  @Test
  void tagMapRenamesAndDrops() {
    assertThat(chunks("Ada Lovelace Turin", "n.tagMap", "PER=NP,LOC=O"))
        .containsExactly("B-NP", "I-NP", "O");
  }

  @Test
  void longSentencesGetNoChunks() {
    assertThat(chunks("Ada Lovelace left .\nAda", "n.maxlen", "3"))
        .containsExactly("O", "O", "O", "O", "B-PER");
  }

  @Test
  void theModelIsChosenByLanguageAndTask() {
    assertThatThrownBy(
            () ->
                new NeuralChunkAnnotator("n", NerOptionsTest.properties("n.language", "xx"))
                    .requires())
        .hasMessageContaining("[xx-chunk]");
  }

  @Test
  void unmountedAnnotatorIsLoadedAgain() {
    NeuralChunkAnnotator annotator = annotator();
    annotator.unmount();
    annotator.annotate(Documents.of("Ada"));
    assertThat(tagger.closed).isEqualTo(1);
    assertThat(tagger.opened).isEqualTo(2);
  }
}
