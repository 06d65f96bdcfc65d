package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.util.CoreMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import opennlp.tools.util.Span;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.opennlp.NeuralNameFinder;
import org.neuralannotators.tagger.EntityFinder;
import org.neuralannotators.tagger.EntityFinders;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.NamedEntityRecognizer;
import org.neuralannotators.zeroshot.EntityQuery;
import org.neuralannotators.zeroshot.TinyGliner;

/** A model that finds entities by their description, in every framework. */
class OpenEntitiesIT {
  private static final String TEXT = "Ann lives in Graz. She lives in Carla.";
  private static final List<List<String>> TOKENS =
      List.of(
          List.of("Ann", "lives", "in", "Graz", "."), List.of("She", "lives", "in", "Carla", "."));
  private static final EntityQuery QUERY =
      EntityQuery.of(List.of("Ann", "Graz")).withThreshold(0.45);

  @TempDir private static Path folder;
  private static String model;
  private static EntityFinder finder;

  @BeforeAll
  static void load() throws IOException {
    model = TinyGliner.write(folder);
    finder = EntityFinders.load(model);
  }

  @AfterAll
  static void close() {
    finder.close();
  }

  /** First token, token behind the last, label. */
  private static List<List<Object>> expected(int sentence, EntityQuery query) {
    List<List<Object>> expected =
        finder.find(TOKENS, query).get(sentence).spans().stream()
            .map(OpenEntitiesIT::place)
            .toList();
    assertThat(expected).isNotEmpty();
    return expected;
  }

  private static List<Object> place(TaggedSpan span) {
    return List.of(span.begin(), span.end(), span.label());
  }

  private static List<List<Object>> uima(boolean nested) throws Exception {
    CAS cas = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    cas.setDocumentText(String.join(" ", TOKENS.get(0)));
    int begin = 0;
    for (String token : TOKENS.get(0)) {
      cas.addFsToIndexes(
          cas.createAnnotation(
              CasUtil.getType(cas, TypeNames.TOKEN), begin, begin + token.length()));
      begin += token.length() + 1;
    }
    cas.addFsToIndexes(
        cas.createAnnotation(CasUtil.getType(cas, TypeNames.SENTENCE), 0, begin - 1));
    SimplePipeline.runPipeline(
        cas,
        AnalysisEngineFactory.createEngineDescription(
            NamedEntityRecognizer.class,
            NamedEntityRecognizer.PARAM_MODEL_LOCATION,
            model,
            NamedEntityRecognizer.PARAM_LABELS,
            QUERY.labels().toArray(String[]::new),
            NamedEntityRecognizer.PARAM_THRESHOLD,
            QUERY.threshold(),
            NamedEntityRecognizer.PARAM_NESTED,
            nested));
    List<AnnotationFS> tokens =
        List.copyOf(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TOKEN)));
    return CasUtil.select(cas, CasUtil.getType(cas, TypeNames.NAMED_ENTITY)).stream()
        .map(
            entity ->
                List.<Object>of(
                    (int) tokens.stream().filter(t -> t.getBegin() < entity.getBegin()).count(),
                    (int) tokens.stream().filter(t -> t.getEnd() <= entity.getEnd()).count(),
                    FSUtil.getFeature(entity, TypeNames.VALUE, String.class)))
        .toList();
  }

  @Test
  void uimaHasFlatAndNestedEntities() throws Exception {
    assertThat(uima(false)).containsExactlyInAnyOrderElementsOf(expected(0, QUERY));
    assertThat(uima(true))
        .containsExactlyInAnyOrderElementsOf(expected(0, QUERY.withNested(true)))
        .hasSizeGreaterThan(expected(0, QUERY).size());
  }

  @Test
  void uimaRefusesAThresholdWithoutLabels() {
    assertThatThrownBy(
            () ->
                AnalysisEngineFactory.createEngine(
                    NamedEntityRecognizer.class, NamedEntityRecognizer.PARAM_THRESHOLD, 0.3))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("[threshold] without [labels]");
  }

  @Test
  void coreNlpHasMentionsAndTags() {
    Annotation document =
        CoreNlp.annotated(
            CoreNlp.pipeline(
                "neuralner.modelLocation",
                model,
                "neuralner.labels",
                "Ann, Graz",
                "neuralner.threshold",
                "0.45"),
            TEXT);
    List<CoreMap> sentences = document.get(SentencesAnnotation.class);
    for (int i = 0; i < TOKENS.size(); i++) {
      CoreMap sentence = sentences.get(i);
      int first = sentence.get(TokenBeginAnnotation.class);
      assertThat(sentence.get(MentionsAnnotation.class))
          .extracting(
              mention ->
                  List.<Object>of(
                      mention.get(TokenBeginAnnotation.class) - first,
                      mention.get(TokenEndAnnotation.class) - first,
                      mention.get(
                          edu.stanford.nlp.ling.CoreAnnotations.EntityTypeAnnotation.class)))
          .isEqualTo(expected(i, QUERY));
      assertThat(sentence.get(TokensAnnotation.class))
          .allSatisfy(token -> assertThat(token.ner()).isIn("Ann", "Graz", "O"));
    }
  }

  @Test
  void openNlpHasNames() throws IOException {
    try (NeuralNameFinder names =
        NeuralNameFinder.builder()
            .modelLocation(model)
            .labels("Ann", "Graz")
            .threshold(0.45)
            .load()) {
      Span[] found = names.find(TOKENS.get(0).toArray(String[]::new));
      assertThat(Arrays.asList(found))
          .extracting(span -> List.<Object>of(span.getStart(), span.getEnd(), span.getType()))
          .isEqualTo(expected(0, QUERY));
    }
    assertThatThrownBy(() -> NeuralNameFinder.builder().labels("person").load())
        .hasMessageContaining("Leave out [labels]");
  }

  private static int run(StringWriter err, String... arguments) {
    return NeuralAnnotators.run(
        new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments);
  }

  @Test
  void annotateWritesEntities() throws IOException {
    Path document = Files.writeString(folder.resolve("a.txt"), TEXT);
    StringWriter err = new StringWriter();
    String out = folder.resolve("out").toString();
    String[] command = {"annotate", document.toString(), "--out", out, "--model", model};
    assertThat(
            run(
                err,
                Stream.concat(
                        Stream.of(command),
                        Stream.of("--labels", "Ann,Graz", "--threshold", "0.45"))
                    .toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    JsonNode json = new ObjectMapper().readTree(Path.of(out, "a.txt.json").toFile());
    assertThat(
            StreamSupport.stream(json.get("entities").spliterator(), false)
                .map(entity -> entity.get("label").asText()))
        .containsExactlyElementsOf(
            Stream.of(0, 1)
                .flatMap(i -> expected(i, QUERY).stream())
                .map(place -> (String) place.get(2))
                .toList());
    assertThat(run(err, command)).isEqualTo(2);
    assertThat(err.toString()).contains("Option [--labels] is missing");
    command[5] = "en-ner";
    assertThat(
            run(
                err,
                Stream.concat(Stream.of(command), Stream.of("--labels", "person"))
                    .toArray(String[]::new)))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no [--model] finds entities by their description");
  }
}
