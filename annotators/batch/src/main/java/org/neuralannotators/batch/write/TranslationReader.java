package org.neuralannotators.batch.write;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.FloatArrayFS;
import org.apache.uima.cas.StringArrayFS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;
import org.neuralannotators.batch.write.AnnotatedDocument.Attention;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;
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
    for (AnnotationFS link : view.<AnnotationFS>getAnnotationIndex(type(TypeNames.TRANSLATION))) {
      AnnotationFS target = (AnnotationFS) value(link, TypeNames.TARGET);
      double score = link.getDoubleValue(link.getType().getFeatureByBaseName(TypeNames.SCORE));
      sentences.put(
          value(link, TypeNames.SOURCE),
          new SentenceTranslation(
              target.getCoveredText(), score, warnings(link), entities(target), attention(target)));
    }
    return sentences;
  }

  private static List<String> warnings(AnnotationFS link) {
    StringArrayFS names = (StringArrayFS) value(link, TypeNames.WARNINGS);
    return names == null ? List.of() : List.of(names.toArray());
  }

  private List<Mention> entities(AnnotationFS target) {
    return view.<Annotation>select(type(TypeNames.NAMED_ENTITY))
        .coveredBy(target.getBegin(), target.getEnd())
        .map(entity -> CasReader.mention(entity, target.getBegin()))
        .collect(Collectors.toList());
  }

  private List<Attention> attention(AnnotationFS target) {
    return view.<Annotation>select(type(TypeNames.TOKEN_ALIGNMENT))
        .coveredBy(target.getBegin(), target.getEnd())
        .map(TranslationReader::attentionOf)
        .collect(Collectors.toList());
  }

  private static Attention attentionOf(AnnotationFS link) {
    return new Attention(
        link.getCoveredText(),
        Arrays.stream(((ArrayFS<?>) value(link, TypeNames.TOKENS)).toArray())
            .map(token -> ((AnnotationFS) token).getCoveredText())
            .toList(),
        ((FloatArrayFS) value(link, TypeNames.WEIGHTS)).toArray());
  }

  private Type type(String name) {
    return view.getTypeSystem().getType(name);
  }

  private static FeatureStructure value(AnnotationFS link, String feature) {
    return link.getFeatureValue(link.getType().getFeatureByBaseName(feature));
  }
}
