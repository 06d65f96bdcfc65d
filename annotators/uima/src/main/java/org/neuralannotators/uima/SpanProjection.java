package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.translate.TagProjection;
import org.neuralannotators.translate.text.Word;

/**
 * Carries annotations of a sentence, such as entities, over to its translation.
 *
 * @param types of them
 */
record SpanProjection(List<Type> types) {
  private static final Set<String> PLACES =
      Set.of(CAS.FEATURE_BASE_NAME_BEGIN, CAS.FEATURE_BASE_NAME_END);

  /**
   * Adds those that have a place in the translation, or writes their features anew.
   *
   * @param translation where the sentence's translation is
   */
  void write(CAS source, AlignedSentence sentence, Annotations target, Word translation) {
    for (Type type : types) {
      List<AnnotationFS> spans = new ArrayList<>();
      source
          .<Annotation>select(type)
          .coveredBy(sentence.place().begin(), sentence.place().end())
          .filter(span -> tokens(span, sentence).length > 0)
          .forEach(spans::add);
      List<Optional<TaggedSpan>> found =
          new TagProjection(
                  sentence.place().in(source.getDocumentText()),
                  sentence.translation(),
                  sentence.alignment())
              .project(spans.stream().map(span -> tagged(span, sentence)).toList());
      for (int i = 0; i < spans.size(); i++) {
        AnnotationFS span = spans.get(i);
        found
            .get(i)
            .map(tagged -> place(tagged, sentence.alignment().target()))
            .map(place -> target.at(type, Place.of(place.shifted(translation.begin()))))
            .ifPresent(written -> copy(span, written));
      }
    }
  }

  /** The numbers of the tokens that share a character with an annotation. */
  private static int[] tokens(AnnotationFS span, AlignedSentence sentence) {
    Word place = new Word(span.getBegin(), span.getEnd()).shifted(-sentence.place().begin());
    return place.overlapping(sentence.alignment().source());
  }

  private static TaggedSpan tagged(AnnotationFS span, AlignedSentence sentence) {
    int[] tokens = tokens(span, sentence);
    return new TaggedSpan(tokens[0], tokens[tokens.length - 1] + 1, span.getType().getName());
  }

  private static Word place(TaggedSpan span, List<Word> words) {
    return new Word(words.get(span.begin()).begin(), words.get(span.end() - 1).end());
  }

  /** Texts, numbers and the like: other features lead to what is in the source's view. */
  private static void copy(AnnotationFS from, AnnotationFS to) {
    from.getType().getFeatures().stream()
        .filter(feature -> feature.getRange().isPrimitive())
        .filter(feature -> !PLACES.contains(feature.getShortName()))
        .forEach(
            feature ->
                to.setFeatureValueFromString(feature, from.getFeatureValueAsString(feature)));
  }
}
