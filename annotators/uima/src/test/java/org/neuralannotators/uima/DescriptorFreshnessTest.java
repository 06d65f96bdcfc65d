package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
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
  void namedEntityAggregate() throws Exception {
    check("NamedEntityAggregate.xml", LanguageProcessing.namedEntities("en"));
  }

  private static void check(String name, AnalysisEngineDescription engine)
      throws IOException, SAXException {
    StringWriter indented = new StringWriter();
    engine.toXML(indented);
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
