package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * The tokens of a document, sentence by sentence.
 *
 * <p>Each token belongs to the first sentence around its beginning. Neighbouring tokens outside all
 * sentences form a sentence of their own, so that a document without sentences is one sentence and
 * no token is left out.
 */
final class TokenGroups {
  private static final int NO_SENTENCE = -1;

  private TokenGroups() {}

  static List<List<AnnotationFS>> of(CAS view, Type sentenceType, Type tokenType) {
    List<AnnotationFS> sentences = new ArrayList<>();
    view.<AnnotationFS>getAnnotationIndex(sentenceType).forEach(sentences::add);
    List<List<AnnotationFS>> groups = new ArrayList<>();
    int next = 0;
    int previous = NO_SENTENCE;
    for (AnnotationFS token : view.<AnnotationFS>getAnnotationIndex(tokenType)) {
      while (next < sentences.size() && sentences.get(next).getEnd() <= token.getBegin()) {
        next++;
      }
      boolean inside =
          next < sentences.size() && sentences.get(next).getBegin() <= token.getBegin();
      int sentence = inside ? next : NO_SENTENCE;
      if (groups.isEmpty() || sentence != previous) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(token);
      previous = sentence;
    }
    return groups;
  }

  static List<String> words(List<AnnotationFS> tokens) {
    return tokens.stream().map(AnnotationFS::getCoveredText).toList();
  }
}
