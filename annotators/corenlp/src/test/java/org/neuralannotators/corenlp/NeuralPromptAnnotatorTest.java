package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.AnnotationOutputter;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryProbabilitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.PromptAnswersAnnotation;
import org.neuralannotators.prompt.FakePromptClassifier;

class NeuralPromptAnnotatorTest {
  private static final String CLASSES = "name: good\nlabels: {yes: fine, no: bad}\n";
  private static final String FIELD = "name: first\n";

  @TempDir private Path folder;

  private Properties properties(String yaml, String... keysAndValues) throws IOException {
    Path file = Files.createTempFile(folder, "prompt", ".yaml");
    Files.writeString(file, "template: '{text} {answer}'\n" + yaml);
    Properties properties = NerOptionsTest.properties(keysAndValues);
    properties.putIfAbsent("n.modelLocation", "fake");
    properties.putIfAbsent("n.promptFile", file.toString());
    return properties;
  }

  private NeuralPromptAnnotator annotator(String yaml, String... keysAndValues) throws IOException {
    return new NeuralPromptAnnotator(
        "n",
        properties(yaml, keysAndValues),
        options -> () -> new FakePromptClassifier("fake", options.prompt()));
  }

  @Test
  void answersOfSeveralPromptsAreSideBySide() throws IOException {
    Annotation document = Documents.of("Ada left .\nNothing rains .");
    annotator(FIELD).annotate(document);
    annotator(CLASSES).annotate(document);
    assertThat(document.get(SentencesAnnotation.class))
        .extracting(sentence -> sentence.get(PromptAnswersAnnotation.class))
        .containsExactly(Map.of("first", "Ada", "good", "yes"), Map.of("good", "yes"));
    assertThat(document.get(SentencesAnnotation.class))
        .extracting(sentence -> sentence.get(CategoryProbabilitiesAnnotation.class))
        .containsExactly(Map.of("yes", 0.75), Map.of("yes", 0.75));
    annotator(FIELD).annotate(document);
    assertThat(document.get(SentencesAnnotation.class))
        .extracting(sentence -> sentence.get(CategoryAnnotation.class))
        .containsExactly("Ada", null);
    assertThat(document.containsKey(PromptAnswersAnnotation.class)).isFalse();
  }

  @Test
  void aDocumentIsAskedAboutWithoutSentences() throws IOException {
    NeuralPromptAnnotator annotator = annotator(FIELD, "n.unit", "DOCUMENT");
    Annotation document = new Annotation("Ada left. Nothing rains.");
    annotator.annotate(document);
    assertThat(document.get(PromptAnswersAnnotation.class)).isEqualTo(Map.of("first", "Ada"));
    assertThat(annotator.requires()).isEmpty();
    assertThat(annotator.exactRequirements()).isEmpty();
  }

  @Test
  void theAnnotatorNeedsSentencesAndGivesItsKeys() throws IOException {
    NeuralPromptAnnotator annotator = annotator(CLASSES);
    assertThat(annotator.requires())
        .isEqualTo(Set.of(TextAnnotation.class, SentencesAnnotation.class));
    assertThat(annotator.exactRequirements()).containsExactly("tokenize", "ssplit");
    assertThat(annotator.requirementsSatisfied())
        .isEqualTo(
            Set.of(
                CategoryAnnotation.class,
                CategoryProbabilitiesAnnotation.class,
                PromptAnswersAnnotation.class));
  }

  @Test
  void answersAreWrittenAsJsonAndRemoved() throws IOException {
    Annotation document = Documents.of("Ada left .");
    NeuralPromptAnnotator annotator = annotator(FIELD);
    annotator.annotate(document);
    annotator.unmount();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Properties properties = NerOptionsTest.properties("output.prettyPrint", "false");
    new NeuralJsonOutputter().print(document, out, AnnotationOutputter.getOptions(properties));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"promptAnswers\":{\"first\":\"Ada\"}");
    NeuralAnnotationRemover.remove(document);
    assertThat(document.get(SentencesAnnotation.class))
        .noneMatch(sentence -> sentence.containsKey(PromptAnswersAnnotation.class));
  }

  @Test
  void whatIsWrongIsSaidWhenThePipelineIsMade() throws IOException {
    assertRefused(properties(CLASSES, "n.promptFiles", "x"), "Did you mean [n.promptFile]?");
    assertRefused(properties("nam: x\n"), "unknown key [nam]. Did you mean [name]?");
    assertRefused(properties(CLASSES, "n.promptFile", " "), "Property [n.promptFile] is missing");
    assertRefused(
        properties(CLASSES, "n.promptFile", folder.resolve("gone").toString()),
        "gone] doesn't exist");
    Properties modelless = properties(CLASSES, "n.modelLocation", "gone");
    assertThatThrownBy(() -> new NeuralPromptAnnotator("n", modelless).requires())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Annotator [n] could not load its model [gone]");
  }

  private static void assertRefused(Properties properties, String message) {
    properties.setProperty("annotators", "tokenize, ssplit, n");
    properties.setProperty("customAnnotatorClass.n", NeuralPromptAnnotator.class.getName());
    assertThatThrownBy(() -> new StanfordCoreNLP(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
