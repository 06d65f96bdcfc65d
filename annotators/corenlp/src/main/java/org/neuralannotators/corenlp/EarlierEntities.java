package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NormalizedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NumericCompositeValueAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.time.TimeAnnotations.TimexAnnotation;
import edu.stanford.nlp.time.Timex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.neuralannotators.label.TaggedSpan;

/** The entities that annotators before ours found, as far as they are kept. */
final class EarlierEntities {
  private static final Set<String> NUMBERS = Set.of("NUMBER", "ORDINAL");

  private EarlierEntities() {}

  /**
   * Those of a sentence, in order; tokens are of one entity by the rules of CoreNLP's {@code
   * entitymentions}.
   *
   * @param types that are kept
   */
  static List<TaggedSpan> of(List<CoreLabel> tokens, Set<String> types) {
    List<TaggedSpan> found = new ArrayList<>();
    int i = 0;
    while (i < tokens.size() && !types.isEmpty()) {
      int begin = i++;
      String type = tokens.get(begin).ner();
      if (type != null && types.contains(type)) {
        while (i < tokens.size() && ofOneEntity(tokens.get(i - 1), tokens.get(i))) {
          i++;
        }
        found.add(new TaggedSpan(begin, i, type));
      }
    }
    return found;
  }

  private static boolean ofOneEntity(CoreLabel left, CoreLabel right) {
    return left.ner().equals(right.ner())
        && same(left, right, NormalizedNamedEntityTagAnnotation.class)
        && same(left, right, EntityMentionIndexAnnotation.class)
        && (!NUMBERS.contains(left.ner())
            || same(left, right, NumericCompositeValueAnnotation.class))
        && Objects.equals(timexId(left), timexId(right));
  }

  private static <T> boolean same(
      CoreLabel left, CoreLabel right, Class<? extends CoreAnnotation<T>> key) {
    return Objects.equals(left.get(key), right.get(key));
  }

  private static String timexId(CoreLabel token) {
    Timex timex = token.get(TimexAnnotation.class);
    return timex == null ? null : timex.tid();
  }
}
