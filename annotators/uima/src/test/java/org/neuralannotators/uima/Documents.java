package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.neuralannotators.types.TypeNames;

/**
 * Documents of given types, and engines with {@link FakeModel} or {@link FakePosModel} to read
 * them.
 */
record Documents(TypeSystemDescription types, String sentenceType, String tokenType) {
  AnalysisEngine engine(Object... parameters) throws ResourceInitializationException {
    return createEngine(description(parameters));
  }

  AnalysisEngineDescription description(Object... parameters)
      throws ResourceInitializationException {
    return description(NamedEntityRecognizer.class, FakeModel.class, parameters);
  }

  AnalysisEngine posTagger(Object... parameters) throws ResourceInitializationException {
    return createEngine(description(PosTagger.class, FakePosModel.class, parameters));
  }

  AnalysisEngineDescription description(
      Class<? extends SequenceAnnotator> engine,
      Class<? extends NeuralModelResource> model,
      Object... parameters)
      throws ResourceInitializationException {
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    all.add(SequenceAnnotator.RES_MODEL);
    all.add(
        createNamedResourceDescription(
            "fake", model, NeuralModelResource.PARAM_MODEL_LOCATION, "fake"));
    return createEngineDescription(engine, types, all.toArray());
  }

  CAS document(String... sentences) throws Exception {
    CAS cas = CasFactory.createCas(types);
    fill(cas, sentences);
    return cas;
  }

  void fill(CAS view, String... sentences) {
    view.setDocumentText(String.join(" ", sentences));
    int offset = 0;
    for (String sentence : sentences) {
      annotate(view, sentenceType, offset, offset + sentence.length());
      Matcher words = Pattern.compile("\\S+").matcher(sentence);
      while (words.find()) {
        annotate(view, tokenType, offset + words.start(), offset + words.end());
      }
      offset += sentence.length() + 1;
    }
  }

  static void annotate(CAS view, String type, int begin, int end) {
    view.addFsToIndexes(view.createAnnotation(view.getTypeSystem().getType(type), begin, end));
  }

  static List<AnnotationFS> annotations(CAS view, String type) {
    List<AnnotationFS> all = new ArrayList<>();
    view.<AnnotationFS>getAnnotationIndex(view.getTypeSystem().getType(type)).forEach(all::add);
    return all;
  }

  static List<String> texts(CAS view, String type) {
    return annotations(view, type).stream().map(AnnotationFS::getCoveredText).toList();
  }

  static List<String> entities(CAS view) {
    return annotations(view, TypeNames.NAMED_ENTITY).stream()
        .map(
            entity ->
                String.join(
                    " ",
                    entity.getCoveredText(),
                    feature(entity, TypeNames.VALUE),
                    feature(entity, TypeNames.CONFIDENCE),
                    feature(entity, TypeNames.MODEL_ID)))
        .toList();
  }

  static String feature(AnnotationFS annotation, String name) {
    return annotation.getFeatureValueAsString(annotation.getType().getFeatureByBaseName(name));
  }
}
