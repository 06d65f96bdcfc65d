package org.neuralannotators.batch.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.batch.read.Span;
import org.neuralannotators.batch.write.AnnotatedDocument.Entity;
import org.neuralannotators.batch.write.AnnotatedDocument.Sentence;
import org.neuralannotators.batch.write.AnnotatedDocument.SentenceTranslation;
import org.neuralannotators.batch.write.AnnotatedDocument.Token;
import org.neuralannotators.types.TypeNames;

/** Takes sentences, tokens and the entities of one model out of a CAS. */
public final class CasReader {
  private static final String OUTSIDE = "O";

  private CasReader() {}

  /**
   * What a document holds; entities of other models, which it may have had before, are left out.
   *
   * @param translator name of the model that translated it; empty where none did
   */
  public static AnnotatedDocument read(CAS cas, String model, Optional<String> translator) {
    List<Entity> entities =
        list(cas, TypeNames.NAMED_ENTITY, CasReader::entity).stream()
            .filter(entity -> model.equals(entity.modelId()))
            .toList();
    List<Span> tokens = list(cas, TypeNames.TOKEN, CasReader::span);
    Optional<TranslationReader> translated =
        translator.map(name -> TranslationReader.of(cas, name));
    Map<FeatureStructure, SentenceTranslation> translations =
        translated.map(TranslationReader::sentences).orElse(Map.of());
    List<Sentence> sentences =
        list(
            cas,
            TypeNames.SENTENCE,
            a -> new Sentence(a.getBegin(), a.getEnd(), translations.get(a)));
    return new AnnotatedDocument(
        cas.getDocumentText(),
        sentences,
        tag(tokens, entities),
        entities,
        translated.map(TranslationReader::translation).orElse(null));
  }

  /** Removes what a model found in an earlier run. */
  public static void removeEntities(CAS cas, String model) {
    Feature modelId = type(cas, TypeNames.NAMED_ENTITY).getFeatureByBaseName(TypeNames.MODEL_ID);
    list(cas, TypeNames.NAMED_ENTITY, Function.identity()).stream()
        .filter(entity -> model.equals(entity.getStringValue(modelId)))
        .forEach(cas::removeFsFromIndexes);
  }

  private static Entity entity(AnnotationFS a) {
    return new Entity(
        a.getBegin(),
        a.getEnd(),
        a.getCoveredText(),
        a.getStringValue(a.getType().getFeatureByBaseName(TypeNames.VALUE)),
        a.getDoubleValue(a.getType().getFeatureByBaseName(TypeNames.CONFIDENCE)),
        a.getStringValue(a.getType().getFeatureByBaseName(TypeNames.MODEL_ID)));
  }

  private static Span span(AnnotationFS annotation) {
    return new Span(annotation.getBegin(), annotation.getEnd());
  }

  private static Type type(CAS cas, String name) {
    return cas.getTypeSystem().getType(name);
  }

  private static <T> List<T> list(CAS cas, String type, Function<AnnotationFS, T> form) {
    List<T> all = new ArrayList<>();
    cas.<AnnotationFS>getAnnotationIndex(type(cas, type)).forEach(a -> all.add(form.apply(a)));
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
