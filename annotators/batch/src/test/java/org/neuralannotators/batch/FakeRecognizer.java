package org.neuralannotators.batch;

import java.util.List;
import java.util.Optional;
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
import org.neuralannotators.types.TypeNames;

/** A line is a sentence, a word is a token, and words in capitals are persons. */
public final class FakeRecognizer extends CasAnnotator_ImplBase {
  /** A document with this word makes the engine fail. */
  static final String BOMB = "BOOM";

  private static final String PARAM_TYPE = "type";

  @ConfigurationParameter(name = PARAM_TYPE)
  private String type;

  static AnnotationSteps steps(Optional<AnnotationSteps.Translation> translation)
      throws ResourceInitializationException {
    return new AnnotationSteps(
        step(TypeNames.SENTENCE),
        step(TypeNames.TOKEN),
        step(TypeNames.NAMED_ENTITY),
        "fake",
        List.of("LOC", "PER"),
        translation);
  }

  private static AnalysisEngineDescription step(String type)
      throws ResourceInitializationException {
    return AnalysisEngineFactory.createEngineDescription(
        FakeRecognizer.class,
        TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
        PARAM_TYPE,
        type);
  }

  @Override
  public void process(CAS cas) {
    if (cas.getDocumentText().contains(BOMB)) {
      throw new IllegalStateException("the fake was told to fail");
    }
    annotate(
        cas,
        type,
        switch (type) {
          case TypeNames.SENTENCE -> ".+";
          case TypeNames.TOKEN -> "[^ \n]+";
          default -> "[A-Z]{2,}(\\s[A-Z]{2,})*";
        });
  }

  private static void annotate(CAS cas, String typeName, String pattern) {
    Type type = cas.getTypeSystem().getType(typeName);
    Matcher matcher = Pattern.compile(pattern).matcher(cas.getDocumentText());
    while (matcher.find()) {
      AnnotationFS annotation = cas.createAnnotation(type, matcher.start(), matcher.end());
      if (typeName.equals(TypeNames.NAMED_ENTITY)) {
        annotation.setStringValue(type.getFeatureByBaseName(TypeNames.VALUE), "PER");
        annotation.setDoubleValue(type.getFeatureByBaseName(TypeNames.CONFIDENCE), 0.75);
        annotation.setStringValue(type.getFeatureByBaseName(TypeNames.MODEL_ID), "fake");
      }
      cas.addFsToIndexes(annotation);
    }
  }
}
