package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineFromPath;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import opennlp.uima.chunker.Chunker;
import opennlp.uima.namefind.NameFinder;
import opennlp.uima.util.UimaUtil;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.InvalidXMLException;
import org.apache.uima.util.XMLInputSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.types.TypeNames;

/** Parameters that no code reads, on the ways on which engines get parameters. */
class UnknownParametersTest {
  private static final String TYPO = "minConfidnce";

  /** Those that have a meaning for the embedder. */
  private static final Set<String> HEEDED =
      Set.of(
          "opennlp.uima.SentenceType",
          "opennlp.uima.TokenType",
          "opennlp.uima.IsRemoveExistingAnnotations");

  @TempDir private Path folder;

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);

  private static void assertRefused(ThrowingCallable way) {
    assertThatThrownBy(way)
        .hasStackTraceContaining(
            "[NamedEntityRecognizer] has no parameter [minConfidnce]. Did you mean"
                + " [minConfidence]?");
  }

  @Test
  void areRefusedInAnEnginesDescription() {
    assertRefused(
        () -> createEngine(createEngineDescription(NamedEntityRecognizer.class, TYPO, 0.5)));
  }

  @Test
  void areRefusedWhereAnEngineIsMade() {
    assertRefused(() -> createEngine(NamedEntityRecognizer.class, TYPO, 0.5));
    assertRefused(
        () -> createEngine(createEngineDescription(NamedEntityRecognizer.class), TYPO, 0.5));
  }

  @Test
  void areRefusedInPipelinesForPlainText() {
    assertRefused(() -> createEngine(LanguageProcessing.namedEntities("en", TYPO, 0.5)));
  }

  /** UIMA sees these itself: parameters of an aggregate must say what they override. */
  @Test
  void areRefusedForAWholePipeline() {
    assertThatThrownBy(() -> createEngine(LanguageProcessing.namedEntities("en"), TYPO, 0.5))
        .hasStackTraceContaining("\"minConfidnce\" in aggregate");
  }

  @Test
  void areRefusedBesideADescriptor() throws Exception {
    Path file = write(Engines.RECOGNIZER.description(types), "", "");
    assertRefused(() -> createEngineFromPath(file.toString(), TYPO, 0.5));
  }

  /** UIMA sees these itself. */
  @Test
  void areRefusedInADescriptorThatSetsWhatItDoesntDeclare() throws Exception {
    Path file =
        write(
            Engines.RECOGNIZER.description(types),
            "(<nameValuePair>\\s*<name>)minConfidence",
            "$1" + TYPO);
    assertThatThrownBy(() -> parse(file))
        .isInstanceOf(InvalidXMLException.class)
        .hasStackTraceContaining("No configuration parameter with name \"minConfidnce\"");
  }

  @Test
  void areRefusedInADescriptorThatDeclaresThem() throws Exception {
    Path file =
        write(Engines.RECOGNIZER.description(types), "<name>minConfidence", "<name>" + TYPO);
    assertRefused(() -> createEngine(parse(file)));
  }

  @Test
  void passWhereADescriptorOnlyDeclaresThem() throws Exception {
    Path file =
        write(
            Engines.RECOGNIZER.description(types),
            "<configurationParameters>",
            "$0<configurationParameter><name>more</name><type>String</type>"
                + "</configurationParameter>");
    assertThatCode(() -> createEngine(parse(file)).destroy()).doesNotThrowAnyException();
  }

  private Path write(AnalysisEngineDescription description, String pattern, String replacement)
      throws Exception {
    Path file = folder.resolve("engine.xml");
    try (OutputStream output = Files.newOutputStream(file)) {
      description.toXML(output);
    }
    return Files.writeString(file, Files.readString(file).replaceAll(pattern, replacement));
  }

  private static AnalysisEngineDescription parse(Path file) throws Exception {
    return UIMAFramework.getXMLParser()
        .parseAnalysisEngineDescription(new XMLInputSource(file.toFile()));
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void areRefusedByEveryEngine(Engines each) {
    assertThatThrownBy(() -> createEngine(each.description(types, "sentenceTyp", "my.Sentence")))
        .hasStackTraceContaining("no parameter [sentenceTyp]. Did you mean [sentenceType]?");
  }

  @Test
  void areRefusedByResources() {
    assertThatThrownBy(
            () ->
                createEngine(
                    NamedEntityRecognizer.class,
                    NamedEntityRecognizer.RES_MODEL,
                    createNamedResourceDescription(
                        "fake",
                        FakeModel.class,
                        NeuralModelResource.PARAM_MODEL_LOCATION,
                        "fake",
                        "numThrads",
                        "1")))
        .hasStackTraceContaining(
            "[FakeModel] has no parameter [numThrads]. Did you mean [numThreads]?");
  }

  @Test
  void ofOpenNlpPassWithAWarningAlsoInResources() throws Exception {
    try (LogCapture log = new LogCapture()) {
      createEngine(
              NamedEntityRecognizer.class,
              NamedEntityRecognizer.RES_MODEL,
              createNamedResourceDescription(
                  "fake",
                  FakeModel.class,
                  NeuralModelResource.PARAM_MODEL_LOCATION,
                  "fake",
                  "opennlp.uima.BeamSize",
                  "3"))
          .destroy();
      assertThat(log.toString()).containsOnlyOnce("Parameter [opennlp.uima.BeamSize] is OpenNLP's");
    }
  }

  @ParameterizedTest
  @MethodSource
  void ofOpenNlpPassWithAWarning(String name) throws Exception {
    Object value = name.contains("IsRemove") ? true : TypeNames.TOKEN;
    try (LogCapture log = new LogCapture()) {
      createEngine(Engines.EMBEDDER.description(types, name, value)).destroy();
      if (HEEDED.contains(name)) {
        assertThat(log.toString()).isEmpty();
      } else {
        assertThat(log.toString()).containsOnlyOnce("Parameter [" + name + "] is OpenNLP's");
      }
    }
  }

  static Stream<String> ofOpenNlpPassWithAWarning() {
    return Stream.of(UimaUtil.class, NameFinder.class, Chunker.class)
        .flatMap(type -> Stream.of(type.getFields()))
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(UnknownParametersTest::value)
        .filter(name -> name.startsWith("opennlp.uima."))
        .distinct();
  }

  private static String value(Field constant) {
    try {
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void thatOnlyLookLikeOpenNlpsAreRefused() {
    assertThatThrownBy(
            () ->
                createEngine(
                    Engines.RECOGNIZER.description(types, "opennlp.uima.TokenTyp", "my.Token")))
        .hasStackTraceContaining("Did you mean [opennlp.uima.TokenType]?");
  }
}
