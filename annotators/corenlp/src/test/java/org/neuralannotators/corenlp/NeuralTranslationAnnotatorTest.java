package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
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
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAlignmentAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationEntitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationHypothesesAnnotation;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.translate.Alignment;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.Word;

class NeuralTranslationAnnotatorTest {
  private final FakeTranslator translator = new FakeTranslator();

  private NeuralTranslationAnnotator annotator(String... keysAndValues) {
    TranslationOptions options = options(keysAndValues);
    translator.alignments = options.translator().alignments();
    return new NeuralTranslationAnnotator(
        "n",
        options,
        () -> {
          translator.opened++;
          return translator;
        });
  }

  private static TranslationOptions options(String... keysAndValues) {
    Properties properties = NerOptionsTest.properties(keysAndValues);
    properties.putIfAbsent("n.modelLocation", "fake");
    return TranslationOptions.read("n", properties);
  }

  private Annotation annotated(String text, String... keysAndValues) {
    Annotation document = Documents.of(text);
    annotator(keysAndValues).annotate(document);
    return document;
  }

  /** Null where there is none. */
  private static List<String> translations(Annotation document) {
    List<String> translations = new ArrayList<>();
    for (CoreMap sentence : Documents.sentences(document)) {
      translations.add(sentence.get(TranslationAnnotation.class));
    }
    return translations;
  }

  @Test
  void everySentenceAndTheDocumentGetATranslationInOneCall() {
    Annotation document = annotated(" Ada left .\n\nto  Turin\n");
    assertThat(translations(document)).containsExactly("ADA LEFT .", "TO  TURIN");
    assertThat(document.get(TranslationAnnotation.class)).isEqualTo(" ADA LEFT .\n\nTO  TURIN\n");
    assertThat(translator.calls).containsExactly(List.of("Ada left .", "to  Turin"));
    CoreMap sentence = Documents.sentences(document).get(0);
    assertThat(sentence.containsKey(TranslationHypothesesAnnotation.class)).isFalse();
    assertThat(sentence.containsKey(TranslationAlignmentAnnotation.class)).isFalse();
  }

  @Test
  void theBestTranslationsHaveScores() {
    Annotation document = annotated("Ada", "n.nBest", "2");
    assertThat(Documents.sentences(document).get(0).get(TranslationHypothesesAnnotation.class))
        .extracting(Hypothesis::text, Hypothesis::score, Hypothesis::logProbability)
        .containsExactly(tuple("ADA", -1.0, -2.0), tuple("ada", -2.0, -4.0));
  }

  @Test
  void entitiesAreCarriedOverToTheTranslation() {
    Annotation document = Documents.of("Ada Lovelace left Turin");
    CoreMap sentence = Documents.sentences(document).get(0);
    List<String> tags = List.of("PERSON", "PERSON", "O", "CITY");
    for (int i = 0; i < tags.size(); i++) {
      sentence.get(TokensAnnotation.class).get(i).setNER(tags.get(i));
    }
    NeuralTranslationAnnotator annotator = annotator("n.entities", "true");
    annotator.annotate(document);
    assertThat(sentence.get(TranslationEntitiesAnnotation.class))
        .containsExactly(
            new TranslatedEntity("ADA LOVELACE", "PERSON", 0, 12),
            new TranslatedEntity("TURIN", "CITY", 18, 23));
    assertThat(sentence.containsKey(TranslationAlignmentAnnotation.class)).isFalse();
    assertThat(annotator.requires()).contains(NamedEntityTagAnnotation.class);
    assertThat(annotator.requirementsSatisfied()).contains(TranslationEntitiesAnnotation.class);
  }

  @Test
  void alignmentsAreOfTheSentencesTokens() {
    Properties properties = NerOptionsTest.properties("annotators", "tokenize");
    Annotation document = new Annotation("Hm. Ada left.");
    new StanfordCoreNLP(properties).annotate(document);

    annotator("n.alignments", "true", "n.nBest", "2").annotate(document);

    CoreMap sentence = Documents.sentences(document).get(1);
    Alignment alignment = sentence.get(TranslationAlignmentAnnotation.class);
    assertThat(alignment.source()).containsExactly(new Word(0, 3), new Word(4, 8), new Word(8, 9));
    assertThat(alignment.target()).containsExactly(new Word(0, 3), new Word(4, 8), new Word(8, 9));
    assertThat(alignment.weights())
        .containsExactly(
            new float[] {0.75f, 0, 0},
            new float[] {0, 0.75f, 0.75f},
            new float[] {0, 0.75f, 0.75f});
    assertThat(sentence.get(TranslationHypothesesAnnotation.class).get(0).alignment())
        .contains(alignment);
  }

  @Test
  void emptyDocumentsAndSentencesPass() {
    Annotation empty = annotated(" \n ");
    assertThat(translations(empty)).isEmpty();
    assertThat(empty.get(TranslationAnnotation.class)).isBlank();

    Annotation document = Documents.of("Ada");
    CoreMap none = new ArrayCoreMap();
    CoreMap withoutTokens = new ArrayCoreMap();
    withoutTokens.set(TextAnnotation.class, "Ada");
    withoutTokens.set(CharacterOffsetBeginAnnotation.class, 0);
    withoutTokens.set(CharacterOffsetEndAnnotation.class, 3);
    document.set(SentencesAnnotation.class, List.of(none, withoutTokens));

    annotator("n.alignments", "true").annotate(document);

    assertThat(translations(document)).containsExactly(null, "ADA");
    assertThat(withoutTokens.get(TranslationAlignmentAnnotation.class).source()).isEmpty();
  }

  @Test
  void aDocumentThatIsNotTranslatedAsAWholeHasNoTranslation() {
    Annotation document = annotated("Ada left .\nTurin", "n.maxlen", "2");
    assertThat(translations(document)).containsExactly(null, "TURIN");
    assertThat(document.containsKey(TranslationAnnotation.class)).isFalse();
  }

  @Test
  void afterAnInterruptOrTheEndOfTimeTheRestIsLeftOut() {
    Annotation large = Documents.of(String.join("\n", Collections.nCopies(1000, "Ada left .")));
    translator.onCall = () -> Thread.currentThread().interrupt();
    annotator().annotate(large);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(translations(large)).startsWith("ADA LEFT .").last().isNull();
    assertThat(large.containsKey(TranslationAnnotation.class)).isFalse();

    translator.onCall = NeuralTranslationAnnotatorTest::waitTwoMilliseconds;
    Annotation late = Documents.of(String.join("\n", Collections.nCopies(1000, "Ada left .")));
    annotator("n.maxtime", "1").annotate(late);
    assertThat(translations(late)).last().isNull();
  }

  private static void waitTwoMilliseconds() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theRemoverTakesAllTranslationsAway() {
    Annotation document = annotated("Ada left .", "n.nBest", "1", "n.alignments", "true");
    new TranslationRemover().annotate(document);
    assertThat(document.containsKey(TranslationAnnotation.class)).isFalse();
    CoreMap sentence = Documents.sentences(document).get(0);
    assertThat(sentence.keySet())
        .doesNotContain(
            TranslationAnnotation.class,
            TranslationHypothesesAnnotation.class,
            TranslationAlignmentAnnotation.class);
    TranslationRemover.remove(new Annotation("no sentences"));
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
    NeuralTranslationAnnotator annotator = annotator();
    annotator.unmount();
    annotator.unmount();
    assertThat(translator.closed).isEqualTo(1);
    annotator.annotate(Documents.of("Ada"));
    assertThat(translator.opened).isEqualTo(2);
  }

  @Test
  void namesTheModelThatIsMissing() {
    assertThatThrownBy(() -> new NeuralTranslationAnnotator("n", new Properties()).requires())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[n.modelLocation] is missing", "translator");
    Properties properties = NerOptionsTest.properties("n.modelLocation", "gone");
    assertThatThrownBy(() -> new NeuralTranslationAnnotator("n", properties).requires())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Annotator [n] could not load its model [gone]");
  }

  @Test
  void readsItsOptions() {
    assertThat(options())
        .isEqualTo(
            new TranslationOptions(
                "fake",
                TranslatorOptions.DEFAULT,
                false,
                false,
                false,
                new LanguageOptions(null, LanguageMismatch.WARN),
                new WorkLimits(Integer.MAX_VALUE, Integer.MAX_VALUE)));
    assertThat(
            options(
                "n.beamSize",
                "7",
                "n.nBest",
                "2",
                "n.lengthPenalty",
                "0.5",
                "n.coveragePenalty",
                "0.25",
                "n.pruningThreshold",
                "3.5",
                "n.alignments",
                "true",
                "n.entities",
                "true",
                "n.numThreads",
                "3",
                "n.batchTokens",
                "64",
                "n.precision",
                "BF16",
                "n.sourceLanguage",
                "en",
                "n.targetLanguage",
                "de",
                "n.taskPrefix",
                "translate: ",
                "n.maxlen",
                "80",
                "n.maxtime",
                "1000"))
        .isEqualTo(
            new TranslationOptions(
                "fake",
                new SearchChoice(7, 0.5, 0.25, 3.5)
                    .over(TranslatorOptions.DEFAULT)
                    .withNBest(2)
                    .withTexts(new TextChoice("en", "de", "translate: "))
                    .withAlignments(true)
                    .withNumThreads(3)
                    .withBatchTokens(64)
                    .withPrecision(Precision.BF16),
                true,
                true,
                true,
                new LanguageOptions(null, LanguageMismatch.WARN),
                new WorkLimits(80, 1000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n.beamSize        | 0    | Property [n.beamSize] is [0]; expected a whole number, 1 or more",
        "n.beamSize        | 2000 | beam [2000]; expected 1 to 1000",
        "n.nBest           | 6    | nBest [6]; expected at least 1 and at most the beam, [5]",
        "n.lengthPenalty   | -1   | Property [n.lengthPenalty] is [-1.0]; expected a number, 0.0 or",
        "n.coveragePenalty | NaN  | Property [n.coveragePenalty] is [NaN]; expected a number, 0.0 or",
        "n.alignments      | yes  | Property [n.alignments] is [yes]; expected [true] or [false]",
        "n.beam            | 5    | Did you mean [n.beamSize]",
      })
  void refusesWhatItCannotRead(String property, String value, String message) {
    assertThatThrownBy(() -> options(property, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
