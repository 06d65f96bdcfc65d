package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.util.CoreMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Takes keys out of a document.
 *
 * @param keys that are taken away, wherever they are
 */
@SuppressWarnings("rawtypes")
record KeyRemoval(Set<Class<? extends CoreAnnotation>> keys) {
  /** From the document, its sentences and their tokens. */
  void from(Annotation document) {
    remove(document);
    orNone(document.get(TokensAnnotation.class)).forEach(this::remove);
    for (CoreMap sentence : orNone(document.get(SentencesAnnotation.class))) {
      remove(sentence);
      orNone(sentence.get(TokensAnnotation.class)).forEach(this::remove);
    }
  }

  @SuppressWarnings("unchecked")
  private void remove(CoreMap part) {
    for (Class key : keys) {
      part.remove(key);
    }
  }

  private static <T> List<T> orNone(List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
