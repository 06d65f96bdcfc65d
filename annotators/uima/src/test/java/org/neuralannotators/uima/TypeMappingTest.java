package org.neuralannotators.uima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.types.TypeNames;

/** The ways to say which types are read and written. */
class TypeMappingTest {
  private static final String DKPRO = "de.tudarmstadt.ukp.dkpro.core.api.";
  private static final String PERSON = "my.Person";
  private static final String PLACE = "my.Place";
  private static final String NAME = "my.Name";

  @TempDir private Path folder;

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);

  @BeforeEach
  void addTypes() {
    types.addType(PERSON, "", CAS.TYPE_NAME_ANNOTATION);
    types.addType(PLACE, "", CAS.TYPE_NAME_ANNOTATION);
    types.addType(NAME, "", CAS.TYPE_NAME_ANNOTATION).addFeature("prob", "", "uima.cas.Double");
    types.addType("my.Sentence", "", CAS.TYPE_NAME_ANNOTATION);
    types.addType("my.Token", "", CAS.TYPE_NAME_ANNOTATION);
    FakeModel.TAGGER.calls.clear();
  }

  @Test
  void thePresetOfDkproNeedsNothingElse() throws Exception {
    String sentence = DKPRO + "segmentation.type.Sentence";
    String token = DKPRO + "segmentation.type.Token";
    String entity = DKPRO + "ner.type.NamedEntity";
    types.addType(sentence, "", CAS.TYPE_NAME_ANNOTATION);
    types.addType(token, "", CAS.TYPE_NAME_ANNOTATION);
    TypeDescription named = types.addType(entity, "", CAS.TYPE_NAME_ANNOTATION);
    named.addFeature("value", "", CAS.TYPE_NAME_STRING);
    CAS cas = new Documents(types, sentence, token).document("Ada lives in Turin .");

    documents.engine(NamedEntityRecognizer.PARAM_TYPE_PRESET, "dkpro").process(cas);

    assertThat(Documents.annotations(cas, entity))
        .extracting(found -> Documents.feature(found, "value"))
        .containsExactly("PER", "LOC");
  }

  @Test
  void understandsOpenNlpsParameters() throws Exception {
    CAS cas = new Documents(types, "my.Sentence", "my.Token").document("Ada lives in Turin .");

    documents
        .engine(
            NamedEntityRecognizer.PARAM_OPENNLP_SENTENCE_TYPE,
            "my.Sentence",
            NamedEntityRecognizer.PARAM_OPENNLP_TOKEN_TYPE,
            "my.Token",
            NamedEntityRecognizer.PARAM_OPENNLP_NAME_TYPE,
            NAME,
            NamedEntityRecognizer.PARAM_OPENNLP_PROBABILITY_FEATURE,
            "prob")
        .process(cas);

    assertThat(Documents.annotations(cas, NAME))
        .extracting(AnnotationFS::getCoveredText, found -> Documents.feature(found, "prob"))
        .containsExactly(tuple("Ada", "0.9"), tuple("Turin", "0.4"));
  }

  @Test
  void ownParametersGoBeforeOpenNlpsAndThePreset() throws Exception {
    CAS cas = new Documents(types, "my.Sentence", "my.Token").document("Ada lives in Turin .");

    documents
        .engine(
            NamedEntityRecognizer.PARAM_TYPE_PRESET,
            "dkpro",
            NamedEntityRecognizer.PARAM_OPENNLP_SENTENCE_TYPE,
            TypeNames.SENTENCE,
            NamedEntityRecognizer.PARAM_OPENNLP_TOKEN_TYPE,
            TypeNames.TOKEN,
            NamedEntityRecognizer.PARAM_SENTENCE_TYPE,
            "my.Sentence",
            NamedEntityRecognizer.PARAM_TOKEN_TYPE,
            "my.Token",
            NamedEntityRecognizer.PARAM_OPENNLP_NAME_TYPE,
            PLACE,
            NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE,
            NAME)
        .process(cas);

    assertThat(Documents.texts(cas, NAME)).containsExactly("Ada", "Turin");
    assertThat(Documents.texts(cas, PLACE)).isEmpty();
  }

  @Test
  void openNlpsNameTypeMapLeavesOtherLabelsOut() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .");

    documents
        .engine(NamedEntityRecognizer.PARAM_OPENNLP_NAME_TYPE_MAP, "PER:" + PERSON)
        .process(cas);

    assertThat(Documents.texts(cas, PERSON)).containsExactly("Ada");
    assertThat(Documents.texts(cas, TypeNames.NAMED_ENTITY)).isEmpty();
  }

  @Test
  void openNlpsNameTypeTakesLabelsThatItsMapDoesntName() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .");

    documents
        .engine(
            NamedEntityRecognizer.PARAM_OPENNLP_NAME_TYPE_MAP,
            " PER : " + PERSON + " , ORG:" + PLACE,
            NamedEntityRecognizer.PARAM_OPENNLP_NAME_TYPE,
            NAME)
        .process(cas);

    assertThat(Documents.texts(cas, PERSON)).containsExactly("Ada");
    assertThat(Documents.texts(cas, NAME)).containsExactly("Turin");
  }

  @Test
  void readsDkprosMappingFiles() throws Exception {
    String file = file("# labels of CoNLL\n__META_TYPE_BASE__=my.\nPER = Person \n*=Place\n");
    CAS cas = documents.document("Ada lives in Turin .");

    documents.engine(NamedEntityRecognizer.PARAM_NAMED_ENTITY_MAPPING_LOCATION, file).process(cas);

    assertThat(Documents.texts(cas, PERSON)).containsExactly("Ada");
    assertThat(Documents.texts(cas, PLACE)).containsExactly("Turin");
  }

  @Test
  void readsMappingFilesOnTheClassPath() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .");

    documents
        .engine(
            NamedEntityRecognizer.PARAM_NAMED_ENTITY_MAPPING_LOCATION,
            "classpath:/org/neuralannotators/uima/ner.map")
        .process(cas);

    assertThat(Documents.texts(cas, PERSON)).containsExactly("Ada");
    assertThat(Documents.texts(cas, TypeNames.NAMED_ENTITY)).isEmpty();
  }

  @Test
  void namesBadEntriesOfMappings() throws Exception {
    assertRefused(
        "[tagMap] can't be read: Entry [PER:my.Person]",
        NamedEntityRecognizer.PARAM_TAG_MAP,
        "LOC=my.Place,PER:my.Person");
    for (String entry : new String[] {"place", "place:", ":my.Place", "a:b:c"}) {
      assertRefused(
          "[opennlp.uima.NameTypeMap] can't be read: entry [" + entry + "]",
          NamedEntityRecognizer.PARAM_OPENNLP_NAME_TYPE_MAP,
          "person:my.Person, " + entry);
    }
    for (String entry : new String[] {"PER=", "=my.Person", "__META_REDIRECT__=other.map"}) {
      assertRefused(
          "Entry [" + entry + "] of file [",
          NamedEntityRecognizer.PARAM_NAMED_ENTITY_MAPPING_LOCATION,
          file("LOC=my.Place\n" + entry));
    }
  }

  @Test
  void namesMappingFilesThatAreMissing() {
    assertRefused(
        "File [nowhere.map], which parameter [NamedEntityMappingLocation] names, can't be read",
        NamedEntityRecognizer.PARAM_NAMED_ENTITY_MAPPING_LOCATION,
        "nowhere.map");
    assertRefused(
        "File [classpath:nowhere.map], which parameter [NamedEntityMappingLocation] names",
        NamedEntityRecognizer.PARAM_NAMED_ENTITY_MAPPING_LOCATION,
        "classpath:nowhere.map");
  }

  @Test
  void refusesTwoMappings() {
    assertRefused(
        "Parameters [opennlp.uima.NameTypeMap, tagMap]",
        NamedEntityRecognizer.PARAM_TAG_MAP,
        "PER=" + PERSON,
        NamedEntityRecognizer.PARAM_OPENNLP_NAME_TYPE_MAP,
        "PER:" + PERSON);
  }

  @Test
  void namesTheParameterOfATypeThatIsMissing() {
    assertThatThrownBy(
            () ->
                documents
                    .engine(NamedEntityRecognizer.PARAM_OPENNLP_TOKEN_TYPE, "my.Tokn")
                    .process(documents.document("Ada left .")))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasStackTraceContaining("Parameter [opennlp.uima.TokenType] names type [my.Tokn]");
  }

  @Test
  void namesThePresetsThatThereAre() {
    assertRefused(
        "[typePreset] is [gate]; expected one of [neural-annotators, dkpro]",
        NamedEntityRecognizer.PARAM_TYPE_PRESET,
        "gate");
  }

  @Test
  void saysThatLabelsAreLost() throws Exception {
    try (LogCapture log = new LogCapture()) {
      documents
          .engine(NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE, PERSON)
          .process(documents.document("Ada left ."));

      assertThat(log.toString()).containsOnlyOnce("Type [my.Person] has no feature [value]");
    }
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("ner.map"), content).toString();
  }

  private void assertRefused(String message, Object... parameters) {
    assertThatThrownBy(() -> documents.engine(parameters))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining(message);
  }
}
