package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.uima.analysis_component.AnalysisComponent;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.collection.impl.metadata.cpe.CpeDescriptorFactory;
import org.apache.uima.collection.metadata.CasProcessorConfigurationParameterSettings;
import org.apache.uima.collection.metadata.CpeCollectionReader;
import org.apache.uima.collection.metadata.CpeComponentDescriptor;
import org.apache.uima.collection.metadata.CpeDescription;
import org.apache.uima.collection.metadata.CpeDescriptorException;
import org.apache.uima.collection.metadata.CpeIntegratedCasProcessor;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceSpecifier;
import org.apache.uima.resource.metadata.ConfigurationParameter;
import org.apache.uima.resource.metadata.ConfigurationParameterSettings;
import org.apache.uima.resource.metadata.Import;
import org.apache.uima.resource.metadata.impl.Import_impl;
import org.apache.uima.util.InvalidXMLException;
import org.apache.uima.util.XMLizable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.types.TypeNames;
import org.xml.sax.SAXException;

/**
 * The XML descriptors are generated from the code. Run this test with {@code
 * -Dneuralannotators.writeDescriptors=true} to write them again.
 */
class DescriptorFreshnessTest {
  private static final Path FOLDER =
      Path.of("../../descriptors/src/main/resources/org/neuralannotators/descriptors");

  @ParameterizedTest
  @ValueSource(
      classes = {
        NamedEntityRecognizer.class,
        PosTagger.class,
        Chunker.class,
        TextClassifierAnnotator.class,
        PromptAnnotator.class,
        QuestionAnswererAnnotator.class,
        ContextualEmbedder.class,
        DocumentTranslator.class,
        DocumentSummarizer.class
      })
  void engine(Class<? extends AnalysisComponent> engine) throws Exception {
    AnalysisEngineDescription description = description(engine);
    String name = engine.getSimpleName() + ".xml";
    check(name, description);
    if (hasDoubles(description)) {
      check("ruta/" + name, withFloats(description));
    }
  }

  private static AnalysisEngineDescription description(Class<? extends AnalysisComponent> engine)
      throws ResourceInitializationException {
    return createEngineDescription(
        engine, TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM));
  }

  private static boolean hasDoubles(AnalysisEngineDescription engine) {
    return parameters(engine).anyMatch(DescriptorFreshnessTest::isDouble);
  }

  private static Stream<ConfigurationParameter> parameters(AnalysisEngineDescription engine) {
    return Stream.of(
        engine.getMetaData().getConfigurationParameterDeclarations().getConfigurationParameters());
  }

  private static boolean isDouble(ConfigurationParameter parameter) {
    return parameter.getType().equals(ConfigurationParameter.TYPE_DOUBLE);
  }

  /** For UIMA Ruta, whose action CONFIGURE passes over parameters of the type Double. */
  private static AnalysisEngineDescription withFloats(AnalysisEngineDescription engine)
      throws InvalidXMLException {
    for (ResourceSpecifier part : engine.getDelegateAnalysisEngineSpecifiers().values()) {
      withFloats((AnalysisEngineDescription) part);
    }
    ConfigurationParameterSettings settings =
        engine.getMetaData().getConfigurationParameterSettings();
    parameters(engine)
        .filter(DescriptorFreshnessTest::isDouble)
        .forEach(
            parameter -> {
              parameter.setType(ConfigurationParameter.TYPE_FLOAT);
              if (settings.getParameterValue(parameter.getName()) instanceof Double value) {
                settings.setParameterValue(parameter.getName(), value.floatValue());
              }
            });
    return engine;
  }

  @Test
  void sentenceSplitter() throws Exception {
    check("SentenceSplitter.xml", LanguageProcessing.sentences("en"));
  }

  @Test
  void tokenSplitter() throws Exception {
    check("TokenSplitter.xml", LanguageProcessing.tokens("en"));
  }

  @Test
  void namedEntityAggregate() throws Exception {
    check("NamedEntityAggregate.xml", LanguageProcessing.namedEntities("en"));
    check("ruta/NamedEntityAggregate.xml", withFloats(LanguageProcessing.namedEntities("en")));
  }

  /** Reads a folder of text files and writes XMI with components of UIMA's own tools. */
  @Test
  void namedEntityCpe() throws Exception {
    CpeDescription cpe = CpeDescriptorFactory.produceDescriptor();
    CpeCollectionReader reader = CpeDescriptorFactory.produceCollectionReader();
    reader.setDescriptor(byName("org.apache.uima.tools.components.FileSystemCollectionReader"));
    reader.setConfigurationParameterSettings(
        settings("InputDirectory", "documents", "Encoding", "UTF-8", "Language", "en"));
    cpe.addCollectionReader(reader);
    CpeIntegratedCasProcessor engine = CpeDescriptorFactory.produceCasProcessor("NamedEntities");
    engine.setCpeComponentDescriptor(
        byName("org.neuralannotators.descriptors.NamedEntityAggregate"));
    cpe.addCasProcessor(engine);
    CpeIntegratedCasProcessor writer = CpeDescriptorFactory.produceCasProcessor("XmiWriter");
    writer.setCpeComponentDescriptor(
        byName("org.apache.uima.tools.components.XmiWriterCasConsumer"));
    writer.setConfigurationParameterSettings(settings("OutputDirectory", "annotated"));
    cpe.addCasProcessor(writer);
    cpe.setProcessingUnitThreadCount(2);
    cpe.getCpeCasProcessors().setPoolSize(4);

    check("NamedEntityCpe.xml", cpe);
  }

  private static CpeComponentDescriptor byName(String name) {
    Import component = new Import_impl();
    component.setName(name);
    CpeComponentDescriptor descriptor = CpeDescriptorFactory.produceComponentDescriptor("");
    descriptor.setInclude(null);
    descriptor.setImport(component);
    return descriptor;
  }

  private static CasProcessorConfigurationParameterSettings settings(String... namesAndValues)
      throws CpeDescriptorException {
    CasProcessorConfigurationParameterSettings settings =
        CpeDescriptorFactory.produceCasProcessorConfigurationParameterSettings();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.setParameterValue(namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  private static void check(String name, XMLizable component) throws IOException, SAXException {
    StringWriter indented = new StringWriter();
    component.toXML(indented);
    String xml = indented.toString().replaceAll("(?m)^[ \\t]*\\R", "") + "\n";
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("neuralannotators.writeDescriptors")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, xml);
    }
    assertThat(Files.readString(file))
        .as("[%s] is stale; run this test with -Dneuralannotators.writeDescriptors=true", file)
        .isEqualTo(xml);
  }
}
