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
    LabelledFeatures features = features(preset().partOfSpeechValue());
    LabelledTypes written = LabelledTypes.find(types, typeMap, general, features);
    warnOfLostLabels(posType, written, features);
    return new PosAnnotations(written, tokenFeature(types, token, general.find(types)));
  }

  private PosWriter tokenFeatures(TypeSystem types, Type token)
      throws AnalysisEngineProcessException {
    Feature pos = tokenFeature(types, token, null);
    if (pos == null) {
      throw Messages.process("no_place_for_tags", token.getName(), TypeNames.POS);
    }
    LabelledFeatures features = features("");
    return new PosFeatures(
        new LabelledType(
            token,
            pos,
            features.confidence().requireNamed(token),
            features.modelId().requireNamed(token)));
  }

  /** The feature for tags, or for annotations of a type if it takes them; null if there is none. */
  private Feature tokenFeature(TypeSystem types, Type token, Type annotation)
      throws AnalysisEngineProcessException {
    boolean openNlp = posFeature == null && openNlpPosFeature != null;
    String name = openNlp ? openNlpPosFeature : posFeature;
    Feature found = token.getFeatureByBaseName(name == null ? TypeNames.POS : name);
    boolean takesAnnotations =
        found != null && annotation != null && types.subsumes(found.getRange(), annotation);
    return new FeatureParameter(
            openNlp ? PARAM_OPENNLP_POS_FEATURE : PARAM_POS_FEATURE,
            name,
            TypeNames.POS,
            takesAnnotations ? found.getRange().getName() : CAS.TYPE_NAME_STRING)
        .require(token);
  }

  @Override
  List<Written> written() {
    List<String> tags = manifest().labels().stream().map(newTags::rename).toList();
    return writer.written(manifest().name(), tags);
  }

  @Override
  void write(CAS view, List<AnnotationFS> sentence, Tagging tagging, String modelId) {
    for (int i = 0; i < sentence.size(); i++) {
      String tag = newTags.rename(tagging.tags().get(i));
      writer.write(view, tokensAt(sentence.get(i)), tag, tagging.confidences().get(i), modelId);
    }
  }
}
