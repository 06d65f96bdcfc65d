package org.neuralannotators.batch;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.types.TypeNames;

/** A line is a sentence, a word is a token, and what a pattern finds has the label of its layer. */
public final class FakeRecognizer extends CasAnnotator_ImplBase {
  /** A document with this word makes the engine fail. */
  static final String BOMB = "BOOM";

  /** Finds words in capitals. */
  static final Layer PERSONS = new Layer(Layer.Kind.ENTITIES, "fake", List.of("LOC", "PER"));

  private static final Map<Layer.Kind, String> TYPES =
      Map.of(
          Layer.Kind.ENTITIES, TypeNames.NAMED_ENTITY,
          Layer.Kind.CHUNKS, TypeNames.CHUNK,
          Layer.Kind.PARTS_OF_SPEECH, TypeNames.PART_OF_SPEECH,
          Layer.Kind.CLASSES_OF_SENTENCES, TypeNames.CATEGORY,
          Layer.Kind.CLASSES_OF_DOCUMENTS, TypeNames.CATEGORY,
          Layer.Kind.ANSWERS, TypeNames.ANSWER,
          Layer.Kind.SUMMARY, TypeNames.SUMMARY);

  private static final String PARAM_TYPE = "type";

  @ConfigurationParameter(name = PARAM_TYPE)
  private String type;

  private static final String PARAM_PATTERN = "pattern";

  @ConfigurationParameter(name = PARAM_PATTERN)
  private String pattern;

  private static final String PARAM_LABEL = "label";

  @ConfigurationParameter(name = PARAM_LABEL, mandatory = false)
  private String label;

  private static final String PARAM_MODEL = "model";

  @ConfigurationParameter(name = PARAM_MODEL, mandatory = false)
  private String model;

  /** Sentences and tokens, then what these models find. */
  static AnnotationSteps steps(List<AnnotationSteps.ModelStep> models)
      throws ResourceInitializationException {
    return new AnnotationSteps(
        step(TypeNames.SENTENCE, ".+", null, null),
        step(TypeNames.TOKEN, "[^ \n]+", null, null),
        models);
  }

  /** What finds {@link #PERSONS}. */
  static AnnotationSteps.ModelStep persons() throws ResourceInitializationException {
    return model(PERSONS, "[A-Z]{2,}(\\s[A-Z]{2,})*", "PER");
  }

  /** What gives all that matches one label. */
  static AnnotationSteps.ModelStep model(Layer layer, String pattern, String label)
      throws ResourceInitializationException {
    return new AnnotationSteps.ModelStep(
        step(TYPES.get(layer.kind()), pattern, label, layer.model()),
        layer,
        languageCheck(layer.model(), LanguageMismatch.WARN, warning -> {}));
  }

  /** A check of a model for English. */
  static LanguageCheck languageCheck(
      String model, LanguageMismatch mismatch, Consumer<String> warnings) {
    return new LanguageCheck(
        ModelManifest.builder("fake", model).language("en").build(), mismatch, warnings);
  }

  private static AnalysisEngineDescription step(
      String type, String pattern, String label, String model)
      throws ResourceInitializationException {
    return AnalysisEngineFactory.createEngineDescription(
        FakeRecognizer.class,
        TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
        PARAM_TYPE,
        type,
        PARAM_PATTERN,
        pattern,
        PARAM_LABEL,
        label,
        PARAM_MODEL,
        model);
  }

  @Override
  public void process(CAS cas) {
    if (cas.getDocumentText().contains(BOMB)) {
      throw new IllegalStateException("the fake was told to fail");
    }
    Type found = cas.getTypeSystem().getType(type);
    Matcher matcher = Pattern.compile(pattern).matcher(cas.getDocumentText());
    while (matcher.find()) {
      AnnotationFS annotation = cas.createAnnotation(found, matcher.start(), matcher.end());
      if (label != null) {
        String feature = type.equals(TypeNames.ANSWER) ? TypeNames.QUESTION : TypeNames.VALUE;
        annotation.setStringValue(found.getFeatureByBaseName(feature), label);
        if (!type.equals(TypeNames.SUMMARY)) {
          annotation.setDoubleValue(found.getFeatureByBaseName(TypeNames.CONFIDENCE), 0.75);
        }
        annotation.setStringValue(found.getFeatureByBaseName(TypeNames.MODEL_ID), model);
      }
      cas.addFsToIndexes(annotation);
    }
  }
}
