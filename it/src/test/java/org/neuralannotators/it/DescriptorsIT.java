package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceSpecifier;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.spi.TypeSystemProvider;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;

/** The XML descriptors work as a user of plain UIMA takes them. */
class DescriptorsIT {
  private static final String FOLDER = "/org/neuralannotators/descriptors/";
  private static final String[] TYPES = {
    TypeNames.SENTENCE, TypeNames.TOKEN, TypeNames.NAMED_ENTITY
  };

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
