package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreSentence;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer.LossySerializationException;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.test.junit_extension.AnnotatorTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAlignmentAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAnnotation;
import org.neuralannotators.corenlp.NeuralJsonOutputter;
import org.neuralannotators.corenlp.NeuralTranslationAnnotator;
import org.neuralannotators.corenlp.TranslationRemover;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.DocumentTranslator;
import org.neuralannotators.uima.LanguageProcessing;

/** One translator in UIMA, CoreNLP and on the command line. */
class TranslationIT {
  private static final String DESCRIPTOR = "org.neuralannotators.descriptors.DocumentTranslator";
  private static final String VIEW = DocumentTranslator.DEFAULT_VIEW;

  @TempDir private static Path folder;
  private static String bundle;

  @BeforeAll
  static void train() throws IOException {
    bundle = TinyTranslator.bundle(folder);
  }

  private static CAS document(String text) throws Exception {
    CAS cas = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    cas.setDocumentText(text);
    cas.setDocumentLanguage("en");
    return cas;
  }

  private static CAS translated() throws Exception {
    CAS cas = document(TinyTranslator.TEXT);
    SimplePipeline.runPipeline(
        cas,
        LanguageProcessing.translations(
            "en",
            DocumentTranslator.PARAM_MODEL_LOCATION,
            bundle,
            DocumentTranslator.PARAM_TOKEN_LINKS,
            true));
    return cas;
  }

  private static List<AnnotationFS> all(CAS view, String type) {
    return List.copyOf(CasUtil.select(view, CasUtil.getType(view, type)));
  }

  private static List<String> linked(CAS view, String feature) {
    return all(view, TypeNames.TRANSLATION).stream()
        .map(link -> FSUtil.getFeature(link, feature, AnnotationFS.class).getCoveredText())
        .toList();
  }

  private static void assertTranslated(CAS cas) {
    CAS view = cas.getView(VIEW);
    assertThat(view.getDocumentText()).isEqualTo(TinyTranslator.TRANSLATION);
    assertThat(view.getDocumentLanguage()).isEqualTo("de");
    for (CAS side : List.of(cas, view)) {
      assertThat(linked(side, TypeNames.SOURCE)).isEqualTo(TinyTranslator.SENTENCES);
      assertThat(linked(side, TypeNames.TARGET)).isEqualTo(TinyTranslator.TRANSLATIONS);
    }
    for (CAS side : List.of(cas, view)) {
      List<AnnotationFS> links = all(side, TypeNames.TOKEN_ALIGNMENT);
      assertThat(links).hasSameSizeAs(all(side, TypeNames.TOKEN)).hasSizeGreaterThan(18);
      for (AnnotationFS link : links) {
        FeatureStructure[] tokens =
            FSUtil.getFeature(link, TypeNames.TOKENS, FeatureStructure[].class);
        float[] weights = FSUtil.getFeature(link, TypeNames.WEIGHTS, float[].class);
        assertThat(weights).hasSameSizeAs(tokens);
        for (float weight : weights) {
          assertThat(weight).isBetween(0f, 1f + 1e-5f);
        }
      }
    }
  }

  @Test
  void uimaTranslatesBehindOpenNlpsSentenceDetectorAndTokenizer() throws Exception {
    assertTranslated(translated());
  }

  @Test
  void viewsAndLinksSurviveXmi() throws Exception {
    ByteArrayOutputStream xmi = new ByteArrayOutputStream();
    XmiCasSerializer.serialize(translated(), xmi);
    CAS read = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    XmiCasDeserializer.deserialize(new ByteArrayInputStream(xmi.toByteArray()), read);
    assertTranslated(read);
  }

  @Test
  void theDescriptorPassesUimasOwnTester() throws Exception {
    Path file =
        Path.of("../descriptors/src/main/resources").resolve(DESCRIPTOR.replace('.', '/') + ".xml");
    Path own = folder.resolve("translator.xml");
    String settings = "<configurationParameterSettings>";
    Files.writeString(
        own,
        Files.readString(file)
            .replace(
                settings,
                settings
                    + "<nameValuePair><name>modelLocation</name><value><string>"
                    + bundle
                    + "</string></value></nameValuePair>"));

    AnnotatorTester.doConfigurationTest(own.toString()).destroy();
    CAS cas = new AnnotatorTester(own.toFile()).performTest(segmented());
    assertThat(linked(cas, TypeNames.TARGET)).isEqualTo(TinyTranslator.TRANSLATIONS);
  }

  /** Sentences without tokens. */
  private static CAS segmented() throws Exception {
    CAS cas = document(TinyTranslator.TEXT);
    SimplePipeline.runPipeline(cas, LanguageProcessing.sentences("en"));
    return cas;
  }

  @Test
  void concurrentEnginesGiveTheSameAndTheLastOneFreesTheModel() throws Exception {
    AnalysisEngine pool =
        UIMAFramework.produceAnalysisEngine(
            createEngineDescription(
                DocumentTranslator.class,
                DocumentTranslator.PARAM_MODEL_LOCATION,
                bundle,
                DocumentTranslator.PARAM_BATCH_TOKENS,
                7),
            2,
            0);
    int before = ModelRegistry.size();
    List<CAS> documents = Stream.generate(TranslationIT::segmentedOrFail).limit(8).toList();
    documents.parallelStream().forEach(cas -> process(pool, cas));
    assertThat(documents)
        .allSatisfy(
            cas ->
                assertThat(cas.getView(VIEW).getDocumentText())
                    .isEqualTo(TinyTranslator.TRANSLATION));
    pool.destroy();
    assertThat(ModelRegistry.size()).isLessThan(before);
  }

  private static CAS segmentedOrFail() {
    try {
      return segmented();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void process(AnalysisEngine engine, CAS cas) {
    try {
      engine.process(cas);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSentenceLongerThanTheModelReadsIsTranslatedInParts() throws Exception {
    CAS cas = document("Anna sees the dog. ".repeat(12).strip());
    cas.addFsToIndexes(
        cas.createAnnotation(
            CasUtil.getType(cas, TypeNames.SENTENCE), 0, cas.getDocumentText().length()));
    AnalysisEngine engine = createEngine(DESCRIPTOR, "modelLocation", bundle);
    engine.process(cas);
    engine.destroy();
    assertThat(cas.getView(VIEW).getDocumentText())
        .isEqualTo("Anna sieht den Hund. ".repeat(12).strip());
  }

  @Test
  void theExampleForUimaPrintsTranslations() throws Exception {
    assertThat(printed(TranslationIT::uimaExample))
        .containsExactly("Anna sieht den Hund.", "Anna sees the dog. | Anna sieht den Hund.");
  }

  private static void uimaExample() throws Exception {
    CAS cas = CasFactory.createText("Anna sees the dog.", "en");
    SimplePipeline.runPipeline(
        cas,
        LanguageProcessing.translations("en", DocumentTranslator.PARAM_MODEL_LOCATION, bundle));
    System.out.println(cas.getView("translation").getDocumentText());
    for (AnnotationFS link : CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TRANSLATION))) {
      AnnotationFS target = FSUtil.getFeature(link, TypeNames.TARGET, AnnotationFS.class);
      System.out.println(link.getCoveredText() + " | " + target.getCoveredText());
    }
  }

  @Test
  void theExampleForCoreNlpPrintsTranslations() throws Exception {
    assertThat(printed(TranslationIT::coreNlpExample)).containsExactly("Anna sieht den Hund.");
  }

  private static void coreNlpExample() {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize, ssplit, neuraltranslation");
    properties.setProperty(
        "customAnnotatorClass.neuraltranslation",
        "org.neuralannotators.corenlp.NeuralTranslationAnnotator");
    properties.setProperty("neuraltranslation.modelLocation", bundle);
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    CoreDocument document = pipeline.processToCoreDocument("Anna sees the dog.");
    for (CoreSentence sentence : document.sentences()) {
      System.out.println(sentence.coreMap().get(TranslationAnnotation.class));
    }
    TranslationRemover.remove(document.annotation());
  }

  /** An example of the documentation. */
  @FunctionalInterface
  private interface Example {
    void run() throws Exception;
  }

  private static List<String> printed(Example example) throws Exception {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      example.run();
    } finally {
      System.setOut(standard);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Properties properties(String annotators, String... keysAndValues) {
    Properties properties = new Properties();
    properties.setProperty("annotators", annotators);
    properties.setProperty(
        "customAnnotatorClass.neuraltranslation", NeuralTranslationAnnotator.class.getName());
    properties.setProperty(
        "customAnnotatorClass.translationremover", TranslationRemover.class.getName());
    properties.setProperty("neuraltranslation.modelLocation", bundle);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }

  private static Annotation annotated(String... keysAndValues) {
    return CoreNlp.annotated(
        new StanfordCoreNLP(properties("tokenize, ssplit, neuraltranslation", keysAndValues)),
        TinyTranslator.TEXT);
  }

  private static List<String> translations(Annotation document) {
    return document.get(SentencesAnnotation.class).stream()
        .map(sentence -> sentence.get(TranslationAnnotation.class))
        .toList();
  }

  @Test
  void coreNlpTranslatesSentencesAndDocuments() {
    Annotation document = annotated("neuraltranslation.alignments", "true");
    assertThat(translations(document)).isEqualTo(TinyTranslator.TRANSLATIONS);
    assertThat(document.get(TranslationAnnotation.class)).isEqualTo(TinyTranslator.TRANSLATION);
    for (CoreMap sentence : document.get(SentencesAnnotation.class)) {
      assertThat(sentence.get(TranslationAlignmentAnnotation.class).source())
          .hasSameSizeAs(sentence.get(TokensAnnotation.class));
    }
  }

  @Test
  void coreNlpWritesTranslationsAsJson() throws IOException {
    Properties properties =
        properties(
            "tokenize, ssplit, neuraltranslation",
            "neuraltranslation.nBest",
            "2",
            "outputFormat",
            "custom",
            "customOutputter",
            NeuralJsonOutputter.class.getName(),
            "file",
            Files.writeString(folder.resolve("letter.txt"), TinyTranslator.TEXT).toString(),
            "outputDirectory",
            folder.toString(),
            "outputExtension",
            ".json");
    new StanfordCoreNLP(properties).run();
    JsonNode json = new ObjectMapper().readTree(folder.resolve("letter.txt.json").toFile());
    assertThat(json.get("translation").textValue()).isEqualTo(TinyTranslator.TRANSLATION);
    for (int i = 0; i < 4; i++) {
      JsonNode sentence = json.get("sentences").get(i);
      assertThat(sentence.get("tokens")).isNotEmpty();
      assertThat(sentence.get("translationHypotheses"))
          .hasSize(2)
          .first()
          .extracting(best -> best.get("text").textValue())
          .isEqualTo(TinyTranslator.TRANSLATIONS.get(i))
          .isEqualTo(sentence.get("translation").textValue());
    }
  }

  @Test
  void readsWhatItRequiresAndWritesWhatItPromises() {
    for (String alignments : List.of("true", "false")) {
      Annotation document =
          CoreNlp.annotated(new StanfordCoreNLP(properties("tokenize")), TinyTranslator.TEXT);
      Set<Class<?>> before = keys(document);
      NeuralTranslationAnnotator annotator =
          new NeuralTranslationAnnotator(
              "neuraltranslation",
              properties(
                  "tokenize",
                  "neuraltranslation.alignments",
                  alignments,
                  "neuraltranslation.nBest",
                  "1"));
      Set<Class<?>> read = Collections.synchronizedSet(new HashSet<>());
      ArrayCoreMap.listener = read::add;
      try {
        annotator.annotate(document);
      } finally {
        ArrayCoreMap.listener = null;
      }
      assertThat(read).isEqualTo(annotator.requires());
      Set<Class<?>> written = keys(document);
      written.removeAll(before);
      assertThat(written).isEqualTo(annotator.requirementsSatisfied());
      TranslationRemover.remove(document);
      assertThat(keys(document)).isEqualTo(before);
    }
  }

  private static Set<Class<?>> keys(Annotation document) {
    Set<Class<?>> keys = new HashSet<>(document.keySet());
    document.get(SentencesAnnotation.class).forEach(sentence -> keys.addAll(sentence.keySet()));
    document.get(TokensAnnotation.class).forEach(token -> keys.addAll(token.keySet()));
    return keys;
  }

  @Test
  void theLosslessSerializerTakesDocumentsWhoseTranslationsAreRemoved() throws Exception {
    Annotation document = annotated();
    assertThatThrownBy(() -> wordsBehindSerializer(document))
        .isInstanceOf(LossySerializationException.class);
    Annotation removed =
        CoreNlp.annotated(
            new StanfordCoreNLP(
                properties("tokenize, ssplit, neuraltranslation, translationremover")),
            "Anna sees Ben.");
    assertThat(wordsBehindSerializer(removed)).containsExactly("Anna", "sees", "Ben", ".");
  }

  private static List<String> wordsBehindSerializer(Annotation document) throws Exception {
    ProtobufAnnotationSerializer serializer = new ProtobufAnnotationSerializer(true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(document, bytes).close();
    return serializer
        .read(new ByteArrayInputStream(bytes.toByteArray()))
        .first
        .get(TokensAnnotation.class)
        .stream()
        .map(CoreLabel::word)
        .toList();
  }

  @Test
  void aPipelineInTheWrongOrderOrForOtherLanguagesIsRefused() {
    for (String annotators :
        List.of(
            "tokenize, ssplit, translationremover, neuraltranslation",
            "neuraltranslation, tokenize")) {
      Properties properties = properties(annotators);
      assertThatThrownBy(() -> new StanfordCoreNLP(properties))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> annotated("neuraltranslation.targetLanguage", "fr"))
        .hasStackTraceContaining("targetLanguage [fr] for a model whose is [de]");
    assertThatThrownBy(() -> annotated("neuraltranslation.modelLocation", "en-ner"))
        .hasStackTraceContaining("expected [translator]");
  }

  @Test
  void concurrentDocumentsGetWhatTheyGetAlone() {
    StanfordCoreNLP pipeline =
        new StanfordCoreNLP(properties("tokenize, ssplit, neuraltranslation"));
    List<Annotation> together =
        Collections.nCopies(8, TinyTranslator.TEXT).parallelStream()
            .map(text -> CoreNlp.annotated(pipeline, text))
            .toList();
    assertThat(together)
        .allSatisfy(
            document -> assertThat(translations(document)).isEqualTo(TinyTranslator.TRANSLATIONS));
  }

  @Test
  void annotateTranslatesToo() throws IOException {
    Path document = Files.writeString(folder.resolve("document.txt"), TinyTranslator.TEXT);
    assertThat(annotate(document, "--translate", bundle, "--format", "json,html")).isEmpty();
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/document.txt.json").toFile());
    assertThat(json.get("translation").get("text").textValue())
        .isEqualTo(TinyTranslator.TRANSLATION);
    assertThat(json.get("sentences").findValuesAsText("text"))
        .isEqualTo(TinyTranslator.TRANSLATIONS);
    assertThat(folder.resolve("out/document.txt.html"))
        .content()
        .contains("<h3>Sentence 4</h3>", "Ben sieht Anna.", "<th scope=\"row\" lang=\"de\"");
    assertThat(
            annotate(
                document,
                "--translate",
                bundle,
                "--model",
                "en-ner",
                "--language",
                "fr",
                "--language-mismatch",
                "error"))
        .contains("[--language] is [fr]", "[en-ner] is for [en]; expected the same language");
    assertThat(annotate(document, "--translate", "en-ner"))
        .contains("[en-ner]", "expected [translator]");
  }

  /** The messages of a run, none when it went well. */
  private static String annotate(Path document, String... options) {
    StringWriter errors = new StringWriter();
    String[] all =
        Stream.concat(
                Stream.of(
                    "annotate", document.toString(), "--out", folder.resolve("out").toString()),
                Stream.of(options))
            .toArray(String[]::new);
    int status =
        NeuralAnnotators.run(new PrintWriter(new StringWriter()), new PrintWriter(errors), all);
    assertThat(status == 0).isEqualTo(errors.toString().isEmpty());
    return errors.toString();
  }
}
