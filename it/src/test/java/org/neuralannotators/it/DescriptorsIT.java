package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.collection.metadata.CpeDescription;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceSpecifier;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.spi.TypeSystemProvider;
import org.apache.uima.test.junit_extension.AnnotatorTester;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.types.TypeNames;

/** The XML descriptors work as a user of plain UIMA takes them. */
class DescriptorsIT {
  private static final String FOLDER = "/org/neuralannotators/descriptors/";
  private static final Path SOURCES = Path.of("../descriptors/src/main/resources" + FOLDER);
  private static final String[] TYPES = {
    TypeNames.SENTENCE,
    TypeNames.TOKEN,
    TypeNames.NAMED_ENTITY,
    TypeNames.PART_OF_SPEECH,
    TypeNames.CHUNK,
    TypeNames.CATEGORY,
    TypeNames.ANSWER,
    TypeNames.SUMMARY,
    TypeNames.TOKEN_EMBEDDING,
    TypeNames.SENTENCE_EMBEDDING,
    TypeNames.TRANSLATION,
    TypeNames.TOKEN_ALIGNMENT
  };

  /** There are no bundles for them; {@link ClassifierIT} and others have some. */
  private static final Set<String> WITHOUT_BUNDLE =
      Set.of(
          "Chunker.xml",
          "TextClassifierAnnotator.xml",
          "PromptAnnotator.xml",
          "QuestionAnswererAnnotator.xml",
          "DocumentTranslator.xml",
          "DocumentSummarizer.xml");

  /** All descriptors of engines that have a bundle; one that is added is tested too. */
  static List<String> engines() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .filter(file -> !WITHOUT_BUNDLE.contains(file.getFileName().toString()))
          .map(Path::toString)
          .filter(file -> file.endsWith(".xml") && !file.endsWith("Cpe.xml"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyEnginePassesUimasOwnTester(String file) throws Exception {
    AnnotatorTester.doConfigurationTest(file).destroy();
    AnnotatorTester tester = new AnnotatorTester(file);
    tester.performTest("Angela Merkel was born in Hamburg.", "en");
    tester.changeParameterSetting(null, "batchTokens", 64);
    tester.performTest("Angela Merkel was born in Hamburg.", "en");
  }

  @Test
  void theAggregateHandsItsParametersToTheRecognizer() throws Exception {
    AnnotatorTester tester =
        new AnnotatorTester(SOURCES.resolve("NamedEntityAggregate.xml").toFile());
    String text = "Angela Merkel was born in Hamburg.";
    assertThat(Entities.of(tester.performTest(text, "en"))).isNotEmpty();

    tester.changeParameterSetting(null, "tagMap", "*=O");

    assertThat(Entities.of(tester.performTest(text, "en"))).isEmpty();
  }

  @Test
  void theCpeAnnotatesAFolderOfFiles(@TempDir Path folder) throws Exception {
    Path documents = Files.createDirectory(folder.resolve("documents"));
    Path annotated = folder.resolve("annotated");
    for (int i = 0; i < 5; i++) {
      Files.writeString(
          documents.resolve(i + ".txt"), "Angela Merkel was born in Hamburg. Number " + i + ".");
    }
    CpeDescription cpe =
        UIMAFramework.getXMLParser()
            .parseCpeDescription(
                new XMLInputSource(DescriptorsIT.class.getResource(FOLDER + "NamedEntityCpe.xml")));
    cpe.getAllCollectionCollectionReaders()[0]
        .getConfigurationParameterSettings()
        .setParameterValue("InputDirectory", documents.toString());
    cpe.getCpeCasProcessors()
        .getCpeCasProcessor(1)
        .getConfigurationParameterSettings()
        .setParameterValue("OutputDirectory", annotated.toString());

    CpeRun.complete(UIMAFramework.produceCollectionProcessingEngine(cpe));

    for (int i = 0; i < 5; i++) {
      assertThat(annotated.resolve(i + ".txt.xmi"))
          .content()
          .contains("NeuralNamedEntity", "value=\"PER\"", "Number " + i);
    }
  }

  @Test
  void theAggregateAnnotatesPlainText() throws Exception {
    AnalysisEngine engine = engine("NamedEntityAggregate.xml");
    CAS cas = engine.newCAS();
    cas.setDocumentText("Angela Merkel was born in Hamburg.");

    engine.process(cas);
    engine.reconfigure();
    engine.process(cas);
    engine.destroy();

    assertThat(cas.getAnnotationIndex(cas.getTypeSystem().getType(TypeNames.NAMED_ENTITY)).size())
        .isPositive();
  }

  @Test
  void theRecognizerLoadsAloneAndLeavesAnEmptyDocumentAlone() throws Exception {
    AnalysisEngine engine = engine("NamedEntityRecognizer.xml");
    CAS cas = engine.newCAS();
    cas.setDocumentText("");

    engine.process(cas);
    engine.destroy();

    assertThat(cas.getAnnotationIndex(cas.getTypeSystem().getType(TypeNames.NAMED_ENTITY)).size())
        .isZero();
  }

  @Test
  void uimaFitFindsTheTypes() throws Exception {
    assertThat(TypeSystemDescriptionFactory.createTypeSystemDescription().getTypes())
        .extracting(TypeDescription::getName)
        .contains(TYPES);
  }

  @Test
  void theServiceLoaderFindsTheTypes() {
    assertThat(
            ServiceLoader.load(TypeSystemProvider.class).stream()
                .flatMap(provider -> provider.get().listTypeSystemDescriptions().stream())
                .flatMap(types -> Arrays.stream(types.getTypes()))
                .map(TypeDescription::getName))
        .contains(TYPES);
  }

  private static AnalysisEngine engine(String name) throws Exception {
    URL xml = DescriptorsIT.class.getResource(FOLDER + name);
    ResourceSpecifier specifier =
        UIMAFramework.getXMLParser().parseResourceSpecifier(new XMLInputSource(xml));
    return UIMAFramework.produceAnalysisEngine(specifier);
  }
}
