package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.JSONOutputter;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.corenlp.NeuralPosAnnotator;

/** Parts of speech in CoreNLP's pipelines, and what its own annotators make of them. */
class CoreNlpPosIT {
  static Properties properties(String... keysAndValues) {
    Properties properties = CoreNlp.properties(keysAndValues);
    properties.setProperty("customAnnotatorClass.neuralpos", NeuralPosAnnotator.class.getName());
    return properties;
  }

  private static StanfordCoreNLP pipeline(String annotators, String... keysAndValues) {
    Properties properties = properties(keysAndValues);
    properties.setProperty("annotators", annotators);
    return new StanfordCoreNLP(properties);
  }

  @Test
  void everyTokenGetsTheTagThatTheSampleHas() {
    CoreDocument document =
        pipeline("tokenize, ssplit, neuralpos").processToCoreDocument(PosSentences.SENTENCE);
    assertThat(document.sentences().get(0).posTags()).isEqualTo(PosSentences.PENN_TAGS);
  }

  @Test
  void coreNlpsLemmatizerRunsBehindIt() {
    CoreDocument document =
        pipeline("tokenize, ssplit, neuralpos, lemma").processToCoreDocument(PosSentences.SENTENCE);

    // As MorphaAnnotator has them with the tags of the sample: verbs by their tags alone.
    assertThat(document.tokens())
        .extracting(CoreLabel::lemma)
        .containsExactly(
            "I",
            "write",
            "he",
            "a",
            "letter",
            "right",
            "away",
            "and",
            "he",
            "answer",
            "soon",
            ",",
            "sound",
            "very",
            "happy",
            "and",
            "delighted",
            ".");
  }

  @Test
  void entitiesAndPartsOfSpeechShareAPipeline() {
    CoreDocument document =
        pipeline("tokenize, ssplit, neuralpos, lemma, neuralner")
            .processToCoreDocument("I wrote Angela Merkel a letter .");

    assertThat(document.tokens()).allSatisfy(token -> assertThat(token.tag()).isNotEmpty());
    assertThat(CoreNlp.mentions(document.annotation())).contains("Angela Merkel PERSON");
  }

  @Test
  void theWrongOrderIsNamedBeforeAnythingRuns() {
    assertThatThrownBy(() -> pipeline("tokenize, ssplit, lemma, neuralpos"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("annotator \"lemma\" requires");
    assertThatThrownBy(() -> pipeline("neuralpos, tokenize, ssplit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("annotator \"neuralpos\" requires")
        .hasMessageContaining("tokenize,ssplit");
  }

  @Test
  void readsWhatItRequiresAndWritesWhatItPromises() {
    NeuralPosAnnotator annotator = new NeuralPosAnnotator("neuralpos", properties());

    Set<Class<?>> read =
        CoreNlp.keysRead(
            annotator, () -> CoreNlp.annotated(pipeline("tokenize"), PosSentences.SENTENCE));
    Annotation document = CoreNlp.annotated(pipeline("tokenize"), PosSentences.SENTENCE);
    Set<Class<?>> before = keys(document);
    annotator.annotate(document);

    assertThat(read).isEqualTo(annotator.requires());
    Set<Class<?>> written = keys(document);
    written.removeAll(before);
    assertThat(written).isEqualTo(annotator.requirementsSatisfied());
  }

  private static Set<Class<?>> keys(Annotation document) {
    Set<Class<?>> keys = new HashSet<>(document.keySet());
    for (CoreMap sentence : document.get(SentencesAnnotation.class)) {
      keys.addAll(sentence.keySet());
    }
    document.get(TokensAnnotation.class).forEach(token -> keys.addAll(token.keySet()));
    return keys;
  }

  @Test
  void protobufAndJsonKeepTheTags() throws Exception {
    Annotation document =
        CoreNlp.annotated(pipeline("tokenize, ssplit, neuralpos"), PosSentences.SENTENCE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProtobufAnnotationSerializer serializer = new ProtobufAnnotationSerializer(true);
    serializer.write(document, bytes).close();

    Annotation read = serializer.read(new ByteArrayInputStream(bytes.toByteArray())).first;

    assertThat(tags(read)).isEqualTo(PosSentences.PENN_TAGS);
    assertThat(JSONOutputter.jsonPrint(document)).contains("\"pos\": \"VBG\"");
  }

  @Test
  void tagMapMakesOtherTagsOfThem() {
    Annotation document =
        CoreNlp.annotated(
            pipeline("tokenize, ssplit, neuralpos", "neuralpos.tagMap", "NN=NOUN,VBD=VERB,*=X"),
            PosSentences.SENTENCE);
    assertThat(tags(document)).startsWith("X", "VERB", "X", "X", "NOUN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "x", "\uD83D\uDE00", "\uD800 alone \uDC00"})
  void survivesOddText(String text) {
    Annotation document = CoreNlp.annotated(pipeline("tokenize, ssplit, neuralpos, lemma"), text);
    assertThat(tags(document)).doesNotContainNull();
  }

  @Test
  void eachAnnotatorRefusesTheOthersBundle() {
    assertThatThrownBy(
            () -> pipeline("tokenize, ssplit, neuralpos", "neuralpos.modelLocation", "en-ner"))
        .hasStackTraceContaining("Annotator [neuralpos] could not load its model [en-ner]")
        .hasStackTraceContaining("has the tag scheme [BIOES]");
    assertThatThrownBy(
            () -> pipeline("tokenize, ssplit, neuralner", "neuralner.modelLocation", "en-pos"))
        .hasStackTraceContaining("Annotator [neuralner] could not load its model [en-pos]")
        .hasStackTraceContaining("has the tag scheme [NONE]");
  }

  private static List<String> tags(Annotation document) {
    return document.get(TokensAnnotation.class).stream().map(CoreLabel::tag).toList();
  }
}
