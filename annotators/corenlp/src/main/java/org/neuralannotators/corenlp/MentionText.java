package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations.AfterAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.util.CoreMap;
import java.util.List;
import java.util.Objects;

/** The text of neighbouring tokens as their document has it. */
final class MentionText {
  private MentionText() {}

  /**
   * The document's own text, if it has one and the tokens know where they are in it; else what the
   * tokens remember of it, with a blank where they don't.
   *
   * @param tokens one or more
   */
  static String of(CoreMap document, List<CoreLabel> tokens) {
    String text = document.get(TextAnnotation.class);
    int shift = Objects.requireNonNullElse(document.get(CharacterOffsetBeginAnnotation.class), 0);
    int begin = tokens.get(0).beginPosition() - shift;
    int end = tokens.get(tokens.size() - 1).endPosition() - shift;
    return text != null && 0 <= begin && begin < end && end <= text.length()
        ? text.substring(begin, end)
        : joined(tokens);
  }

  private static String joined(List<CoreLabel> tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      if (i > 0) {
        text.append(Objects.requireNonNullElse(tokens.get(i - 1).get(AfterAnnotation.class), " "));
      }
      text.append(AnnotatorModel.text(tokens.get(i)));
    }
    return text.toString();
  }
}
