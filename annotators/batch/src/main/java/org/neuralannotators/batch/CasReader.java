package org.neuralannotators.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.batch.AnnotatedDocument.Entity;
import org.neuralannotators.batch.AnnotatedDocument.Span;
import org.neuralannotators.batch.AnnotatedDocument.Token;
import org.neuralannotators.types.TypeNames;

/** Takes the annotations of our type system out of a CAS. */
final class CasReader {
  private static final String OUTSIDE = "O";

  private CasReader() {}

  static AnnotatedDocument read(CAS cas) {
    Type entityType = type(cas, TypeNames.NAMED_ENTITY);
    Feature value = entityType.getFeatureByBaseName(TypeNames.VALUE);
    Feature confidence = entityType.getFeatureByBaseName(TypeNames.CONFIDENCE);
    Feature modelId = entityType.getFeatureByBaseName(TypeNames.MODEL_ID);
    List<Entity> entities =
        list(
            cas,
            entityType,
            a ->
                new Entity(
                    a.getBegin(),
                    a.getEnd(),
                    a.getCoveredText(),
                    a.getStringValue(value),
                    a.getDoubleValue(confidence),
                    a.getStringValue(modelId)));
    List<Span> sentences = list(cas, type(cas, TypeNames.SENTENCE), CasReader::span);
    List<Span> tokens = list(cas, type(cas, TypeNames.TOKEN), CasReader::span);
    return new AnnotatedDocument(cas.getDocumentText(), sentences, tag(tokens, entities), entities);
  }

  private static Span span(AnnotationFS annotation) {
    return new Span(annotation.getBegin(), annotation.getEnd());
  }

  private static Type type(CAS cas, String name) {
    return cas.getTypeSystem().getType(name);
  }

  private static <T> List<T> list(CAS cas, Type type, Function<AnnotationFS, T> form) {
    List<T> all = new ArrayList<>();
    cas.<AnnotationFS>getAnnotationIndex(type).forEach(a -> all.add(form.apply(a)));
    return all;
  }

  private static List<Token> tag(List<Span> tokens, List<Entity> entities) {
    List<Token> tagged = new ArrayList<>(tokens.size());
    int next = 0;
    for (Span token : tokens) {
      while (next < entities.size() && entities.get(next).end() <= token.begin()) {
        next++;
      }
      String tag = next < entities.size() ? tag(token, entities.get(next)) : OUTSIDE;
      tagged.add(new Token(token.begin(), token.end(), tag));
    }
    return tagged;
  }

  private static String tag(Span token, Entity entity) {
    if (token.begin() < entity.begin()) {
      return OUTSIDE;
    }
    return (token.begin() == entity.begin() ? "B-" : "I-") + entity.label();
  }
}
