package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * The tokens of a document, sentence by sentence.
 *
 * <p>Each token belongs to the first sentence around its beginning, also where sentences overlap.
 * Neighbouring tokens outside all sentences form a sentence of their own, so that a document
 * without sentences is one sentence and no token is left out. Tokens without text are passed over.
 */
final class TokenGroups {
  private static final int NO_SENTENCE = -1;

  private TokenGroups() {}

  /** Groups tokens, which like the sentences are in UIMA's order. */
  static List<List<AnnotationFS>> of(
      String text, List<AnnotationFS> sentences, List<AnnotationFS> tokens)
      throws AnalysisEngineProcessException {
    List<List<AnnotationFS>> groups = new ArrayList<>();
    int next = 0;
    int previous = NO_SENTENCE;
    for (AnnotationFS token : tokens) {
      int begin = token.getBegin();
      if (token.getEnd() <= begin) {
        continue;
      }
      if (begin < 0 || token.getEnd() > text.length()) {
        throw Messages.process(
            "token_outside_text", token.getType().getName(), begin, token.getEnd(), text.length());
      }
      while (next < sentences.size() && sentences.get(next).getEnd() <= begin) {
        next++;
      }
      boolean inside = next < sentences.size() && sentences.get(next).getBegin() <= begin;
      int sentence = inside ? next : NO_SENTENCE;
      if (groups.isEmpty() || sentence != previous) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(token);
      previous = sentence;
    }
    return groups;
  }

  /** The text of a view; empty where it has none. */
  static String textOf(CAS view) {
    String text = view.getDocumentText();
    return text == null ? "" : text;
  }

  static List<List<String>> words(CAS view, List<List<AnnotationFS>> groups) {
    String text = textOf(view);
    return groups.stream().map(group -> words(text, group)).toList();
  }

  private static List<String> words(String text, List<AnnotationFS> tokens) {
    return tokens.stream().map(token -> text.substring(token.getBegin(), token.getEnd())).toList();
  }
}
