package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.text.Word;

/**
 * Links the tokens of a sentence and those of its translation, which it writes.
 *
 * @param token the type of tokens
 * @param modelId what is written as model
 */
record TokenLinks(Type token, AlignmentType alignment, String modelId) {
  /**
   * Adds tokens, unless they are there, and links.
   *
   * @param found has an alignment
   */
  void link(CAS source, Word place, Annotations target, Word translation, Hypothesis found) {
    List<AnnotationFS> read = tokens(source, place);
    List<Word> words = Word.tokens(found.text());
    List<AnnotationFS> written =
        words.stream().map(word -> write(target, translation.begin(), word)).toList();
    List<Word> readWords =
        read.stream()
            .map(t -> new Word(t.getBegin() - place.begin(), t.getEnd() - place.begin()))
            .toList();
    alignment.link(
        read,
        written,
        found.alignment().orElseThrow().byTokens(readWords, words).weights(),
        modelId);
  }

  private List<AnnotationFS> tokens(CAS view, Word sentence) {
    return Distinct.of(view.<Annotation>select(token).coveredBy(sentence.begin(), sentence.end()))
        .annotations()
        .stream()
        .filter(found -> found.getEnd() > found.getBegin())
        .toList();
  }

  private AnnotationFS write(Annotations target, int offset, Word word) {
    return target.at(token, new Place(offset + word.begin(), offset + word.end()));
  }
}
