package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
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
   * @param translation where the sentence's translation is
   */
  void link(AlignedSentence sentence, Annotations target, Word translation) {
    List<AnnotationFS> written =
        sentence.alignment().target().stream()
            .map(word -> target.at(token, Place.of(word.shifted(translation.begin()))))
            .toList();
    alignment.link(sentence.tokens(), written, sentence.alignment().weights(), modelId);
  }
}
