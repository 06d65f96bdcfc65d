package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.sentiment.SentimentCoreAnnotations.SentimentClass;
import edu.stanford.nlp.util.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.test.junit_extension.AnnotatorTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.corenlp.DocumentAnswer;
import org.neuralannotators.corenlp.NeuralClassifierAnnotator;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.AnswersAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryProbabilitiesAnnotation;
import org.neuralannotators.corenlp.NeuralQuestionAnswerAnnotator;
import org.neuralannotators.types.TypeNames;

/** Classifiers and question answerers from the command line to the frameworks. */
class ClassifierIT {
  private static final String DESCRIPTOR =
      "org.neuralannotators.descriptors.TextClassifierAnnotator";

  @TempDir private static Path folder;
  private static String bundle;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @BeforeAll
  static void train() throws IOException {
    bundle = TinyBundles.classifier(folder);
  }

  @Test
  void evaluatesAClassifier() throws IOException {
    String data = folder.resolve("dev.tsv").toString();
    String labels = "0=none,1=name";
    assertThat(
            run(
                "evaluate",
                "classifier",
                "--model",
                bundle,
                "--data",
                data,
                "--label-map",
                labels,
                "--json"))
        .as(err.toString())
        .isZero();
    JsonNode scores = new ObjectMapper().readTree(out.toString());
    assertThat(scores.get("accuracy").asDouble()).isGreaterThan(95);
    assertThat(scores.get("macroF1").asDouble()).isGreaterThan(95);
    assertThat(scores.get("perLabel").get("name").get("recall").asDouble()).isGreaterThan(90);
    assertThat(scores.get("texts").asInt()).isEqualTo(40);
    for (String field : List.of("textsPerSecond", "loadSeconds", "threads")) {
      assertThat(scores.get(field).asDouble()).as(field).isPositive();
    }
    assertThat(scores.has("peakRssMiB")).isTrue();

    assertThat(run("evaluate", "classifier", "--model", bundle, "--data", data)).isZero();
    assertThat(out.toString()).contains("accuracy: 0.00%");
    assertThat(err.toString()).contains("labels that the model doesn't know: [0, 1]");
    assertThat(
            run("evaluate", "classifier", "--model", bundle, "--data", data, "--columns", "text"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("[text] and [label]");
  }

  @Test
  void textAndLabelAreWhereTrainingLooksForThem() throws IOException {
    Path data = folder.resolve("numbered.tsv");
    Files.writeString(
        data, Files.readString(folder.resolve("dev.tsv")).replace("\t", "\tnumber\t"));
    String labels = "0=none,1=name";
    assertThat(
            run(
                "evaluate",
                "classifier",
                "--model",
                bundle,
                "--data",
                data.toString(),
                "--label-map",
                labels,
                "--json"))
        .as(err.toString())
        .isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).get("accuracy").asDouble())
        .isGreaterThan(95);
  }

  @Test
  void trainsAndEvaluatesAQuestionAnswerer() throws IOException {
    String qa = TinyBundles.answerer(folder);
    Path data = folder.resolve("dev.json");
    assertThat(run("evaluate", "qa", "--model", qa, "--data", data.toString(), "--json"))
        .as(err.toString())
        .isZero();
    JsonNode scores = new ObjectMapper().readTree(out.toString());
    assertThat(scores.get("exactMatch").asDouble()).isGreaterThan(80);
    assertThat(scores.get("f1").asDouble())
        .isGreaterThanOrEqualTo(scores.get("exactMatch").asDouble());
    assertThat(scores.get("questions").asInt()).isEqualTo(40);
    assertThat(scores.get("questionsPerSecond").asDouble()).isPositive();

    assertThat(run("evaluate", "classifier", "--model", qa, "--data", "x")).isNotZero();

    assertThat(answers(qa, "Ann lives in Graz ."))
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer)
                  .extracting("question", "text", "characterBegin", "tokenBegin", "tokenEnd")
                  .containsExactly("in", "Graz", 13, 3, 4);
              assertThat(answer.confidence()).isBetween(0.01, 1.0);
            });
    assertThat(answers(qa, "Ann lives Graz .")).isEmpty();
  }

  private static List<DocumentAnswer> answers(String model, String text) {
    return annotated(
            pipeline(
                "tokenize, ssplit, neuralqa",
                "customAnnotatorClass.neuralqa",
                NeuralQuestionAnswerAnnotator.class.getName(),
                "neuralqa.modelLocation",
                model,
                "neuralqa.questions",
                "in"),
            text)
        .get(AnswersAnnotation.class);
  }

  @Test
  void theDescriptorPassesUimasOwnTester() throws Exception {
    Path file =
        Path.of("../descriptors/src/main/resources").resolve(DESCRIPTOR.replace('.', '/') + ".xml");
    String settings = "<configurationParameterSettings>";
    String location =
        "<nameValuePair><name>modelLocation</name><value><string>%s</string></value></nameValuePair>"
            .formatted(bundle);
    Path own = folder.resolve("classifier.xml");
    Files.writeString(own, Files.readString(file).replace(settings, settings + location));

    AnnotatorTester.doConfigurationTest(own.toString()).destroy();
    AnnotatorTester tester = new AnnotatorTester(own.toFile());
    tester.changeParameterSetting(null, "unit", "DOCUMENT");
    CAS cas = tester.performTest("Ann lives in Graz", "en");
    assertThat(categories(cas)).containsExactly("Ann lives in Graz: name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "x",
        "\uD83D\uDE00",
        "\uD800 alone \uDC00",
        "\0\u001B[0m",
        "שלום مرحبا"
      })
  void enginesSurviveOddText(String text) throws Exception {
    AnalysisEngine engine = engine("DOCUMENT");
    CAS cas = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    cas.setDocumentText(text);
    engine.process(cas);
    engine.destroy();
    assertThat(categories(cas)).hasSize(text.isBlank() ? 0 : 1);
  }

  @Test
  void sentencesOfUimaGetTheirClasses() throws Exception {
    CAS cas = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    cas.setDocumentText("Ann lives in Graz. she lives in Hull");
    for (int[] sentence : new int[][] {{0, 17}, {19, 36}}) {
      cas.addFsToIndexes(
          cas.createAnnotation(
              cas.getTypeSystem().getType(TypeNames.SENTENCE), sentence[0], sentence[1]));
    }
    AnalysisEngine engine = engine("SENTENCE");
    engine.process(cas);
    engine.destroy();
    assertThat(categories(cas))
        .containsExactly("Ann lives in Graz: name", "she lives in Hull: none");
  }

  private static AnalysisEngine engine(String unit) throws Exception {
    return AnalysisEngineFactory.createEngine(
        DESCRIPTOR, "modelLocation", bundle, "unit", unit, "numThreads", 2);
  }

  private static List<String> categories(CAS cas) {
    List<String> categories = new ArrayList<>();
    for (AnnotationFS found :
        cas.<AnnotationFS>getAnnotationIndex(cas.getTypeSystem().getType(TypeNames.CATEGORY))) {
      categories.add(
          found.getCoveredText()
              + ": "
              + found.getFeatureValueAsString(
                  found.getType().getFeatureByBaseName(TypeNames.VALUE)));
    }
    return categories;
  }

  private static StanfordCoreNLP pipeline(String annotators, String... keysAndValues) {
    Properties properties = new Properties();
    properties.setProperty("annotators", annotators);
    properties.setProperty(
        "customAnnotatorClass.neuralclass", NeuralClassifierAnnotator.class.getName());
    properties.setProperty("neuralclass.modelLocation", bundle);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new StanfordCoreNLP(properties);
  }

  private static Annotation annotated(StanfordCoreNLP pipeline, String text) {
    Annotation document = new Annotation(text);
    pipeline.annotate(document);
    return document;
  }

  private static List<String> sentenceCategories(Annotation document) {
    return document.get(SentencesAnnotation.class).stream()
        .map(sentence -> sentence.get(CategoryAnnotation.class))
        .toList();
  }

  @Test
  void sentencesOfCoreNlpGetTheirClasses() {
    StanfordCoreNLP pipeline = pipeline("tokenize, ssplit, neuralclass");
    Annotation document = annotated(pipeline, "Ann lives in Graz . She lives in Hull .");
    assertThat(document.get(SentencesAnnotation.class))
        .hasSize(2)
        .allSatisfy(
            sentence ->
                assertThat(sentence.get(CategoryProbabilitiesAnnotation.class))
                    .containsOnlyKeys("name", "none"));
    assertThat(sentenceCategories(document).get(0)).isEqualTo("name");
    assertThat(annotated(pipeline, "").get(SentencesAnnotation.class)).isEmpty();
  }

  @Test
  void documentsOfCoreNlpGetTheirClassWithoutOtherAnnotators() {
    StanfordCoreNLP pipeline = pipeline("neuralclass", "neuralclass.unit", "DOCUMENT");
    assertThat(annotated(pipeline, "Ann lives in Graz .").get(CategoryAnnotation.class))
        .isEqualTo("name");
  }

  @Test
  void sentimentSurvivesCoreNlpsLosslessSerializer() throws Exception {
    StanfordCoreNLP pipeline =
        pipeline("tokenize, ssplit, neuralclass", "neuralclass.sentiment", "true");
    Annotation document = annotated(pipeline, "Ann lives in Graz .");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProtobufAnnotationSerializer serializer = new ProtobufAnnotationSerializer(true);
    try (OutputStream stream = serializer.write(document, bytes)) {
      stream.flush();
    }
    Pair<Annotation, InputStream> read =
        serializer.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(read.first().get(SentencesAnnotation.class).get(0).get(SentimentClass.class))
        .isEqualTo("name");
  }

  @Test
  void concurrentDocumentsGetWhatTheyGetAlone() {
    StanfordCoreNLP pipeline = pipeline("tokenize, ssplit, neuralclass");
    List<String> texts =
        IntStream.range(0, 60)
            .mapToObj(i -> "x ".repeat(i) + (i % 2 == 0 ? "Ann" : "she") + " lives in Graz .")
            .toList();
    List<List<String>> alone =
        texts.stream().map(text -> sentenceCategories(annotated(pipeline, text))).toList();
    List<List<String>> together =
        texts.parallelStream().map(text -> sentenceCategories(annotated(pipeline, text))).toList();
    assertThat(together).isEqualTo(alone);
  }
}
