package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.collection.impl.metadata.cpe.CpeDescriptorFactory;
import org.apache.uima.collection.metadata.CasProcessorConfigurationParameterSettings;
import org.apache.uima.collection.metadata.CpeCollectionReader;
import org.apache.uima.collection.metadata.CpeComponentDescriptor;
import org.apache.uima.collection.metadata.CpeDescription;
import org.apache.uima.collection.metadata.CpeDescriptorException;
import org.apache.uima.collection.metadata.CpeIntegratedCasProcessor;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.metadata.Import;
import org.apache.uima.resource.metadata.impl.Import_impl;
import org.apache.uima.util.XMLizable;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;
import org.xml.sax.SAXException;

/**
 * The XML descriptors are generated from the code. Run this test with {@code
 * -Dneuralannotators.writeDescriptors=true} to write them again.
 */
class DescriptorFreshnessTest {
  private static final Path FOLDER =
      Path.of("../../descriptors/src/main/resources/org/neuralannotators/descriptors");

  @Test
  void namedEntityRecognizer() throws Exception {
    check(
        "NamedEntityRecognizer.xml",
        createEngineDescription(
            NamedEntityRecognizer.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM)));
  }

  @Test
  void posTagger() throws Exception {
    check(
        "PosTagger.xml",
        createEngineDescription(
            PosTagger.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM)));
  }

  @Test
  void textClassifier() throws Exception {
    check(
        "TextClassifierAnnotator.xml",
        createEngineDescription(
            TextClassifierAnnotator.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM)));
  }

  @Test
  void contextualEmbedder() throws Exception {
    check(
        "ContextualEmbedder.xml",
        createEngineDescription(
            ContextualEmbedder.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM)));
  }

  @Test
  void documentTranslator() throws Exception {
    check(
        "DocumentTranslator.xml",
        createEngineDescription(
            DocumentTranslator.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM)));
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
      Files.createDirectories(FOLDER);
      Files.writeString(file, xml);
    }
    assertThat(Files.readString(file))
        .as("[%s] is stale; run this test with -Dneuralannotators.writeDescriptors=true", file)
        .isEqualTo(xml);
  }
}
