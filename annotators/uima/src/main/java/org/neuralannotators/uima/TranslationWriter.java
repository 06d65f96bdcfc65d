package org.neuralannotators.uima;

import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.Word;

/**
 * Writes the translations of sentences.
 *
 * @param sentence the type of sentences
 * @param translation the type that links them
 * @param tokens links tokens; null where nobody asks for it
 * @param modelId what is written as model
 */
record TranslationWriter(
    Type sentence, TranslationType translation, TokenLinks tokens, String modelId) {
  /**
   * Adds a sentence of the translation and the links to it.
   *
   * @param read the source's sentence
   * @param place what of it was translated
   * @param view of the translation
   * @param target where the translation is
   */
  void write(AnnotationFS read, Word place, CAS view, Word target, Hypothesis found) {
    AnnotationFS written = view.createAnnotation(sentence, target.begin(), target.end());
    view.addFsToIndexes(written);
    translation.link(read, written, found, modelId);
    if (tokens != null) {
      tokens.link(read.getView(), place, view, target, found);
    }
  }
}
