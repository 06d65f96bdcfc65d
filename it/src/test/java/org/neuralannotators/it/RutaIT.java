package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.junit.jupiter.api.Test;

/** Rules of UIMA Ruta that configure and run our engines. */
class RutaIT {
  private static final String AGGREGATE =
      "org.neuralannotators.descriptors.ruta.NamedEntityAggregate";
  private static final String TEXT = "Angela Merkel was born in Hamburg.";

  /** What a script finds that runs an engine, configured by an action. */
  private static List<String> entities(String engine, String configuration) throws Exception {
    String name = engine.substring(engine.lastIndexOf('.') + 1);
    AnalysisEngine ruta =
        createEngine(
            "org.apache.uima.ruta.engine.BasicEngine",
            "additionalEngines",
            new String[] {engine},
            "rules",
            """
            ENGINE %s;
            Document{-> CONFIGURE(%s, %s), EXEC(%s)};
            """
                .formatted(engine, name, configuration, name));
    CAS cas = CasFactory.createText(TEXT, "en");
    ruta.process(cas);
    ruta.destroy();
    return Entities.of(cas);
  }

  @Test
  void configureSetsNumbers() throws Exception {
    assertThat(entities(AGGREGATE, "\"minConfidence\" = 0.0"))
        .containsExactly("Angela Merkel PER", "Hamburg LOC");
    assertThat(entities(AGGREGATE, "\"minConfidence\" = 1.0")).isEmpty();
  }

  @Test
  void configureSetsTexts() throws Exception {
    assertThat(entities(AGGREGATE, "\"tagMap\" = \"PER=O\"")).containsExactly("Hamburg LOC");
  }
}
