package org.neuralannotators.importing.huggingface;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/**
 * The labels of a token classifier as tags of a scheme.
 *
 * @param set all tags of the scheme
 * @param rows for each tag the number of the label that it is; -1 where the classifier has none
 */
record TokenLabels(LabelSet set, int[] rows) {
  private static final List<TagScheme> SCHEMES =
      List.of(TagScheme.IO, TagScheme.BIO, TagScheme.BIOES, TagScheme.BILOU);

  /**
   * Finds the scheme: the first of IO, BIO, BIOES and BILOU that has all labels, of which one is
   * {@code O} and others are a letter, a hyphen and a type. Types alone beside an {@code O} are
   * those of IO, as transformers takes them. Others are labels of their own, such as parts of
   * speech.
   *
   * @param labels by their numbers
   * @throws IllegalArgumentException when a label comes twice or is blank
   */
  static TokenLabels of(List<String> labels) {
    List<String> tags = labels.stream().anyMatch(TokenLabels::isTag) ? labels : inside(labels);
    Set<String> types = new LinkedHashSet<>();
    tags.stream().filter(TokenLabels::isTag).forEach(tag -> types.add(tag.substring(2)));
    if (tags.contains(TagScheme.OUTSIDE) && !types.isEmpty()) {
      for (TagScheme scheme : SCHEMES) {
        LabelSet set = LabelSet.of(scheme, types);
        if (set.tags().containsAll(tags)) {
          return new TokenLabels(set, rows(set, tags));
        }
      }
    }
    LabelSet set = LabelSet.of(TagScheme.NONE, labels);
    return new TokenLabels(set, rows(set, labels));
  }

  private static boolean isTag(String label) {
    return label.length() > 2 && label.charAt(1) == '-';
  }

  private static List<String> inside(List<String> types) {
    return types.stream().map(type -> type.equals(TagScheme.OUTSIDE) ? type : "I-" + type).toList();
  }

  private static int[] rows(LabelSet set, List<String> labels) {
    if (new LinkedHashSet<>(labels).size() < labels.size()) {
      throw new IllegalArgumentException("a label twice in [id2label]: " + labels);
    }
    return IntStream.range(0, set.size()).map(i -> labels.indexOf(set.tag(i))).toArray();
  }
}
