package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.util.JCasUtil.select;
import static org.assertj.core.api.Assertions.assertThat;

import de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS;
import de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity;
import de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.jcas.JCas;
import org.dkpro.core.api.parameter.ComponentParameters;
import org.dkpro.core.testing.AssertAnnotations;
import org.dkpro.core.testing.TestRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.uima.NamedEntityRecognizer;
import org.neuralannotators.uima.PosTagger;

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
  void tagsOfUniversalDependenciesGetDkprosTypes() throws Exception {
    JCas document =
        TestRunner.runTest(
            createEngineDescription(PosTagger.class, PosTagger.PARAM_TYPE_PRESET, "dkpro"),
            "en",
            PosSentences.SENTENCE);

    AssertAnnotations.assertPOS(
        "POS_PRON POS_VERB POS_PRON POS_DET POS_NOUN POS_ADV POS_ADV POS_CONJ POS_PRON POS_VERB"
            .concat(" POS_ADV POS_PUNCT POS_VERB POS_ADV POS_ADJ POS_CONJ POS_ADJ POS_PUNCT")
            .split(" "),
        PosSentences.UNIVERSAL_TAGS.toArray(String[]::new),
        select(document, POS.class));
    assertThat(select(document, Token.class))
        .extracting(Token::getPosValue)
        .startsWith("PRON", "VERB");
    assertThat(select(document, POS.class))
        .extracting(POS::getCoarseValue)
        .startsWith("PRON", "VERB", "PRON", "DET", "NOUN", "ADV", "ADV", "CONJ");
  }

  @Test
  void dkprosOwnMappingOfTagsWorks() throws Exception {
    JCas document =
        TestRunner.runTest(
            createEngineDescription(
                PosTagger.class,
                PosTagger.PARAM_TYPE_PRESET,
                "dkpro",
                PosTagger.PARAM_MODEL_VARIANT,
                "ptb",
                ComponentParameters.PARAM_POS_MAPPING_LOCATION,
                "classpath:/org/dkpro/core/api/lexmorph/tagset/en-ptb-pos.map"),
            "en",
            PosSentences.SENTENCE);

    AssertAnnotations.assertPOS(
        "POS_PRON POS_VERB POS_PRON POS_DET POS_NOUN POS_ADV POS_ADV POS_CONJ POS_PRON POS_VERB"
            .concat(" POS_ADV POS_PUNCT POS_VERB POS_ADV POS_ADJ POS_CONJ POS_ADJ POS_PUNCT")
            .split(" "),
        PosSentences.PENN_TAGS.toArray(String[]::new),
        select(document, POS.class));
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
