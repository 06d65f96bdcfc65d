package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;
import org.neuralannotators.translate.Alignment;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.text.Word;

/**
 * A sentence and its translation, aligned by tokens.
 *
 * @param place of the sentence
 * @param tokens of the sentence
 * @param translation its text
 * @param alignment of these tokens to those of the translation; places are those in each sentence
 */
record AlignedSentence(
    Word place, List<AnnotationFS> tokens, String translation, Alignment alignment) {
  /**
   * Of a translation that has an alignment.
   *
   * @param token the type of tokens
   */
  static AlignedSentence of(CAS source, Type token, Word place, Hypothesis found) {
    List<AnnotationFS> tokens =
        Distinct.of(source.<Annotation>select(token).coveredBy(place.begin(), place.end()))
            .annotations()
            .stream()
            .filter(each -> each.getEnd() > each.getBegin())
            .toList();
    List<Word> places =
        tokens.stream()
            .map(t -> new Word(t.getBegin(), t.getEnd()).shifted(-place.begin()))
            .toList();
    return new AlignedSentence(
        place,
        tokens,
        found.text(),
        found.alignment().orElseThrow().byTokens(places, Word.tokens(found.text())));
  }
}
