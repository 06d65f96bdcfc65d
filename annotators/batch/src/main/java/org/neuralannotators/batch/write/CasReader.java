package org.neuralannotators.batch.write;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.batch.read.Span;
import org.neuralannotators.batch.write.AnnotatedDocument.Answer;
import org.neuralannotators.batch.write.AnnotatedDocument.Category;
import org.neuralannotators.batch.write.AnnotatedDocument.DocumentSummary;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;
import org.neuralannotators.batch.write.AnnotatedDocument.Reply;
import org.neuralannotators.batch.write.AnnotatedDocument.Sentence;
import org.neuralannotators.batch.write.AnnotatedDocument.SentenceTranslation;
import org.neuralannotators.batch.write.AnnotatedDocument.Token;
import org.neuralannotators.types.TypeNames;

/** Takes sentences, tokens and what some models found out of a CAS. */
public final class CasReader {
  private final CAS cas;
  private final List<Layer> layers;

  private CasReader(CAS cas, List<Layer> layers) {
    this.cas = cas;
    this.layers = layers;
  }

  /** What a document holds; what other models found, before, is left out. */
  public static AnnotatedDocument read(CAS cas, List<Layer> layers) {
    return new CasReader(cas, layers).read();
  }

  /** Removes what models found in an earlier run; translations are views, which can't be. */
  public static void remove(CAS cas, List<Layer> layers) {
    CasReader reader = new CasReader(cas, layers);
    for (Layer layer : layers) {
      reader.found(layer.kind(), Set.of(layer.model())).forEach(cas::removeFsFromIndexes);
    }
  }

  private AnnotatedDocument read() {
    Optional<TranslationReader> translated =
        models(Layer.Kind.TRANSLATION).stream()
            .findFirst()
            .map(name -> TranslationReader.of(cas, name));
    List<Mention> entities = mentions(Layer.Kind.ENTITIES);
    List<Mention> chunks = mentions(Layer.Kind.CHUNKS);
    return new AnnotatedDocument(
        cas.getDocumentText(),
        sentences(translated.map(TranslationReader::sentences).orElse(Map.of())),
        tokens(entities, chunks),
        entities,
        chunks,
        all(Layer.Kind.CLASSES_OF_DOCUMENTS, CasReader::category),
        replies(),
        all(
            Layer.Kind.SUMMARY,
            a -> new DocumentSummary(string(a, TypeNames.VALUE), string(a, TypeNames.MODEL_ID))),
        translated.map(TranslationReader::translation).orElse(null));
  }

  private List<Sentence> sentences(Map<FeatureStructure, SentenceTranslation> translations) {
    boolean classified = !models(Layer.Kind.CLASSES_OF_SENTENCES).isEmpty();
    Map<Span, List<Category>> classes =
        found(Layer.Kind.CLASSES_OF_SENTENCES, models(Layer.Kind.CLASSES_OF_SENTENCES)).stream()
            .collect(groupingBy(CasReader::span, mapping(CasReader::category, toList())));
    return distinct(TypeNames.SENTENCE).stream()
        .map(
            sentence ->
                new Sentence(
                    sentence.getBegin(),
                    sentence.getEnd(),
                    classified ? classes.getOrDefault(span(sentence), List.of()) : null,
                    translations.get(sentence)))
        .toList();
  }

  private List<Token> tokens(List<Mention> entities, List<Mention> chunks) {
    List<Span> tokens = distinct(TypeNames.TOKEN).stream().map(CasReader::span).toList();
    List<List<String>> columns = new ArrayList<>();
    List<Layer.Kind> kinds = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer.kind().tagsTokens()) {
        kinds.add(layer.kind());
        columns.add(
            switch (layer.kind()) {
              case ENTITIES -> TokenTags.ofSpans(tokens, of(layer, entities));
              case CHUNKS -> TokenTags.ofSpans(tokens, of(layer, chunks));
              default -> TokenTags.ofTokens(tokens, tags(layer));
            });
      }
    }
    int tag = kinds.indexOf(Layer.Kind.ENTITIES);
    int pos = kinds.indexOf(Layer.Kind.PARTS_OF_SPEECH);
    int chunk = kinds.indexOf(Layer.Kind.CHUNKS);
    List<Token> tagged = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      int token = i;
      List<String> own = columns.stream().map(column -> column.get(token)).toList();
      tagged.add(
          new Token(
              tokens.get(i).begin(),
              tokens.get(i).end(),
              tag < 0 ? null : own.get(tag),
              pos < 0 ? null : own.get(pos),
              chunk < 0 ? null : own.get(chunk),
              own));
    }
    return tagged;
  }

  private static List<Mention> of(Layer layer, List<Mention> mentions) {
    return mentions.stream().filter(mention -> layer.model().equals(mention.modelId())).toList();
  }

  private Map<Span, String> tags(Layer layer) {
    return found(layer.kind(), Set.of(layer.model())).stream()
        .collect(
            Collectors.toMap(
                CasReader::span, tag -> string(tag, TypeNames.VALUE), (first, same) -> first));
  }

  private List<Mention> mentions(Layer.Kind kind) {
    return all(kind, a -> mention(a, 0));
  }

  /**
   * An entity or a chunk.
   *
   * @param from where the text begins that it is of
   */
  static Mention mention(AnnotationFS a, int from) {
    return new Mention(
        a.getBegin() - from,
        a.getEnd() - from,
        a.getCoveredText(),
        string(a, TypeNames.VALUE),
        confidence(a),
        string(a, TypeNames.MODEL_ID));
  }

  private static Category category(AnnotationFS a) {
    return new Category(string(a, TypeNames.VALUE), confidence(a), string(a, TypeNames.MODEL_ID));
  }

  private List<Reply> replies() {
    List<Reply> replies = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer.kind() == Layer.Kind.ANSWERS) {
        Map<String, Answer> answers =
            found(layer.kind(), Set.of(layer.model())).stream()
                .collect(
                    Collectors.toMap(
                        a -> string(a, TypeNames.QUESTION),
                        CasReader::answer,
                        (first, same) -> first));
        layer
            .labels()
            .forEach(
                question -> replies.add(new Reply(question, answers.get(question), layer.model())));
      }
    }
    return models(Layer.Kind.ANSWERS).isEmpty() ? null : replies;
  }

  private static Answer answer(AnnotationFS a) {
    return new Answer(a.getBegin(), a.getEnd(), a.getCoveredText(), confidence(a));
  }

  /** What the models of a kind found; null where there is none. */
  private <T> List<T> all(Layer.Kind kind, Function<AnnotationFS, T> form) {
    Set<String> models = models(kind);
    return models.isEmpty() ? null : found(kind, models).stream().map(form).toList();
  }

  private Set<String> models(Layer.Kind kind) {
    return layers.stream()
        .filter(layer -> layer.kind() == kind)
        .map(Layer::model)
        .collect(Collectors.toSet());
  }

  private List<AnnotationFS> found(Layer.Kind kind, Set<String> models) {
    return kind == Layer.Kind.TRANSLATION
        ? List.of()
        : index(kind.type()).stream()
            .filter(a -> models.contains(string(a, TypeNames.MODEL_ID)))
            .toList();
  }

  /** The annotations of a type, the first of each place: others may have made the same ones. */
  private List<AnnotationFS> distinct(String typeName) {
    Set<Span> places = new HashSet<>();
    return index(typeName).stream().filter(each -> places.add(span(each))).toList();
  }

  private List<AnnotationFS> index(String typeName) {
    Type type = cas.getTypeSystem().getType(typeName);
    List<AnnotationFS> annotations = new ArrayList<>();
    cas.<AnnotationFS>getAnnotationIndex(type).forEach(annotations::add);
    return annotations;
  }

  private static Span span(AnnotationFS annotation) {
    return new Span(annotation.getBegin(), annotation.getEnd());
  }

  private static String string(AnnotationFS annotation, String feature) {
    return annotation.getStringValue(feature(annotation, feature));
  }

  private static double confidence(AnnotationFS annotation) {
    return annotation.getDoubleValue(feature(annotation, TypeNames.CONFIDENCE));
  }

  private static Feature feature(AnnotationFS annotation, String name) {
    return annotation.getType().getFeatureByBaseName(name);
  }
}
