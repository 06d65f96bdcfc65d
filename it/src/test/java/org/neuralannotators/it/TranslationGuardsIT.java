package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuralannotators.translate.text.TranslationWarning.ADDRESSES;
import static org.neuralannotators.translate.text.TranslationWarning.NUMBERS;
import static org.neuralannotators.translate.text.TranslationWarning.REPLACED;
import static org.neuralannotators.translate.text.TranslationWarning.UNKNOWN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationWarningsAnnotation;
import org.neuralannotators.corenlp.NeuralTranslationAnnotator;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TranslationGuards;
import org.neuralannotators.translate.text.Word;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.DocumentTranslator;
import org.neuralannotators.uima.LanguageProcessing;

/** What the translator that ships is guarded against. */
class TranslationGuardsIT {
  private static final String MODEL = "en-de-small";
  private static final String PRICE = "I paid 1,234.56 dollars for it.";
  private static final String PRICE_IN_GERMAN = "Ich habe 1.234,56 Dollar daf\u00FCr bezahlt.";
  private static final List<String> SENTENCES =
      List.of(
          "I have lost my keys.",
          "Tom is my friend.",
          "Where are you?",
          "Mr. Smith lives in Boston.",
          "The dog is big.",
          "It's raining!");

  @TempDir private static Path folder;
  private static Translator translator;

  @BeforeAll
  static void load() throws IOException {
    translator = Translators.load(MODEL, TranslatorOptions.DEFAULT.withAlignments(true));
  }

  @AfterAll
  static void close() {
    translator.close();
  }

  private static Hypothesis best(String source) {
    return translator.translate(List.of(source)).get(0).get(0);
  }

  @Test
  void ofManySentencesOnALineNoneIsLost() {
    List<String> many = IntStream.range(0, 24).mapToObj(i -> SENTENCES.get(i % 6)).toList();
    List<String> each =
        translator.translate(many).stream().map(found -> found.get(0).text()).toList();
    String source = String.join(" ", many);
    Hypothesis line = best(source);
    assertThat(line.text()).isEqualTo(String.join(" ", each));
    assertThat(line.warnings()).isEmpty();
    assertThat(line.alignment().orElseThrow().source())
        .extracting(word -> word.in(source))
        .containsExactly(source.split(" "));
    assertThat(line.alignment().orElseThrow().target())
        .extracting(word -> word.in(line.text()))
        .containsExactly(line.text().split(" "));
  }

  @Test
  void whatIsBlankBetweenSentencesStays() {
    String one = best(SENTENCES.get(0)).text();
    String other = best(SENTENCES.get(1)).text();
    for (String blank : List.of("  ", "\t", "\u00A0", "\n\n", " \t ")) {
      assertThat(best(SENTENCES.get(0) + blank + SENTENCES.get(1)).text())
          .isEqualTo(one + blank + other);
    }
  }

  @Test
  void hypothesesOfSeveralSentencesAreMadeOfTheirs() throws IOException {
    TranslatorOptions options = TranslatorOptions.DEFAULT.withNBest(3);
    try (Translator several = Translators.load(MODEL, options)) {
      List<List<Hypothesis>> found =
          several.translate(List.of("I sleep. He eats.", "I sleep.", "He eats."));
      assertThat(found.get(0)).hasSize(3);
      for (int i = 0; i < 3; i++) {
        Hypothesis one = found.get(1).get(i);
        Hypothesis other = found.get(2).get(i);
        assertThat(found.get(0).get(i).text()).isEqualTo(one.text() + " " + other.text());
        assertThat(found.get(0).get(i).score()).isEqualTo(one.score() + other.score());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "THE DOG IS BIG. | DER HUND IST GROSS.",
        "I HAVE LOST MY KEYS. | ICH HABE MEINE SCHL\u00DCSSEL VERLOREN.",
        "WHY ARE YOU HERE? | WARUM BIST DU HIER?",
      })
  void capitalsAreReadAsSentencesAndStay(String source, String target) {
    Hypothesis found = best(source);
    assertThat(found.text()).isEqualTo(target);
    assertThat(found.warnings()).isEmpty();
    List<String> words = List.of(source.split(" ", -1));
    assertThat(found.alignment().orElseThrow().source())
        .hasSameSizeAs(words)
        .extracting(word -> word.in(source))
        .startsWith(words.get(0));
  }

  @Test
  void aHypothesisThatRepeatsItselfIsPassedOver() throws IOException {
    String capitals = "THE DOG IS BIG.";
    TranslatorOptions options =
        TranslatorOptions.DEFAULT.withGuards(new TranslationGuards(true, true, true, false));
    try (Translator guarded = Translators.load(MODEL, options);
        Translator bare = Translators.load(MODEL, options.withGuards(TranslationGuards.NONE))) {
      Hypothesis loop = bare.translate(List.of(capitals)).get(0).get(0);
      assertThat(loop.text()).contains("Axt-Axt-Axt");
      assertThat(loop.warnings()).isEmpty();
      Hypothesis found = guarded.translate(List.of(capitals)).get(0).get(0);
      assertThat(found.text()).doesNotContain("Axt-Axt-Axt");
      assertThat(found.warnings().toString()).contains("REPETITION");
    }
  }

  @Test
  void numbersAndAddressesAreKept() {
    Hypothesis price = best(PRICE);
    assertThat(price.text()).isEqualTo(PRICE_IN_GERMAN);
    assertThat(price.warnings()).containsExactlyInAnyOrder(NUMBERS, REPLACED);
    Hypothesis mail = best("Write to tom.miller@example.org please.");
    assertThat(mail.text()).contains("tom.miller@example.org");
    assertThat(mail.warnings()).containsExactlyInAnyOrder(ADDRESSES, REPLACED);
  }

  @Test
  void numbersThatAreLostAreTold() {
    Hypothesis found = best("I paid $250 for 3 tickets on May 14, 2021.");
    assertThat(found.warnings()).contains(NUMBERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D\uDE00\uD83D\uDE00", "12345", "1,234.56", "555-0123"})
  void textWithoutALetterIsCopied(String source) {
    assertThat(best(source).text()).isEqualTo(source);
    assertThat(best(source).warnings()).isEmpty();
    assertThat(best("Hello. " + source).text()).endsWith(" " + source);
  }

  @Test
  void aTextOfUnknownCharactersIsTold() {
    assertThat(best("\u6F22\u5B57\u304B\u306A").warnings()).contains(UNKNOWN);
  }

  private static String run(PrintWriter err, String... arguments) {
    StringWriter out = new StringWriter();
    assertThat(NeuralAnnotators.run(new PrintWriter(out), err, arguments)).isZero();
    return out.toString();
  }

  @Test
  void theCommandLineTellsOnStandardError() throws IOException {
    Path file = Files.writeString(folder.resolve("lines.txt"), "I sleep.\tHe eats.\n" + PRICE);
    StringWriter err = new StringWriter();
    String lines = run(new PrintWriter(err), "translate", "--model", MODEL, file.toString());
    assertThat(lines.lines().toList())
        .containsExactly(best("I sleep.").text() + "\t" + best("He eats.").text(), PRICE_IN_GERMAN);
    assertThat(err.toString())
        .contains("Line [2]: NUMBERS, REPLACED", "Lines with warnings: 1 (NUMBERS 1, REPLACED 1)");
    String bare =
        run(
            new PrintWriter(new StringWriter()),
            "translate",
            "--model",
            MODEL,
            "--no-keep-numbers",
            "--no-split-sentences",
            file.toString());
    assertThat(bare).doesNotContain("\t", "1.234,56");
  }

  @Test
  void theBatchTellsInItsReportAndInDocuments() throws IOException {
    Path input = Files.writeString(folder.resolve("letter.txt"), "I sleep. " + PRICE);
    Path out = folder.resolve("out");
    run(
        new PrintWriter(new StringWriter()),
        "annotate",
        input.toString(),
        "--out",
        out.toString(),
        "--translate",
        MODEL,
        "--format",
        "json");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(out.resolve("report.json").toFile()).get("translationWarnings"))
        .hasToString("{\"NUMBERS\":1,\"REPLACED\":1}");
    JsonNode sentences = json.readTree(out.resolve("letter.txt.json").toFile()).get("sentences");
    assertThat(sentences.get(0).get("translation").has("warnings")).isFalse();
    assertThat(sentences.get(1).get("translation").get("warnings"))
        .hasToString("[\"NUMBERS\",\"REPLACED\"]");
  }

  @Test
  void uimaTellsInAFeature() throws Exception {
    CAS cas = CasFactory.createText("I sleep. " + PRICE, "en");
    SimplePipeline.runPipeline(
        cas, LanguageProcessing.translations("en", DocumentTranslator.PARAM_MODEL_LOCATION, MODEL));
    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TRANSLATION)))
        .extracting(link -> FSUtil.getFeature(link, TypeNames.WARNINGS, String[].class))
        .containsExactly(null, new String[] {"NUMBERS", "REPLACED"});
  }

  @Test
  void uimaTakesASentenceThatIsNoneApart() throws Exception {
    String text = SENTENCES.stream().collect(Collectors.joining(" "));
    for (boolean split : new boolean[] {true, false}) {
      CAS cas = CasFactory.createText(text, "en");
      cas.addFsToIndexes(
          cas.createAnnotation(CasUtil.getType(cas, TypeNames.SENTENCE), 0, text.length()));
      SimplePipeline.runPipeline(
          cas,
          org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription(
              DocumentTranslator.class,
              DocumentTranslator.PARAM_MODEL_LOCATION,
              MODEL,
              DocumentTranslator.PARAM_SPLIT_SENTENCES,
              split));
      String found = cas.getView(DocumentTranslator.DEFAULT_VIEW).getDocumentText();
      if (split) {
        assertThat(found).isEqualTo(best(text).text());
      } else {
        assertThat(found).hasSizeLessThan(best(text).text().length());
      }
    }
  }

  @Test
  void coreNlpTellsUnderAKey() {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize, ssplit, neuraltranslation");
    properties.setProperty(
        "customAnnotatorClass.neuraltranslation", NeuralTranslationAnnotator.class.getName());
    properties.setProperty("neuraltranslation.modelLocation", MODEL);
    Annotation document = CoreNlp.annotated(new StanfordCoreNLP(properties), "I sleep. " + PRICE);
    assertThat(document.get(SentencesAnnotation.class))
        .extracting(sentence -> sentence.get(TranslationWarningsAnnotation.class).size())
        .containsExactly(0, 2);
    properties.setProperty("neuraltranslation.keepNumbers", "false");
    Annotation bare = CoreNlp.annotated(new StanfordCoreNLP(properties), PRICE);
    assertThat(bare.get(TranslationAnnotation.class)).doesNotContain("1.234,56");
  }

  @Test
  void wordsOfAlignmentsAreWords() {
    Hypothesis found = best(PRICE);
    assertThat(found.alignment().orElseThrow().target())
        .extracting((Word word) -> word.in(found.text()))
        .containsExactly(found.text().split(" "));
  }
}
