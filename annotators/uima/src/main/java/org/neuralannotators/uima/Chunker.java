package org.neuralannotators.uima;

import org.apache.uima.cas.TypeSystem;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.types.TypeNames;

/**
 * Finds chunks, such as noun phrases, with a tagger that was trained on them: writes {@code
 * chunkType} or the types that {@code tagMap} names. What it reads as in {@link SpanAnnotator}.
 */
@ResourceMetaData(
    name = "Neural Chunker",
    description = "Finds chunks with a trained network.",
    vendor = "org.neuralannotators")
@TypeCapability(
    inputs = {TypeNames.SENTENCE, TypeNames.TOKEN},
    outputs = {
      TypeNames.CHUNK,
      TypeNames.CHUNK + ":" + TypeNames.VALUE,
      TypeNames.CHUNK + ":" + TypeNames.CONFIDENCE,
      TypeNames.CHUNK + ":" + TypeNames.MODEL_ID
    })
public final class Chunker extends SpanAnnotator {
  /** DKPro Core's name, with its capital letter. */
  public static final String PARAM_CHUNK_MAPPING_LOCATION = "ChunkMappingLocation";

  @ConfigurationParameter(
      name = PARAM_CHUNK_MAPPING_LOCATION,
      mandatory = false,
      description =
          "File with the types by label instead of tagMap, in DKPro Core's form: a path, or"
              + " classpath: and a path.")
  private String chunkMappingLocation;

  public static final String PARAM_CHUNK_TYPE = "chunkType";

  @ConfigurationParameter(
      name = PARAM_CHUNK_TYPE,
      mandatory = false,
      description = "Type of the chunks that are written.")
  private String chunkType;

  public static final String PARAM_OPENNLP_CHUNK_TYPE = "opennlp.uima.ChunkType";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_CHUNK_TYPE,
      mandatory = false,
      description = "OpenNLP's name for chunkType.")
  private String openNlpChunkType;

  public static final String PARAM_OPENNLP_CHUNK_TAG_FEATURE = "opennlp.uima.ChunkTagFeature";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_CHUNK_TAG_FEATURE,
      mandatory = false,
      description = "OpenNLP's name for valueFeature.")
  private String openNlpChunkTagFeature;

  @Override
  TaggerTask task() {
    return TaggerTask.CHUNK;
  }

  @Override
  TypeMapSource withTypeMaps(TypeMapSource tagMap) {
    return tagMap.or(PARAM_CHUNK_MAPPING_LOCATION, chunkMappingLocation, TypeMap::read);
  }

  @Override
  TypeParameter spanType() {
    return TypeParameter.firstSet(
        new TypeParameter(PARAM_CHUNK_TYPE, chunkType),
        new TypeParameter(PARAM_OPENNLP_CHUNK_TYPE, openNlpChunkType),
        new TypeParameter(PARAM_CHUNK_TYPE, preset().chunk()));
  }

  @Override
  LabelledFeatures spanFeatures(TypeSystem types) {
    LabelledFeatures features = features(types, preset().chunkValue());
    boolean openNlp = openNlpChunkTagFeature != null && !features.value().isSet();
    return openNlp
        ? features.withValue(
            label(
                types,
                PARAM_OPENNLP_CHUNK_TAG_FEATURE,
                openNlpChunkTagFeature,
                preset().chunkValue()))
        : features;
  }
}
