package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neuralannotators.it.CoreNlp.TEXT;

import edu.stanford.nlp.ling.CoreAnnotations.ChunkAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.corenlp.NeuralChunkAnnotator;
import org.neuralannotators.corenlp.NeuralNerAnnotator;

/** The annotator in CoreNLP's pipelines, with the bundle that ships. */
class CoreNlpPipelineIT {
  private static final String BUNDLE = "/org/neuralannotators/bundles/en-ner/";

  @Test
  void usersReadMentionsWithConfidences() {
    CoreDocument document = CoreNlp.pipeline().processToCoreDocument(TEXT);

    assertThat(document.entityMentions())
        .extracting(mention -> mention.text() + " " + mention.entityType())
        .contains("Barack Obama PERSON", "Berlin LOCATION", "Angela Merkel PERSON");
    assertThat(document.entityMentions())
        .allSatisfy(
            mention -> {
              assertThat(mention.entityTypeConfidences()).containsOnlyKeys(mention.entityType());
              assertThat(mention.entityTypeConfidences().values())
                  .allSatisfy(confidence -> assertThat(confidence).isBetween(0.0, 1.0));
              assertThat(mention.canonicalEntityMention())
                  .map(CoreEntityMention::text)
                  .contains(mention.text());
              assertThat(TEXT.substring(mention.charOffsets().first, mention.charOffsets().second))
                  .isEqualTo(mention.text());
            });
    assertThat(document.sentences().get(1).nerTags()).contains("PERSON", "O");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\n",
        "x",
        "\uD83D\uDE00",
        "\uD800 alone \uDC00",
        "\0\u0001\u001B[0m",
        "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627"
      })
  void survivesOddText(String text) {
    CoreDocument document = CoreNlp.pipeline().processToCoreDocument(text);
    assertThat(document.entityMentions()).isNotNull();
    assertThat(document.tokens()).allSatisfy(token -> assertThat(token.ner()).isNotNull());
  }

  @Test
  void theShippedPropertiesMakeAPipeline() {
    StanfordCoreNLP pipeline =
        new StanfordCoreNLP("org/neuralannotators/descriptors/StanfordCoreNLP-neural");
    assertThat(CoreNlp.mentions(CoreNlp.annotated(pipeline, TEXT))).contains("Berlin LOCATION");
  }

  @Test
  void pipelinesWithOneNameAndOtherOptionsDoNotDisturbEachOther() {
    StanfordCoreNLP all = CoreNlp.pipeline();
    StanfordCoreNLP places = CoreNlp.pipeline("neuralner.tagMap", "LOC=PLACE,*=O");
    assertThatThrownBy(() -> CoreNlp.pipeline("neuralner.modelLocation", "xx-ner"))
        .hasStackTraceContaining("There is no model bundle [xx-ner]");

    assertThat(CoreNlp.mentions(CoreNlp.annotated(places, TEXT)))
        .contains("Berlin PLACE")
        .allMatch(mention -> mention.endsWith(" PLACE"));
    assertThat(CoreNlp.mentions(CoreNlp.annotated(all, TEXT)))
        .contains("Berlin LOCATION", "Barack Obama PERSON");
  }

  @Test
  void ofTwoAnnotatorsInAPipelineTheLastOneCounts() {
    StanfordCoreNLP pipeline =
        CoreNlp.pipeline(
            "annotators", "tokenize, ssplit, neuralner, places",
            "customAnnotatorClass.places", NeuralNerAnnotator.class.getName(),
            "places.tagMap", "LOC=PLACE,*=O");
    assertThat(CoreNlp.mentions(CoreNlp.annotated(pipeline, TEXT)))
        .contains("Berlin PLACE")
        .allMatch(mention -> mention.endsWith(" PLACE"));
  }

  @Test
  void aTaggerOfSpansAlsoWritesChunks() {
    StanfordCoreNLP pipeline =
        CoreNlp.pipeline(
            "annotators", "tokenize, ssplit, neuralchunk",
            "customAnnotatorClass.neuralchunk", NeuralChunkAnnotator.class.getName(),
            "neuralchunk.modelLocation", "en-ner",
            "neuralchunk.tagMap", "PER=NP");
    assertThat(CoreNlp.annotated(pipeline, TEXT).get(TokensAnnotation.class).subList(0, 4))
        .extracting(token -> token.get(ChunkAnnotation.class))
        .containsExactly("B-NP", "I-NP", "O", "O");
  }

  @Test
  void anAnnotatorThatOnePipelineUnmountsStillServesOthers() {
    StanfordCoreNLP one = CoreNlp.pipeline();
    StanfordCoreNLP other = CoreNlp.pipeline();
    List<CoreNlp.Tag> expected = CoreNlp.tags(CoreNlp.annotated(other, TEXT));

    one.pool.clear();

    assertThat(CoreNlp.tags(CoreNlp.annotated(other, TEXT))).isEqualTo(expected);
    assertThat(CoreNlp.tags(CoreNlp.annotated(CoreNlp.pipeline(), TEXT))).isEqualTo(expected);
  }

  @Test
  void coreNlpPutsItsOwnAnnotatorInPlaceOfOursUnderABuiltInName() {
    StanfordCoreNLP pipeline =
        CoreNlp.pipeline(
            "annotators", "tokenize, ssplit, entitymentions",
            "customAnnotatorClass.entitymentions", NeuralNerAnnotator.class.getName(),
            "enforceRequirements", "false");
    assertThat(CoreNlp.annotated(pipeline, TEXT).get(TokensAnnotation.class))
        .allSatisfy(token -> assertThat(token.ner()).isNull());
  }

  @Test
  void theWrongOrderIsNamedBeforeAnythingRuns() {
    assertThatThrownBy(() -> CoreNlp.pipeline("annotators", "neuralner, tokenize, ssplit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("annotator \"neuralner\" requires")
        .hasMessageContaining("tokenize,ssplit");
  }

  @Test
  void theWrongOrderIsNamedWhereRequirementsAreNotEnforced() {
    StanfordCoreNLP pipeline =
        CoreNlp.pipeline("annotators", "neuralner", "enforceRequirements", "false");
    assertThatThrownBy(() -> pipeline.annotate(new Annotation(TEXT)))
        .hasMessageContaining("[tokenize, ssplit]");
  }

  @Test
  void badOptionsAreNamedWhenThePipelineIsMade() {
    assertThatThrownBy(() -> CoreNlp.pipeline("neuralner.minConfidence", "2"))
        .hasStackTraceContaining("Property [neuralner.minConfidence] is [2.0]; expected");
    assertThatThrownBy(() -> CoreNlp.pipeline("neuralner.modelLocaton", "en-ner"))
        .hasStackTraceContaining("Did you mean [neuralner.modelLocation]?");
  }

  @Test
  void aDamagedModelIsRefused(@TempDir Path folder) throws IOException {
    for (String file : List.of("manifest.json", "words.txt", "characters.txt")) {
      try (InputStream in = CoreNlpPipelineIT.class.getResourceAsStream(BUNDLE + file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    Files.writeString(folder.resolve("weights.safetensors"), "cut short");

    assertThatThrownBy(() -> CoreNlp.pipeline("neuralner.modelLocation", folder.toString()))
        .hasStackTraceContaining(UncheckedIOException.class.getName())
        .hasStackTraceContaining("Annotator [neuralner] could not load its model [" + folder)
        .hasStackTraceContaining("weights.safetensors");
  }

  @Test
  void aModelThatIsPutInItsPlaceLaterIsFound(@TempDir Path folder) throws IOException {
    String location = folder.resolve("model").toString();
    assertThatThrownBy(() -> CoreNlp.pipeline("neuralner.modelLocation", location))
        .isInstanceOf(UncheckedIOException.class);

    Files.createDirectory(folder.resolve("model"));
    for (String file :
        List.of("manifest.json", "words.txt", "characters.txt", "weights.safetensors")) {
      try (InputStream in = CoreNlpPipelineIT.class.getResourceAsStream(BUNDLE + file)) {
        Files.copy(in, folder.resolve("model").resolve(file));
      }
    }

    StanfordCoreNLP pipeline = CoreNlp.pipeline("neuralner.modelLocation", location);
    assertThat(CoreNlp.mentions(CoreNlp.annotated(pipeline, TEXT))).contains("Berlin LOCATION");
  }

  @Test
  void anInterruptedThreadGetsADocumentWithoutEntities() {
    Annotation document = CoreNlp.annotated(CoreNlp.pipeline("annotators", "tokenize"), TEXT);
    NeuralNerAnnotator annotator = new NeuralNerAnnotator("neuralner", CoreNlp.properties());

    Thread.currentThread().interrupt();
    annotator.annotate(document);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(document.get(MentionsAnnotation.class)).isEmpty();
    assertThat(CoreNlp.tags(document)).containsOnly(new CoreNlp.Tag("O", Map.of("O", -1.0)));
    annotator.annotate(document);
    assertThat(CoreNlp.mentions(document)).contains("Berlin LOCATION");
  }
}
