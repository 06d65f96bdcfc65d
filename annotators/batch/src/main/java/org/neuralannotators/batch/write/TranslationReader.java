package org.neuralannotators.batch.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.FloatArrayFS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;
import org.neuralannotators.batch.write.AnnotatedDocument.Attention;
import org.neuralannotators.batch.write.AnnotatedDocument.SentenceTranslation;
import org.neuralannotators.batch.write.AnnotatedDocument.Translation;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.DocumentTranslator;

/**
 * Takes what one translator wrote out of a CAS.
 *
 * @param view of the translation
 * @param model the translator's name
 */
record TranslationReader(CAS view, String model) {
  static TranslationReader of(CAS cas, String model) {
    return new TranslationReader(cas.getView(DocumentTranslator.DEFAULT_VIEW), model);
  }

  Translation translation() {
    return new Translation(view.getDocumentLanguage(), model, view.getDocumentText());
  }

  /** The translations by the sentences that they are of. */
  Map<FeatureStructure, SentenceTranslation> sentences() {
    Map<FeatureStructure, SentenceTranslation> sentences = new HashMap<>();
    for (AnnotationFS link : links(TypeNames.TRANSLATION, 0, view.getDocumentText().length())) {
      AnnotationFS target = (AnnotationFS) value(link, TypeNames.TARGET);
      double score = link.getDoubleValue(link.getType().getFeatureByBaseName(TypeNames.SCORE));
      sentences.put(
          value(link, TypeNames.SOURCE),
          new SentenceTranslation(target.getCoveredText(), score, attention(target)));
    }
    return sentences;
  }

  private List<Attention> attention(AnnotationFS target) {
    return links(TypeNames.TOKEN_ALIGNMENT, target.getBegin(), target.getEnd()).stream()
        .map(TranslationReader::attentionOf)
        .toList();
  }

  private static Attention attentionOf(AnnotationFS link) {
    return new Attention(
        link.getCoveredText(),
        Arrays.stream(((ArrayFS<?>) value(link, TypeNames.TOKENS)).toArray())
            .map(token -> ((AnnotationFS) token).getCoveredText())
            .toList(),
        ((FloatArrayFS) value(link, TypeNames.WEIGHTS)).toArray());
  }

  /** All of the view; those of other models are in other views. */
  private List<AnnotationFS> links(String type, int begin, int end) {
    List<AnnotationFS> links = new ArrayList<>();
    view.<Annotation>select(view.getTypeSystem().getType(type))
        .coveredBy(begin, end)
        .forEach(links::add);
    return links;
  }

  private static FeatureStructure value(AnnotationFS link, String feature) {
    return link.getFeatureValue(link.getType().getFeatureByBaseName(feature));
  }
}
