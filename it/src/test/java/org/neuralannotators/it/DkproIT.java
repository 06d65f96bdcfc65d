package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.util.JCasUtil.select;

import de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.jcas.JCas;
import org.dkpro.core.api.parameter.ComponentParameters;
import org.dkpro.core.testing.AssertAnnotations;
import org.dkpro.core.testing.TestRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.uima.NamedEntityRecognizer;

/** The engine in the place of one of DKPro Core, under its own test harness. */
class DkproIT {
  private static final String TEXT = "Barack Obama met Angela Merkel in Berlin .";

  @Test
  void thePresetIsAllItTakes() throws Exception {
    JCas document =
        TestRunner.runTest(
            createEngineDescription(
                NamedEntityRecognizer.class, NamedEntityRecognizer.PARAM_TYPE_PRESET, "dkpro"),
            "en",
            TEXT);

    AssertAnnotations.assertNamedEntity(
        new String[] {
          "[  0, 12]NamedEntity(PER) (Barack Obama)",
          "[ 17, 30]NamedEntity(PER) (Angela Merkel)",
          "[ 34, 40]NamedEntity(LOC) (Berlin)"
        },
        select(document, NamedEntity.class));
  }

  @Test
  void mappingFilesOfDkproWork(@TempDir Path folder) throws Exception {
    Path mapping =
        Files.writeString(
            folder.resolve("ner-en.map"),
            """
            __META_TYPE_BASE__=de.tudarmstadt.ukp.dkpro.core.api.ner.type.
            PER=Person
            LOC=Location
            ORG=Organization
            *=NamedEntity
            """);

    JCas document =
        TestRunner.runTest(
            createEngineDescription(
                NamedEntityRecognizer.class,
                NamedEntityRecognizer.PARAM_TYPE_PRESET,
                "dkpro",
                ComponentParameters.PARAM_NAMED_ENTITY_MAPPING_LOCATION,
                mapping.toString()),
            "en",
            TEXT);

    AssertAnnotations.assertNamedEntity(
        new String[] {
          "[  0, 12]Person(PER) (Barack Obama)",
          "[ 17, 30]Person(PER) (Angela Merkel)",
          "[ 34, 40]Location(LOC) (Berlin)"
        },
        select(document, NamedEntity.class));
  }
}
