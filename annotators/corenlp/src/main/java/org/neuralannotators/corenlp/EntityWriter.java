package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations.CanonicalEntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CoarseNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityTypeAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.FineGrainedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagProbsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentenceIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenBeginAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.ChunkAnnotationUtils;
import edu.stanford.nlp.pipeline.EntityMentionsAnnotator;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.neuralannotators.label.TaggedSpan;

/**
 * Writes the tags and the entity mentions of one document, sentence by sentence. What an earlier
 * annotator wrote there is replaced.
 */
final class EntityWriter {
  private final Annotation document;
  private final List<CoreMap> mentions = new ArrayList<>();
  private int sentenceIndex;
  private int nextToken;

  EntityWriter(Annotation document) {
    this.document = document;
  }

  /** Writes the next sentence. */
  void write(CoreMap sentence, List<CoreLabel> tokens, TokenTags tags) {
    int firstToken =
        Objects.requireNonNullElse(sentence.get(TokenBeginAnnotation.class), nextToken);
    nextToken = firstToken + tokens.size();
    for (int i = 0; i < tokens.size(); i++) {
      CoreLabel token = tokens.get(i);
      String tag = tags.tags()[i];
      token.set(NamedEntityTagAnnotation.class, tag);
      token.set(CoarseNamedEntityTagAnnotation.class, tag);
      token.set(FineGrainedNamedEntityTagAnnotation.class, tag);
      token.set(
          NamedEntityTagProbsAnnotation.class,
          Collections.singletonMap(tag, tags.probabilities()[i]));
      token.remove(EntityMentionIndexAnnotation.class);
    }
    List<CoreMap> found = new ArrayList<>(tags.mentions().size());
    for (TaggedSpan span : tags.mentions()) {
      found.add(mention(tokens, firstToken, span));
    }
    sentence.set(MentionsAnnotation.class, found);
    sentenceIndex++;
  }

  private CoreMap mention(List<CoreLabel> tokens, int firstToken, TaggedSpan span) {
    Annotation mention =
        ChunkAnnotationUtils.getAnnotatedChunk(tokens, span.begin(), span.end(), firstToken);
    if (!ChunkAnnotationUtils.annotateChunkText(mention, document)) {
      ChunkAnnotationUtils.annotateChunkText(mention, TextAnnotation.class);
    }
    int index = mentions.size();
    mention.set(NamedEntityTagAnnotation.class, span.label());
    mention.set(EntityTypeAnnotation.class, span.label());
    mention.set(SentenceIndexAnnotation.class, sentenceIndex);
    mention.set(EntityMentionIndexAnnotation.class, index);
    mention.set(CanonicalEntityMentionIndexAnnotation.class, index);
    // The serializers keep the tokens' probabilities and compute the mention's anew, in this way.
    mention.set(
        NamedEntityTagProbsAnnotation.class,
        EntityMentionsAnnotator.determineEntityMentionConfidences(mention));
    for (CoreLabel token : tokens.subList(span.begin(), span.end())) {
      token.set(EntityMentionIndexAnnotation.class, index);
    }
    mentions.add(mention);
    return mention;
  }

  /** Writes the document's mentions. */
  void finish() {
    document.set(MentionsAnnotation.class, mentions);
  }
}
