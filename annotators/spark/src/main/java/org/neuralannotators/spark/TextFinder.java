package org.neuralannotators.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;

/** Plain text through the very pipeline that a single machine runs. */
final class TextFinder implements EntityFinder {
  private final String language;
  private final AnalysisEngine engine;
  private final CAS cas;
  private final Type entity;
  private final Feature label;
  private final Feature confidence;

  /**
   * Loads the models.
   *
   * @throws ResourceInitializationException when one is missing
   */
  TextFinder(FinderSettings settings) throws ResourceInitializationException {
    language = settings.language();
    engine =
        UIMAFramework.produceAnalysisEngine(
            pipeline(settings), UIMAFramework.newDefaultResourceManager(), null);
    cas = engine.newCAS();
    entity = cas.getTypeSystem().getType(TypeNames.NAMED_ENTITY);
    label = entity.getFeatureByBaseName(TypeNames.VALUE);
    confidence = entity.getFeatureByBaseName(TypeNames.CONFIDENCE);
  }

  /**
   * Refuses text that can't be split into tokens.
   *
   * @throws IllegalArgumentException when there are no models for the language
   */
  static void requireLanguage(String language) {
    try {
      LanguageProcessing.namedEntities(language);
    } catch (ResourceInitializationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static AnalysisEngineDescription pipeline(FinderSettings settings)
      throws ResourceInitializationException {
    return LanguageProcessing.namedEntities(
        settings.language(),
        NamedEntityRecognizer.PARAM_MODEL_LOCATION,
        settings.model().location(),
        NamedEntityRecognizer.PARAM_MIN_CONFIDENCE,
        settings.minConfidence());
  }

  /** A call of the pipeline takes one document. */
  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public List<List<Row>> find(List<Row> documents) throws AnalysisEngineProcessException {
    List<List<Row>> found = new ArrayList<>();
    for (Row document : documents) {
      found.add(find(document.getString(0)));
    }
    return found;
  }

  private List<Row> find(String text) throws AnalysisEngineProcessException {
    cas.reset();
    cas.setDocumentLanguage(language);
    cas.setDocumentText(text);
    engine.process(cas);
    List<Row> entities = new ArrayList<>();
    cas.<AnnotationFS>getAnnotationIndex(entity).forEach(found -> entities.add(row(found)));
    return entities;
  }

  private Row row(AnnotationFS found) {
    return RowFactory.create(
        found.getBegin(),
        found.getEnd(),
        found.getCoveredText(),
        found.getStringValue(label),
        found.getDoubleValue(confidence));
  }

  @Override
  public void close() {
    engine.destroy();
  }
}
