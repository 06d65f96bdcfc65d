package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations.CoarseNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.FineGrainedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NormalizedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.JSONOutputter;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.corenlp.NeuralPosAnnotator;

/** Our names beside what CoreNLP's rules say of numbers and times, without its models. */
class CoreNlpNumbersIT {
  private static final String TEXT =
      "Angela Merkel paid five million dollars in Berlin on March 3, 2010. The second time was in"
          + " Paris.";

  private static StanfordCoreNLP pipeline(String annotators, String... keysAndValues) {
    Properties properties = CoreNlp.properties(keysAndValues);
    properties.setProperty("annotators", annotators);
    properties.setProperty("customAnnotatorClass.neuralpos", NeuralPosAnnotator.class.getName());
    properties.setProperty("ner.rulesOnly", "true");
    properties.setProperty("ner.useSUTime", "false");
    properties.setProperty("ner.applyFineGrained", "false");
    return new StanfordCoreNLP(properties);
  }

  private static Annotation combined() {
    return CoreNlp.annotated(
        pipeline(
            "tokenize, ssplit, neuralpos, lemma, ner, neuralner",
            "neuralner.keep",
            "DATE, TIME, DURATION, SET, MONEY, PERCENT, NUMBER, ORDINAL"),
        TEXT);
  }

  @Test
  void datesAndMoneyStayBesideOurNames() {
    Annotation document = combined();

    assertThat(CoreNlp.mentions(document))
        .containsExactly(
            "Angela Merkel PERSON",
            "five million dollars MONEY",
            "Berlin LOCATION",
            "March 3, 2010 DATE",
            "second ORDINAL",
            "Paris LOCATION");
    assertThat(normalized(document)).containsExactly("$5000000.0", "20100303", "2.0");
    assertThat(document.get(TokensAnnotation.class).subList(2, 10))
        .extracting(
            token -> token.ner() + " " + token.get(NormalizedNamedEntityTagAnnotation.class))
        .containsExactly(
            "O null",
            "MONEY $5000000.0",
            "MONEY $5000000.0",
            "MONEY $5000000.0",
            "O null",
            "LOCATION null",
            "O null",
            "DATE 20100303");
  }

  @Test
  void jsonHasBoth() throws IOException {
    JsonNode mentions =
        new ObjectMapper()
            .readTree(JSONOutputter.jsonPrint(combined()))
            .at("/sentences/0/entitymentions");
    assertThat(mentions.findValuesAsText("ner"))
        .containsExactly("PERSON", "MONEY", "LOCATION", "DATE");
    assertThat(mentions.findValuesAsText("normalizedNER"))
        .containsExactly("$5000000.0", "20100303");
  }

  @Test
  void protobufKeepsBoth() throws Exception {
    Annotation document = combined();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ProtobufAnnotationSerializer(true).write(document, bytes).close();

    Annotation read =
        new ProtobufAnnotationSerializer(true)
            .read(new ByteArrayInputStream(bytes.toByteArray()))
            .first;

    assertThat(CoreNlp.details(read)).isEqualTo(CoreNlp.details(document));
    assertThat(normalized(read)).isEqualTo(normalized(document));
  }

  @Test
  void nothingOfTheEarlierEntitiesIsLeftWithoutBeingKept() throws IOException {
    Annotation document =
        CoreNlp.annotated(pipeline("tokenize, ssplit, neuralpos, lemma, ner, neuralner"), TEXT);

    assertThat(CoreNlp.mentions(document))
        .containsExactly("Angela Merkel PERSON", "Berlin LOCATION", "Paris LOCATION");
    assertThat(JSONOutputter.jsonPrint(document)).doesNotContain("normalizedNER", "MONEY", "DATE");
  }

  @Test
  void entityMentionsBehindFindsTheSame() {
    Annotation document =
        CoreNlp.annotated(
            pipeline(
                "tokenize, ssplit, neuralpos, lemma, ner, neuralner, entitymentions",
                "neuralner.keep",
                "DATE, MONEY, ORDINAL"),
            TEXT);
    assertThat(CoreNlp.mentions(document)).isEqualTo(CoreNlp.mentions(combined()));
    assertThat(normalized(document)).isEqualTo(normalized(combined()));
  }

  @Test
  void whatIsKeptMustBeFoundBefore() {
    assertThatThrownBy(
            () -> pipeline("tokenize, ssplit, neuralner", "neuralner.keep", "DATE,MONEY"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("requires annotation \"NamedEntityTagAnnotation\"")
        .hasMessageContaining("tokenize,ssplit,ner");
  }

  @Test
  void rulesOfCoreNlpGiveFinerTypes(@TempDir Path folder) throws IOException {
    Path rules =
        Files.write(
            folder.resolve("rules.tab"),
            List.of("Berlin|Paris\tCITY\tLOCATION\t1", "Chancellor\tTITLE\tO\t1"));

    Annotation document =
        CoreNlp.annotated(
            pipeline(
                "tokenize, ssplit, neuralpos, neuralner",
                "neuralner.applyFineGrained",
                "true",
                "neuralner.fine.regexner.mapping",
                rules.toString()),
            "Chancellor Angela Merkel flew from Hamburg to Paris.");

    assertThat(CoreNlp.mentions(document))
        .containsExactly(
            "Chancellor TITLE", "Angela Merkel PERSON", "Hamburg LOCATION", "Paris CITY");
    assertThat(document.get(TokensAnnotation.class).get(7))
        .satisfies(
            paris -> {
              assertThat(paris.ner()).isEqualTo("CITY");
              assertThat(paris.get(FineGrainedNamedEntityTagAnnotation.class)).isEqualTo("CITY");
              assertThat(paris.get(CoarseNamedEntityTagAnnotation.class)).isEqualTo("LOCATION");
            });
  }

  private static List<String> normalized(Annotation document) {
    return document.get(MentionsAnnotation.class).stream()
        .map(mention -> mention.get(NormalizedNamedEntityTagAnnotation.class))
        .filter(Objects::nonNull)
        .toList();
  }
}
