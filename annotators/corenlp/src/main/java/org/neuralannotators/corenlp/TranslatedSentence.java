package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.TagProjection;
import org.neuralannotators.translate.text.Word;

/**
 * A sentence that is translated.
 *
 * @param map the sentence
 * @param text its text, empty where it has none
 * @param tokens its tokens
 */
record TranslatedSentence(CoreMap map, String text, List<CoreLabel> tokens) {
  private static final String NOTHING = "O";

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

  /**
   * The sentence's entities in its translation, as far as they have a place there.
   *
   * @param found with an alignment by tokens; without one, as of a network without attention, there
   *     are none
   */
  List<TranslatedEntity> entities(Hypothesis found) {
    return found
        .alignment()
        .map(
            alignment ->
                new TagProjection(text, found.text(), alignment)
                    .project(entities()).stream()
                        .flatMap(Optional::stream)
                        .map(span -> entity(span, found.text(), alignment.target()))
                        .toList())
        .orElse(List.of());
  }

  private static TranslatedEntity entity(TaggedSpan span, String translation, List<Word> words) {
    Word place = new Word(words.get(span.begin()).begin(), words.get(span.end() - 1).end());
    return new TranslatedEntity(place.in(translation), span.label(), place.begin(), place.end());
  }

  /** Tokens in a row with the same tag. */
  private List<TaggedSpan> entities() {
    List<TaggedSpan> entities = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= tokens.size(); i++) {
      String tag = tokens.get(i - 1).ner();
      if (i == tokens.size() || !Objects.equals(tokens.get(i).ner(), tag)) {
        if (tag != null && !tag.isEmpty() && !tag.equals(NOTHING)) {
          entities.add(new TaggedSpan(begin, i, tag));
        }
        begin = i;
      }
    }
    return entities;
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
