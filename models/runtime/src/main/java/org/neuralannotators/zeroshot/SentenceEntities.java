package org.neuralannotators.zeroshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;

/** Puts together what the windows of a sentence gave. */
record SentenceEntities(PromptedSentence sentence) {
  private static final GreedySearch FLAT = new GreedySearch(false, false);

  /**
   * @param found in each window
   * @return with tags of the entities, of those that overlap the most probable
   */
  Tagging decode(List<EntityScorer.Found> found) {
    EntityQuery query = sentence.query();
    List<ScoredSpan> spans =
        new GreedySearch(query.nested(), query.multiLabel()).choose(candidates(found));
    List<ScoredSpan> flat = FLAT.choose(spans);
    Tagging tagging = tagging(flat, found);
    return flat.size() == spans.size()
        ? tagging
        : new Tagging(tagging.tags(), tagging.confidences(), placed(spans));
  }

  private Tagging tagging(List<ScoredSpan> flat, List<EntityScorer.Found> found) {
    int words = sentence.places().length;
    Double[] confidences = new Double[words];
    Arrays.setAll(confidences, word -> 1 - inside(found, word));
    for (ScoredSpan span : flat) {
      Arrays.fill(confidences, span.begin(), span.end(), span.score());
    }
    List<TaggedSpan> spans = tagged(flat);
    return new Tagging(TagScheme.BIO.encode(spans, words), List.of(confidences), spans)
        .spread(sentence.places(), sentence.length(), TagScheme.BIO);
  }

  /** Each from the window in which its middle has most context. */
  private List<ScoredSpan> candidates(List<EntityScorer.Found> found) {
    List<ScoredSpan> candidates = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      int begin = sentence.windows().get(i).begin();
      for (ScoredSpan inWindow : found.get(i).spans()) {
        ScoredSpan span = inWindow.shifted(begin);
        if (sentence.best()[(span.begin() + span.end() - 1) / 2] == i) {
          candidates.add(span);
        }
      }
    }
    return candidates;
  }

  private double inside(List<EntityScorer.Found> found, int word) {
    int window = sentence.best()[word];
    return found.get(window).inside()[word - sentence.windows().get(window).begin()];
  }

  /** By the tokens of the sentence, as {@link Tagging#spread} has it. */
  private List<TaggedSpan> placed(List<ScoredSpan> spans) {
    int[] places = sentence.places();
    return tagged(spans).stream()
        .map(
            span ->
                new TaggedSpan(
                    places[span.begin()],
                    places[span.end() - 1] + 1,
                    span.label(),
                    span.confidence()))
        .toList();
  }

  private List<TaggedSpan> tagged(List<ScoredSpan> spans) {
    List<String> labels = sentence.query().labels();
    return spans.stream()
        .map(
            span ->
                new TaggedSpan(span.begin(), span.end(), labels.get(span.label()), span.score()))
        .toList();
  }
}
