package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CanonicalEntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CoarseNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CorefMentionToEntityMentionMappingAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionToCorefMentionMappingAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityTypeAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.FineGrainedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagProbsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NormalizedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentenceIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.WikipediaEntityAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.ChunkAnnotationUtils;
import edu.stanford.nlp.pipeline.EntityMentionsAnnotator;
import edu.stanford.nlp.time.TimeAnnotations.TimexAnnotation;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.neuralannotators.label.TaggedSpan;

/**
 * Writes the tags of one document, sentence by sentence, and then the entity mentions. What an
 * earlier annotator wrote there is replaced, but for the entities that are kept.
 */
final class EntityWriter {
  private final Annotation document;
  private final FineTypes fineTypes;
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<CoreMap> mentions = new ArrayList<>();
  private int nextToken;

  /** A sentence whose tags are written. */
  private record Sentence(
      CoreMap map, List<CoreLabel> tokens, int firstToken, List<TaggedSpan> entities) {}

  /**
   * @param fineTypes null for none
   */
  EntityWriter(Annotation document, FineTypes fineTypes) {
    this.document = document;
    this.fineTypes = fineTypes;
  }

  /**
   * Writes the tags of the next sentence.
   *
   * @param tags of our entities
   */
  void write(CoreMap sentence, List<CoreLabel> tokens, TokenTags tags, CombinedEntities entities) {
    int firstToken =
        Objects.requireNonNullElse(sentence.get(TokenBeginAnnotation.class), nextToken);
    nextToken = firstToken + tokens.size();
    int next = 0;
    for (TaggedSpan kept : entities.kept()) {
      write(tokens, next, kept.begin(), tags);
      keep(tokens.subList(kept.begin(), kept.end()));
      next = kept.end();
    }
    write(tokens, next, tokens.size(), tags);
    sentences.add(new Sentence(sentence, tokens, firstToken, inOrder(entities)));
  }

  private static List<TaggedSpan> inOrder(CombinedEntities entities) {
    return entities.kept().isEmpty()
        ? entities.ours()
        : Stream.concat(entities.ours().stream(), entities.kept().stream())
            .sorted(Comparator.comparingInt(TaggedSpan::begin))
            .toList();
  }

  private static void write(List<CoreLabel> tokens, int begin, int end, TokenTags tags) {
    for (int i = begin; i < end; i++) {
      CoreLabel token = tokens.get(i);
      String tag = tags.tags()[i];
      String before = token.set(NamedEntityTagAnnotation.class, tag);
      if (before != null) {
        forgetEntity(token, before);
      }
      token.set(CoarseNamedEntityTagAnnotation.class, tag);
      token.set(FineGrainedNamedEntityTagAnnotation.class, tag);
      token.set(
          NamedEntityTagProbsAnnotation.class,
          Collections.singletonMap(tag, tags.probabilities()[i]));
    }
  }

  /** Takes away what was said of the entity that the token was in. */
  private static void forgetEntity(CoreLabel token, String tag) {
    // Mentions may be without a tag: those of pronouns.
    token.remove(EntityMentionIndexAnnotation.class);
    if (!tag.equals(TokenTags.BACKGROUND)) {
      token.remove(NormalizedNamedEntityTagAnnotation.class);
      token.remove(TimexAnnotation.class);
      token.remove(WikipediaEntityAnnotation.class);
    }
  }

  /** Gives the tokens what all tokens have behind CoreNLP's {@code ner}, if they lack it. */
  private static void keep(List<CoreLabel> tokens) {
    for (CoreLabel token : tokens) {
      String tag = token.ner();
      putIfAbsent(token, CoarseNamedEntityTagAnnotation.class, tag);
      putIfAbsent(token, FineGrainedNamedEntityTagAnnotation.class, tag);
      putIfAbsent(
          token,
          NamedEntityTagProbsAnnotation.class,
          Collections.singletonMap(tag, TokenTags.UNKNOWN));
    }
  }

  private static <T> void putIfAbsent(
      CoreLabel token, Class<? extends CoreAnnotation<T>> key, T value) {
    if (token.get(key) == null) {
      token.set(key, value);
    }
  }

  /** Writes the mentions of the sentences and the document. */
  void finish() {
    if (fineTypes != null) {
      fineTypes.apply(sentences.stream().map(Sentence::map).toList());
    }
    for (int i = 0; i < sentences.size(); i++) {
      writeMentions(i, sentences.get(i));
    }
    document.set(MentionsAnnotation.class, mentions);
    // By numbers of mentions that are no more.
    document.remove(EntityMentionToCorefMentionMappingAnnotation.class);
    document.remove(CorefMentionToEntityMentionMappingAnnotation.class);
  }

  private void writeMentions(int sentenceIndex, Sentence sentence) {
    List<TaggedSpan> entities =
        fineTypes == null
            ? sentence.entities()
            : FineTypes.entities(sentence.tokens(), sentence.entities());
    List<CoreMap> found = new ArrayList<>(entities.size());
    for (TaggedSpan entity : entities) {
      CoreMap mention = mention(sentence, entity);
      mention.set(SentenceIndexAnnotation.class, sentenceIndex);
      found.add(mention);
      mentions.add(mention);
    }
    sentence.map().set(MentionsAnnotation.class, found);
  }

  private CoreMap mention(Sentence sentence, TaggedSpan span) {
    Annotation mention =
        ChunkAnnotationUtils.getAnnotatedChunk(
            sentence.tokens(), span.begin(), span.end(), sentence.firstToken());
    if (!ChunkAnnotationUtils.annotateChunkText(mention, document)) {
      ChunkAnnotationUtils.annotateChunkText(mention, TextAnnotation.class);
    }
    int index = mentions.size();
    List<CoreLabel> tokens = sentence.tokens().subList(span.begin(), span.end());
    mention.set(NamedEntityTagAnnotation.class, span.label());
    mention.set(EntityTypeAnnotation.class, span.label());
    mention.set(EntityMentionIndexAnnotation.class, index);
    mention.set(CanonicalEntityMentionIndexAnnotation.class, index);
    // The serializers keep the tokens' probabilities and compute the mention's anew, in this way.
    mention.set(
        NamedEntityTagProbsAnnotation.class,
        EntityMentionsAnnotator.determineEntityMentionConfidences(mention));
    copyFirst(tokens, NormalizedNamedEntityTagAnnotation.class, mention);
    copyFirst(tokens, TimexAnnotation.class, mention);
    for (CoreLabel token : tokens) {
      token.set(EntityMentionIndexAnnotation.class, index);
    }
    return mention;
  }

  private static <T> void copyFirst(
      List<CoreLabel> tokens, Class<? extends CoreAnnotation<T>> key, CoreMap mention) {
    tokens.stream()
        .map(token -> token.get(key))
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(value -> mention.set(key, value));
  }
}
