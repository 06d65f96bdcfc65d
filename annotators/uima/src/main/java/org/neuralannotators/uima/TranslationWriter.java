package org.neuralannotators.uima;

import java.util.List;
import java.util.function.Predicate;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.text.Word;

/**
 * Writes the translations of sentences.
 *
 * @param sentence the type of sentences
 * @param translation the type that links them
 * @param token the type of tokens; null where nobody asks for what follows
 * @param links of tokens; null where nobody asks for them
 * @param projection of annotations; of no types where nobody asks for it
 * @param modelId what is written as model
 */
record TranslationWriter(
    Type sentence,
    TranslationType translation,
    Type token,
    TokenLinks links,
    SpanProjection projection,
    String modelId) {
  /**
   * The links that are written.
   *
   * @param to the views that they lead to
   */
  List<Written> links(Predicate<CAS> to) {
    Written sentences = translation.written(modelId, to);
    return links == null
        ? List.of(sentences)
        : List.of(sentences, links.alignment().written(modelId, to));
  }

  /**
   * Adds a sentence of the translation, unless it is there, and the links to it.
   *
   * @param read the source's sentence
   * @param place what of it was translated
   * @param translated the view of the translation
   * @param target where the translation is
   */
  void write(AnnotationFS read, Word place, Annotations translated, Word target, Hypothesis found) {
    AnnotationFS written = translated.at(sentence, Place.of(target));
    translation.link(read, written, found, modelId);
    if (token == null) {
      return;
    }
    AlignedSentence aligned = AlignedSentence.of(read.getView(), token, place, found);
    if (links != null) {
      links.link(aligned, translated, target);
    }
    projection.write(read.getView(), aligned, translated, target);
  }
}
