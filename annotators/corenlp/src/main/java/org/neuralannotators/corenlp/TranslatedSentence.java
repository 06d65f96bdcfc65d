package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.util.CoreMap;
import java.util.List;
import java.util.Objects;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.text.Word;

/**
 * A sentence that is translated.
 *
 * @param map the sentence
 * @param text its text, empty where it has none
 * @param tokens its tokens
 */
record TranslatedSentence(CoreMap map, String text, List<CoreLabel> tokens) {
  static TranslatedSentence of(CoreMap sentence) {
    return new TranslatedSentence(
        sentence,
        Objects.requireNonNullElse(sentence.get(TextAnnotation.class), ""),
        Objects.requireNonNullElse(sentence.get(TokensAnnotation.class), List.of()));
  }

  int length() {
    return tokens.size();
  }

  /** Where the sentence is in its document. */
  Word place() {
    return place(map, 0);
  }

  private static Word place(CoreMap annotated, int from) {
    return new Word(
        annotated.get(CharacterOffsetBeginAnnotation.class) - from,
        annotated.get(CharacterOffsetEndAnnotation.class) - from);
  }

  /** A hypothesis whose alignment, if it has one, is of tokens. */
  Hypothesis byTokens(Hypothesis found) {
    int begin = place().begin();
    return new Hypothesis(
        found.text(),
        found.score(),
        found.logProbability(),
        found
            .alignment()
            .map(
                alignment ->
                    alignment.byTokens(
                        tokens.stream().map(token -> place(token, begin)).toList(),
                        Word.tokens(found.text()))),
        found.warnings());
  }
}
