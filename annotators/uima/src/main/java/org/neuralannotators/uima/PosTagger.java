package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.types.TypeNames;

/**
 * Finds parts of speech: reads the types {@code sentenceType} and {@code tokenType}, writes the
 * feature {@code posFeature} of each token. With {@code posType}, which the preset {@code dkpro}
 * sets, each token gets an annotation as well, which the feature may refer to. A parameter of one's
 * own goes before OpenNLP's name for it, and that before {@code typePreset}. Threads and models as
 * in {@link SequenceAnnotator}.
 */
@ResourceMetaData(
    name = "Neural POS Tagger",
    description = "Finds parts of speech with a trained network.",
    vendor = "org.neuralannotators")
@TypeCapability(
    inputs = {TypeNames.SENTENCE, TypeNames.TOKEN},
    outputs = {
      TypeNames.TOKEN + ":" + TypeNames.POS,
      TypeNames.PART_OF_SPEECH,
      TypeNames.PART_OF_SPEECH + ":" + TypeNames.VALUE,
      TypeNames.PART_OF_SPEECH + ":" + TypeNames.CONFIDENCE,
      TypeNames.PART_OF_SPEECH + ":" + TypeNames.MODEL_ID
    })
public final class PosTagger extends SequenceAnnotator {
  public static final String PARAM_TAG_MAP = "tagMap";

  @ConfigurationParameter(
      name = PARAM_TAG_MAP,
      defaultValue = "",
      description =
          "New names for the model's tags: PROPN=NNP,NUM=CD. The tag * stands for all others; tags"
              + " that aren't named stay as they are.")
  private String tagMap;

  /** DKPro Core's name, with its capital letters. */
  public static final String PARAM_POS_MAPPING_LOCATION = "POSMappingLocation";

  @ConfigurationParameter(
      name = PARAM_POS_MAPPING_LOCATION,
      mandatory = false,
      description =
          "File with the types of annotations by tag, in DKPro Core's form: a path, or classpath:"
              + " and a path. Tags that it doesn't name get posType. Not set: with the preset dkpro"
              + " its types for the tags of Universal Dependencies.")
  private String posMappingLocation;

  public static final String PARAM_POS_TYPE = "posType";

  @ConfigurationParameter(
      name = PARAM_POS_TYPE,
      mandatory = false,
      description =
          "Type of the annotations that are written. Not set: that of the preset dkpro, else none;"
              + " then confidenceFeature and modelIdFeature name features of the tokens.")
  private String posType;

  public static final String PARAM_POS_FEATURE = "posFeature";

  @ConfigurationParameter(
      name = PARAM_POS_FEATURE,
      mandatory = false,
      description =
          "Feature of the tokens for the tag, a string, or for the annotation; empty: not written."
              + " Not set: pos, where the type has it.")
  private String posFeature;

  public static final String PARAM_OPENNLP_POS_FEATURE = "opennlp.uima.POSFeature";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_POS_FEATURE,
      mandatory = false,
      description = "OpenNLP's name for posFeature.")
  private String openNlpPosFeature;

  private LabelMap newTags;
  private TypeMap typeMap;
  private PosWriter writer;

  @Override
  TaggerTask task() {
    return TaggerTask.POS;
  }

  @Override
  void configure() throws ResourceInitializationException {
    try {
      newTags = LabelMap.parse(tagMap);
    } catch (IllegalArgumentException e) {
      throw Messages.initialization(
          e, "bad_type_map", PARAM_TAG_MAP, e.getMessage(), "PROPN=NNP, NUM=CD");
    }
    String mapping = posMappingLocation;
    if (mapping == null && posType == null) {
      mapping = preset().partOfSpeechMapping();
    }
    typeMap = mapping == null ? TypeMap.empty() : TypeMap.read(PARAM_POS_MAPPING_LOCATION, mapping);
  }

  @Override
  void findOutputTypes(TypeSystem types, Type token) throws AnalysisEngineProcessException {
    boolean annotates = posType != null || !typeMap.types().isEmpty();
    writer = annotates ? annotations(types, token) : tokenFeatures(types, token);
  }

  private PosWriter annotations(TypeSystem types, Type token)
      throws AnalysisEngineProcessException {
    TypeParameter general =
        TypeParameter.firstSet(
            new TypeParameter(PARAM_POS_TYPE, posType),
            new TypeParameter(PARAM_POS_TYPE, preset().partOfSpeech()));
    LabelledFeatures features = features(types, preset().partOfSpeechValue());
    LabelledTypes written = LabelledTypes.find(types, typeMap, general, features);
    warnOfLostLabels(general, written, features);
    return posAnnotations(types, token, general.find(types), written);
  }

  private PosWriter tokenFeatures(TypeSystem types, Type token)
      throws AnalysisEngineProcessException {
    WrittenFeature<String> pos = posFeature(types).require(token);
    if (pos == null) {
      throw Messages.process("no_place_for_tags", token.getName(), TypeNames.POS);
    }
    LabelledFeatures features = features(types, "");
    return new PosFeatures(
        new LabelledType(
            token,
            pos,
            features.confidence().requireNamed(token),
            features.modelId().requireNamed(token)));
  }

  /** The feature of tokens takes annotations of the type, or tags, or there is none. */
  private PosWriter posAnnotations(
      TypeSystem types, Type token, Type annotation, LabelledTypes written)
      throws AnalysisEngineProcessException {
    FeatureParameter<String> parameter = posFeature(types);
    Feature found = parameter.of(token);
    if (found == null || !types.subsumes(found.getRange(), annotation)) {
      return new PosAnnotations(written, parameter.require(token), null);
    }
    for (LabelledType mapped : written.mapped().values()) {
      if (mapped != null && !types.subsumes(found.getRange(), mapped.type())) {
        throw Messages.process(
            "bad_pos_type",
            mapped.type().getName(),
            typeMap.parameter(),
            found.getName(),
            found.getRange().getName(),
            parameter.parameter());
      }
    }
    return new PosAnnotations(written, null, found);
  }

  private FeatureParameter<String> posFeature(TypeSystem types) {
    boolean openNlp = posFeature == null && openNlpPosFeature != null;
    return label(
        types,
        openNlp ? PARAM_OPENNLP_POS_FEATURE : PARAM_POS_FEATURE,
        openNlp ? openNlpPosFeature : posFeature,
        TypeNames.POS);
  }

  @Override
  List<Written> written() {
    List<String> tags = manifest().labels().stream().map(newTags::rename).toList();
    return writer.written(manifest().name(), tags);
  }

  @Override
  void write(CAS view, List<AnnotationFS> sentence, Tagging tagging, String modelId) {
    for (int i = 0; i < sentence.size(); i++) {
      String tag = tagging.tags().get(i);
      if (!tag.equals(Tagging.UNTAGGED)) {
        writer.write(
            view,
            tokensAt(sentence.get(i)),
            newTags.rename(tag),
            tagging.confidences().get(i),
            modelId);
      }
    }
  }
}
