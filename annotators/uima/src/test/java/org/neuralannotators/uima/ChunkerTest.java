package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.types.TypeNames;

class ChunkerTest {
  private static final String DKPRO = "de.tudarmstadt.ukp.dkpro.core.api.";

  @TempDir private Path folder;

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);

  private AnalysisEngine engine(Object... parameters) throws ResourceInitializationException {
    return createEngine(documents.description(Chunker.class, FakeModel.class, parameters));
  }

  private static List<String> chunks(CAS cas, String type, String feature) {
    return Documents.annotations(cas, type).stream()
        .map(chunk -> chunk.getCoveredText() + " " + Documents.feature(chunk, feature))
        .toList();
  }

  @Test
  void writesChunksWithLabelConfidenceAndModel() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .", "Turin rains .");
    engine().process(cas);
    assertThat(chunks(cas, TypeNames.CHUNK, TypeNames.VALUE))
        .containsExactly("Ada PER", "Turin LOC", "Turin LOC");
    assertThat(chunks(cas, TypeNames.CHUNK, TypeNames.CONFIDENCE))
        .containsExactly("Ada 0.9", "Turin 0.4", "Turin 0.4");
    assertThat(chunks(cas, TypeNames.CHUNK, TypeNames.MODEL_ID)).contains("Ada fake");
    assertThat(Documents.annotations(cas, TypeNames.NAMED_ENTITY)).isEmpty();
  }

  @Test
  void uncertainAndExcludedChunksAreNotWritten() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .");
    engine(Chunker.PARAM_MIN_CONFIDENCE, 0.5, Chunker.PARAM_EXCLUDE, "A.*").process(cas);
    assertThat(Documents.annotations(cas, TypeNames.CHUNK)).isEmpty();
  }

  @Test
  void thePresetOfDkproNeedsNothingElse() throws Exception {
    String chunk = DKPRO + "syntax.type.chunk.Chunk";
    types.addType(DKPRO + "segmentation.type.Sentence", "", CAS.TYPE_NAME_ANNOTATION);
    types.addType(DKPRO + "segmentation.type.Token", "", CAS.TYPE_NAME_ANNOTATION);
    types
        .addType(chunk, "", CAS.TYPE_NAME_ANNOTATION)
        .addFeature("chunkValue", "", CAS.TYPE_NAME_STRING);
    types.addType(DKPRO + "syntax.type.chunk.NC", "", chunk);
    Documents dkpro =
        new Documents(
            types, DKPRO + "segmentation.type.Sentence", DKPRO + "segmentation.type.Token");
    CAS cas = dkpro.document("Ada lives in Turin .");

    engine(Chunker.PARAM_TYPE_PRESET, "dkpro").process(cas);
    assertThat(chunks(cas, chunk, "chunkValue")).containsExactly("Ada PER", "Turin LOC");

    Path map =
        Files.writeString(
            folder.resolve("chunk.map"),
            "__META_TYPE_BASE__=" + DKPRO + "syntax.type.chunk.\nPER=NC\n*=O\n");
    CAS mapped = dkpro.document("Ada lives in Turin .");
    engine(Chunker.PARAM_TYPE_PRESET, "dkpro", Chunker.PARAM_CHUNK_MAPPING_LOCATION, map.toString())
        .process(mapped);
    assertThat(chunks(mapped, DKPRO + "syntax.type.chunk.NC", "chunkValue"))
        .containsExactly("Ada PER");
    assertThat(Documents.annotations(mapped, chunk)).hasSize(1);
  }

  @Test
  void onesOwnTypeAndFeatureGoBeforeOpenNlps() throws Exception {
    types
        .addType("my.Chunk", "", CAS.TYPE_NAME_ANNOTATION)
        .addFeature("tag", "", CAS.TYPE_NAME_STRING);
    types
        .addType("their.Chunk", "", CAS.TYPE_NAME_ANNOTATION)
        .addFeature("label", "", CAS.TYPE_NAME_STRING);
    Object[] openNlps = {
      opennlp.uima.chunker.Chunker.CHUNK_TYPE_PARAMETER,
      "their.Chunk",
      opennlp.uima.chunker.Chunker.CHUNK_TAG_FEATURE_PARAMETER,
      "label",
      Chunker.PARAM_CONFIDENCE_FEATURE,
      ""
    };
    CAS cas = documents.document("Ada left .");
    engine(openNlps).process(cas);
    assertThat(chunks(cas, "their.Chunk", "label")).containsExactly("Ada PER");

    CAS own = documents.document("Ada left .");
    engine(
            opennlp.uima.chunker.Chunker.CHUNK_TYPE_PARAMETER,
            "their.Chunk",
            opennlp.uima.chunker.Chunker.CHUNK_TAG_FEATURE_PARAMETER,
            "label",
            Chunker.PARAM_CHUNK_TYPE,
            "my.Chunk",
            Chunker.PARAM_VALUE_FEATURE,
            "tag")
        .process(own);
    assertThat(chunks(own, "my.Chunk", "tag")).containsExactly("Ada PER");
    assertThat(Documents.annotations(own, "their.Chunk")).isEmpty();
  }

  @Test
  void labelsHaveTheirTypesByTagMap() throws Exception {
    types.addType("my.Phrase", "", CAS.TYPE_NAME_ANNOTATION);
    CAS cas = documents.document("Ada lives in Turin .");
    engine(Chunker.PARAM_TAG_MAP, "PER=my.Phrase, LOC=O").process(cas);
    assertThat(Documents.texts(cas, "my.Phrase")).containsExactly("Ada");
    assertThat(Documents.annotations(cas, TypeNames.CHUNK)).isEmpty();
  }

  @Test
  void aTaggerOfPartsOfSpeechIsRefused() {
    assertThatThrownBy(() -> createEngine(documents.description(Chunker.class, FakePosModel.class)))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("can't be used by [Chunker]")
        .hasStackTraceContaining("Choose a bundle such as [en-chunk]");
  }
}
