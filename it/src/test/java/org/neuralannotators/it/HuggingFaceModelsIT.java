package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opennlp.tools.util.Span;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.corenlp.NeuralClassifierAnnotator;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralNerAnnotator;
import org.neuralannotators.corenlp.NeuralPosAnnotator;
import org.neuralannotators.importing.huggingface.ReferenceModel;
import org.neuralannotators.importing.huggingface.ReferenceOutput;
import org.neuralannotators.importing.huggingface.ReferenceSentences;
import org.neuralannotators.label.SpanDecoder;
import org.neuralannotators.opennlp.NeuralDocumentCategorizer;
import org.neuralannotators.opennlp.NeuralNameFinder;
import org.neuralannotators.opennlp.NeuralPosTagger;
import org.neuralannotators.train.TinyTexts;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.NamedEntityRecognizer;
import org.neuralannotators.uima.PosTagger;
import org.neuralannotators.uima.TextClassifierAnnotator;

/** Imported models say in every framework what transformers says. */
class HuggingFaceModelsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ReferenceSentences SENTENCES = ReferenceSentences.read();

  @TempDir private static Path folder;
  private static final Map<String, String> BUNDLES = new HashMap<>();

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void importModels() throws IOException {
    for (String name :
        List.of(
            "roberta-tokens",
            "deberta-v3-tokens",
            "modernbert-classes",
            "roberta-answers",
            "modernbert-base",
            "deberta-v3-base")) {
      String bundle = folder.resolve(name).toString();
      String saved = ReferenceModel.read(name).writeTo(folder.resolve("saved-" + name)).toString();
      new HuggingFaceModelsIT().run("import", "huggingface", saved, "--out", bundle);
      BUNDLES.put(name, bundle);
    }
  }

  private void run(String... arguments) {
    StringWriter err = new StringWriter();
    out.getBuffer().setLength(0);
    int status =
        NeuralAnnotators.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    assertThat(status).as(err.toString()).isZero();
  }

  /** Tokens and their tags. */
  private record Tagged(List<String> words, List<String> tags) {
    List<List<Object>> spans() {
      return SpanDecoder.decode(tags).stream()
          .map(span -> List.<Object>of(span.begin(), span.end(), span.label()))
          .toList();
    }

    /** Words and label of each span. */
    Stream<String> texts() {
      return SpanDecoder.decode(tags).stream()
          .map(
              span ->
                  String.join(" ", words.subList(span.begin(), span.end())) + " " + span.label());
    }
  }

  /** What transformers says of sentences whose words every framework leaves as they are. */
  private static List<Tagged> expected(String model) {
    List<Tagged> expected =
        ReferenceModel.read(model).outputs().stream()
            .filter(output -> output.tags() != null && !output.tags().contains(null))
            .map(
                output ->
                    new Tagged(
                        SENTENCES.words(output.words()),
                        output.tags().stream().map(ReferenceOutput.Tag::label).toList()))
            .filter(
                tagged ->
                    tagged.words().stream().noneMatch(word -> word.matches(".*[\\p{Z}\\p{C}].*")))
            .toList();
    assertThat(expected).hasSizeGreaterThan(20);
    return expected;
  }

  private static CAS cas(List<String> words) throws Exception {
    CAS cas = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    cas.setDocumentText(String.join(" ", words));
    cas.setDocumentLanguage("en");
    int begin = 0;
    for (String word : words) {
      cas.addFsToIndexes(
          cas.createAnnotation(
              CasUtil.getType(cas, TypeNames.TOKEN), begin, begin + word.length()));
      begin += word.length() + 1;
    }
    cas.addFsToIndexes(
        cas.createAnnotation(CasUtil.getType(cas, TypeNames.SENTENCE), 0, begin - 1));
    return cas;
  }

  private static List<AnnotationFS> annotations(CAS cas, String type) {
    return List.copyOf(CasUtil.select(cas, CasUtil.getType(cas, type)));
  }

  @Test
  void uimaHasTheEntitiesOfATagger() throws Exception {
    AnalysisEngineDescription recognizer =
        createEngineDescription(
            NamedEntityRecognizer.class,
            NamedEntityRecognizer.PARAM_MODEL_LOCATION,
            BUNDLES.get("roberta-tokens"));
    for (Tagged tagged : expected("roberta-tokens").subList(0, 8)) {
      CAS cas = cas(tagged.words());
      SimplePipeline.runPipeline(cas, recognizer);
      List<AnnotationFS> tokens = annotations(cas, TypeNames.TOKEN);
      assertThat(annotations(cas, TypeNames.NAMED_ENTITY))
          .extracting(
              entity ->
                  List.<Object>of(
                      (int) tokens.stream().filter(t -> t.getBegin() < entity.getBegin()).count(),
                      (int) tokens.stream().filter(t -> t.getEnd() <= entity.getEnd()).count(),
                      FSUtil.getFeature(entity, TypeNames.VALUE, String.class)))
          .containsExactlyElementsOf(tagged.spans());
    }
  }

  @Test
  void uimaHasThePartsOfSpeechOfATagger() throws Exception {
    AnalysisEngineDescription tagger =
        createEngineDescription(
            PosTagger.class, PosTagger.PARAM_MODEL_LOCATION, BUNDLES.get("deberta-v3-tokens"));
    for (Tagged tagged : expected("deberta-v3-tokens").subList(0, 8)) {
      CAS cas = cas(tagged.words());
      SimplePipeline.runPipeline(cas, tagger);
      assertThat(annotations(cas, TypeNames.TOKEN))
          .extracting(token -> FSUtil.getFeature(token, TypeNames.POS, String.class))
          .isEqualTo(tagged.tags());
    }
  }

  private static Annotation coreNlp(
      String annotator, Class<?> type, String model, String text, String... more) {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize, ssplit, " + annotator);
    properties.setProperty("tokenize.whitespace", "true");
    properties.setProperty("ssplit.eolonly", "true");
    properties.setProperty("customAnnotatorClass." + annotator, type.getName());
    properties.setProperty(annotator + ".modelLocation", BUNDLES.get(model));
    for (int i = 0; i < more.length; i += 2) {
      properties.setProperty(more[i], more[i + 1]);
    }
    return CoreNlp.annotated(new StanfordCoreNLP(properties), text);
  }

  private static String lines(List<Tagged> sentences) {
    return String.join(
        "\n", sentences.stream().map(tagged -> String.join(" ", tagged.words())).toList());
  }

  @Test
  void coreNlpHasTheEntitiesOfATagger() {
    List<Tagged> expected = expected("roberta-tokens");
    Annotation document =
        coreNlp(
            "neuralner",
            NeuralNerAnnotator.class,
            "roberta-tokens",
            lines(expected),
            "neuralner.tagMap",
            "PER=PER,LOC=LOC");
    for (int i = 0; i < expected.size(); i++) {
      List<CoreLabel> tokens =
          document.get(SentencesAnnotation.class).get(i).get(TokensAnnotation.class);
      assertThat(tokens).extracting(CoreLabel::word).isEqualTo(expected.get(i).words());
      assertThat(tokens)
          .extracting(CoreLabel::ner)
          .isEqualTo(
              expected.get(i).tags().stream().map(tag -> tag.replaceFirst("^.-", "")).toList());
    }
  }

  @Test
  void coreNlpHasThePartsOfSpeechOfATagger() {
    List<Tagged> expected = expected("deberta-v3-tokens");
    Annotation document =
        coreNlp("neuralpos", NeuralPosAnnotator.class, "deberta-v3-tokens", lines(expected));
    assertThat(document.get(TokensAnnotation.class))
        .extracting(CoreLabel::tag)
        .isEqualTo(expected.stream().flatMap(tagged -> tagged.tags().stream()).toList());
  }

  @Test
  void openNlpHasTheNamesAndPartsOfSpeechOfTaggers() throws IOException {
    try (NeuralNameFinder finder =
        NeuralNameFinder.builder().modelLocation(BUNDLES.get("roberta-tokens")).load()) {
      for (Tagged tagged : expected("roberta-tokens")) {
        Span[] names = finder.find(tagged.words().toArray(String[]::new));
        assertThat(names)
            .extracting(name -> List.<Object>of(name.getStart(), name.getEnd(), name.getType()))
            .containsExactlyElementsOf(tagged.spans());
      }
    }
    try (NeuralPosTagger tagger =
        NeuralPosTagger.builder().modelLocation(BUNDLES.get("deberta-v3-tokens")).load()) {
      for (Tagged tagged : expected("deberta-v3-tokens")) {
        assertThat(tagger.tag(tagged.words().toArray(String[]::new)))
            .containsExactlyElementsOf(tagged.tags());
      }
    }
  }

  @Test
  void annotateWritesEntitiesPartsOfSpeechAndClasses() throws IOException {
    List<Tagged> entities = expected("roberta-tokens");
    List<Tagged> parts = expected("deberta-v3-tokens");
    List<List<String>> common =
        parts.stream()
            .map(Tagged::words)
            .filter(words -> entities.stream().anyMatch(each -> each.words().equals(words)))
            .toList();
    Path input =
        Files.writeString(
            folder.resolve("document.jsonl"),
            JSON.writeValueAsString(Map.of("id", "1", "tokens", common)));
    run(
        "annotate",
        input.toString(),
        "--out",
        folder.resolve("annotated").toString(),
        "--format",
        "jsonl",
        "--model",
        BUNDLES.get("roberta-tokens"),
        "--model",
        BUNDLES.get("deberta-v3-tokens"),
        "--model",
        BUNDLES.get("modernbert-classes"));
    try (Stream<Path> files = Files.walk(folder.resolve("annotated"))) {
      Path written =
          files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      JsonNode document = JSON.readTree(written.toFile());
      assertThat(document.get("tokens"))
          .extracting(token -> token.get("pos").asText())
          .isEqualTo(of(parts, common).flatMap(tagged -> tagged.tags().stream()).toList());
      assertThat(document.get("entities"))
          .extracting(entity -> entity.get("text").asText() + " " + entity.get("label").asText())
          .isEqualTo(of(entities, common).flatMap(Tagged::texts).toList());
      assertThat(document.get("sentences"))
          .hasSize(common.size())
          .allSatisfy(sentence -> assertThat(sentence.get("classes")).hasSize(1));
    }
  }

  private static Stream<Tagged> of(List<Tagged> all, List<List<String>> sentences) {
    return sentences.stream()
        .map(
            words ->
                all.stream()
                    .filter(tagged -> tagged.words().equals(words))
                    .findFirst()
                    .orElseThrow());
  }

  /** Texts that transformers classified, and the number of the best class. */
  private static Map<String, Integer> classes(ReferenceModel model) {
    Map<String, Integer> classes = new HashMap<>();
    for (ReferenceOutput output : model.outputs()) {
      String text = output.text() == null ? "" : SENTENCES.text(output.text());
      if (output.text() != null && !text.matches("(?s).*(  |[\\p{Z}\\p{C}&&[^ ]]).*")) {
        double[] scores = output.scores();
        classes.put(
            text,
            IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                .orElseThrow());
      }
    }
    assertThat(classes).hasSizeGreaterThan(5);
    return classes;
  }

  @Test
  void everyFrameworkHasTheClassesOfAClassifier() throws Exception {
    ReferenceModel model = ReferenceModel.read("modernbert-classes");
    String bundle = BUNDLES.get("modernbert-classes");
    Map<String, Integer> expected = classes(model);
    List<String> texts = List.copyOf(expected.keySet());
    List<String> labels =
        texts.stream()
            .map(text -> model.config().get("id2label").get(expected.get(text).toString()).asText())
            .toList();
    AnalysisEngineDescription engine =
        createEngineDescription(
            TextClassifierAnnotator.class,
            TextClassifierAnnotator.PARAM_MODEL_LOCATION,
            bundle,
            TextClassifierAnnotator.PARAM_UNIT,
            "DOCUMENT");
    for (int i = 0; i < texts.size(); i++) {
      CAS cas = CasFactory.createText(texts.get(i), "en");
      SimplePipeline.runPipeline(cas, engine);
      assertThat(annotations(cas, TypeNames.CATEGORY))
          .extracting(category -> FSUtil.getFeature(category, TypeNames.VALUE, String.class))
          .containsExactly(labels.get(i));
    }

    Annotation document =
        coreNlp(
            "neuralclass",
            NeuralClassifierAnnotator.class,
            "modernbert-classes",
            String.join("\n", texts));
    assertThat(document.get(SentencesAnnotation.class))
        .extracting(sentence -> sentence.get(CategoryAnnotation.class))
        .isEqualTo(labels);

    try (NeuralDocumentCategorizer categorizer =
        NeuralDocumentCategorizer.builder().modelLocation(bundle).load()) {
      assertThat(texts)
          .extracting(
              text -> categorizer.getBestCategory(categorizer.categorize(new String[] {text})))
          .isEqualTo(labels);
    }

    Path file = Files.writeString(folder.resolve("texts.txt"), String.join("\n", texts) + "\n");
    run("classify", "--model", bundle, file.toString());
    assertThat(out.toString().lines().map(line -> line.replaceFirst("\t.*", ""))).isEqualTo(labels);
  }

  @Test
  void aQuestionAnswererAnswers() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Anna visited Hamburg in May .");
    run(
        "answer",
        "--model",
        BUNDLES.get("roberta-answers"),
        "--question",
        "Who visited Hamburg ?",
        "--json",
        text.toString());
    JsonNode answer = JSON.readTree(out.toString()).get("answer");
    assertThat(Files.readString(text))
        .contains(answer.get("text").asText())
        .satisfies(
            all ->
                assertThat(all.substring(answer.get("begin").asInt(), answer.get("end").asInt()))
                    .isEqualTo(answer.get("text").asText()));
    assertThat(answer.get("confidence").asDouble()).isCloseTo(0.5, within(0.5));
  }

  @Test
  void anEncoderGivesVectors() throws IOException {
    Path text = Files.writeString(folder.resolve("sentences.txt"), "Anna visited Hamburg\n北京 是\n");
    Path vectors = folder.resolve("vectors.jsonl");
    run(
        "embed",
        "--model",
        BUNDLES.get("modernbert-base"),
        text.toString(),
        "--out",
        vectors.toString());
    List<JsonNode> sentences = new ArrayList<>();
    for (String line : Files.readAllLines(vectors)) {
      sentences.add(JSON.readTree(line));
    }
    assertThat(sentences)
        .extracting(sentence -> sentence.get("vectors").size())
        .containsExactly(3, 2);
    assertThat(sentences.get(0).get("vectors").get(0)).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deberta-v3-base", "modernbert-base"})
  void anEncoderBecomesATaggerAClassifierAndAQuestionAnswerer(String model) throws IOException {
    Path own = Files.createDirectory(folder.resolve("training-" + model));
    Files.writeString(
        own.resolve("tagged.tsv"),
        ("Anna\tB-PER\nvisited\tO\nHamburg\tB-LOC\n\n北京\tB-LOC\n是\tO\n首都\tO\n\n"
                + "กรุงเทพมหานคร\tB-LOC\nเป็น\tO\nเมืองหลวง\tO\n\n")
            .repeat(6));
    Files.writeString(own.resolve("classes.tsv"), "Anna came.\tname\n北京是首都。\tplace\n".repeat(8));
    TinyTexts.questions(own.resolve("questions.json"), 8, false, 1);
    for (String[] task :
        new String[][] {
          {"bert", "tagged.tsv", "scheme: BIOES"},
          {"classifier", "classes.tsv", ""},
          {"qa", "questions.json", ""}
        }) {
      Path config =
          Files.writeString(
              own.resolve(task[0] + ".yaml"),
              """
              name: mine
              data: {folder: %s, sets: [{name: mine, train: %s, dev: %s}]}
              bert: {encoder: %s}
              training: {batchSentences: 4, epochs: 1}
              %s
              """
                  .formatted(own, task[1], task[1], BUNDLES.get(model), task[2]));
      String bundle = own.resolve("my-" + task[0]).toString();
      run("train", task[0], "--config", config.toString(), "--out", bundle);
      run("models", "verify", bundle);
    }
    String tagger = own.resolve("my-bert").toString();
    run(
        "evaluate",
        "ner",
        "--model",
        tagger,
        "--data",
        own.resolve("tagged.tsv").toString(),
        "--json");
    assertThat(JSON.readTree(out.toString()).get("tokens").asInt()).isEqualTo(54);
    run("classify", "--model", own.resolve("my-classifier").toString(), file(own, "Anna.\n"));
    assertThat(out.toString()).matches("(name|place)\t.*\\R");
  }

  private static String file(Path own, String text) throws IOException {
    return Files.writeString(own.resolve("text.txt"), text).toString();
  }

  @Test
  void partsOfSpeechAreNoEntities() {
    String bundle = BUNDLES.get("deberta-v3-tokens");
    assertThatThrownBy(
            () ->
                SimplePipeline.runPipeline(
                    cas(Arrays.asList("a", "b")),
                    createEngineDescription(
                        NamedEntityRecognizer.class,
                        NamedEntityRecognizer.PARAM_MODEL_LOCATION,
                        bundle)))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("has the tag scheme [NONE]");
    assertThatThrownBy(NeuralNameFinder.builder().modelLocation(bundle)::load)
        .hasMessageContaining("has the tag scheme [NONE]");
  }
}
