package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.embed.Granularity;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.network.kernel.Precision;

class NeuralEmbeddingAnnotatorTest {
  private final FakeEmbedder embedder = new FakeEmbedder();

  private NeuralEmbeddingAnnotator annotator(String... keysAndValues) {
    return new NeuralEmbeddingAnnotator(
        "n",
        options(keysAndValues),
        () -> {
          embedder.opened++;
          return embedder;
        });
  }

  private static EmbeddingOptions options(String... keysAndValues) {
    return EmbeddingOptions.read("n", NerOptionsTest.properties(keysAndValues));
  }

  private Annotation annotated(String text, String... keysAndValues) {
    Annotation document = Documents.of(text);
    annotator(keysAndValues).annotate(document);
    return document;
  }

  /** Null where there is none. */
  private static List<float[]> vectors(List<? extends CoreMap> parts) {
    List<float[]> vectors = new ArrayList<>();
    parts.forEach(part -> vectors.add(part.get(VectorAnnotation.class)));
    return vectors;
  }

  private static float[] v(float... numbers) {
    return numbers;
  }

  @Test
  void everyTokenGetsItsVectorInOneCall() {
    Annotation document = annotated("Ada left .\nTurin");
    assertThat(vectors(Documents.tokens(document)))
        .containsExactly(v(3, 0), v(4, 1), v(1, 2), v(5, 0));
    assertThat(vectors(Documents.sentences(document))).containsOnlyNulls();
    assertThat(embedder.calls)
        .containsExactly(List.of(List.of("Ada", "left", "."), List.of("Turin")));
  }

  @Test
  void sentencesGetTheMeanOfTheirTokens() {
    Annotation document = annotated("Ada left us\nTurin", "n.granularity", "sentence");
    assertThat(vectors(Documents.sentences(document))).containsExactly(v(3, 1), v(5, 0));
    assertThat(vectors(Documents.tokens(document))).containsOnlyNulls();
  }

  @Test
  void tokensAndSentencesCanBothHaveVectors() {
    Annotation document = annotated("Ada left us", "n.granularity", "BOTH");
    assertThat(vectors(Documents.sentences(document))).containsExactly(v(3, 1));
    assertThat(vectors(Documents.tokens(document))).containsExactly(v(3, 0), v(4, 1), v(2, 2));
  }

  @Test
  void emptyDocumentsAndSentencesPass() {
    assertThat(Documents.tokens(annotated(" \n "))).isEmpty();
    Annotation document = Documents.of("Ada");
    CoreMap none = new ArrayCoreMap();
    document.set(SentencesAnnotation.class, List.of(none, Documents.sentences(document).get(0)));

    annotator("n.granularity", "BOTH").annotate(document);

    assertThat(vectors(Documents.sentences(document))).containsExactly(null, v(3, 0));
  }

  @Test
  void longSentencesAndTheRestAfterAnInterruptGetNone() {
    Annotation document = annotated("Ada left .\nTurin", "n.maxlen", "2");
    assertThat(vectors(Documents.tokens(document))).containsExactly(null, null, null, v(5, 0));

    Annotation large = large();
    embedder.onCall = () -> Thread.currentThread().interrupt();
    annotator().annotate(large);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(vectors(Documents.tokens(large))).startsWith(v(3, 0)).last().isNull();
  }

  /** A document of more tokens than are embedded at once. */
  private static Annotation large() {
    return Documents.of(
        String.join("\n", Collections.nCopies(LimitedWork.TOKENS_AT_ONCE / 2, "Ada left .")));
  }

  @Test
  void stateIsCarriedThroughWholeDocuments() {
    Annotation large = large();
    annotator("n.carryState", "true").annotate(large);
    assertThat(embedder.calls).hasSize(1);
    annotator().annotate(large);
    assertThat(embedder.calls).hasSize(3);
  }

  @Test
  void theRemoverTakesAllVectorsAway() {
    Annotation document = annotated("Ada left us\nTurin", "n.granularity", "BOTH");
    new EmbeddingRemover().annotate(document);
    assertThat(Documents.tokens(document))
        .noneMatch(token -> token.containsKey(VectorAnnotation.class));
    assertThat(Documents.sentences(document))
        .noneMatch(sentence -> sentence.containsKey(VectorAnnotation.class));
    EmbeddingRemover.remove(new Annotation("neither sentences nor tokens"));
  }

  @Test
  void saysWhatIsMissingBeforeIt() {
    assertThatThrownBy(() -> annotator().annotate(new Annotation("Ada left .")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Annotator [n] found no sentences")
        .hasMessageContaining("[tokenize, ssplit]");
  }

  @Test
  void unmountedAnnotatorIsLoadedAgain() {
    NeuralEmbeddingAnnotator annotator = annotator();
    annotator.unmount();
    annotator.unmount();
    assertThat(embedder.closed).isEqualTo(1);
    annotator.annotate(Documents.of("Ada"));
    assertThat(embedder.opened).isEqualTo(2);
  }

  @Test
  void namesTheModelThatIsMissing() {
    Properties properties = NerOptionsTest.properties("n.modelLocation", "gone");
    assertThatThrownBy(() -> new NeuralEmbeddingAnnotator("n", properties).requires())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Annotator [n] could not load its model [gone]");
  }

  @Test
  void readsItsOptions() {
    assertThat(options())
        .isEqualTo(
            new EmbeddingOptions(
                "en-elmo-small",
                EmbedderOptions.DEFAULT,
                Granularity.TOKEN,
                new LanguageOptions(null, LanguageMismatch.WARN),
                new WorkLimits(Integer.MAX_VALUE, Integer.MAX_VALUE)));
    assertThat(options("n.language", "nl", "n.modelVariant", "large").modelLocation())
        .isEqualTo("nl-elmo-large");
    assertThat(
            options(
                    "n.layers",
                    "mix",
                    "n.carryState",
                    "true",
                    "n.numThreads",
                    "3",
                    "n.batchTokens",
                    "64",
                    "n.precision",
                    "bf16")
                .embedder())
        .isEqualTo(new EmbedderOptions(new RunOptions(3, 64, Precision.BF16), Layers.MIX, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n.layers      | bottom | one of [ALL, TOP, MEAN, MIX]",
        "n.granularity | word   | one of [TOKEN, SENTENCE, BOTH]",
        "n.carryState  | yes    | [true] or [false]",
        "n.numThreads  | -1     | a whole number, 0 or more",
        "n.batchTokens | 0      | a whole number, 1 or more",
      })
  void refusesWhatItCannotRead(String property, String value, String expected) {
    assertThatThrownBy(() -> options(property, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "Property [" + property + "] is [" + value + "]; expected " + expected);
    assertThatThrownBy(() -> options("n.layer", "TOP")).hasMessageContaining("[n.layers]");
  }
}
