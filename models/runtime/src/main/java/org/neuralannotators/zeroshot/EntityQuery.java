package org.neuralannotators.zeroshot;

import java.util.List;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/**
 * What entities shall be found. Immutable.
 *
 * @param labels what they are, in words, such as {@code person} or {@code crime weapon}; each once
 * @param threshold only what is more probable than this is looked at
 * @param nested whether an entity may lie inside another; otherwise none overlap
 * @param multiLabel whether the same tokens may be several entities with different labels
 */
public record EntityQuery(
    List<String> labels, double threshold, boolean nested, boolean multiLabel) {
  /** As in GLiNER's own program. */
  public static final double DEFAULT_THRESHOLD = 0.5;

  /**
   * @throws IllegalArgumentException when there is no label, one that is blank, {@code O} or given
   *     twice, or the threshold isn't from 0 to 1
   */
  public EntityQuery {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException(
          "No labels; expected what shall be found, such as [person] and [organization]");
    }
    labels = LabelSet.of(TagScheme.BIO, labels).types();
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold [" + threshold + "]; expected a number from 0 to 1");
    }
  }

  /** Entities that don't overlap, with the usual threshold. */
  public static EntityQuery of(List<String> labels) {
    return new EntityQuery(labels, DEFAULT_THRESHOLD, false, false);
  }

  /**
   * What the options of an annotator ask for.
   *
   * @param labels none where the model has labels of its own
   * @param threshold null for the usual
   * @return null without labels
   * @throws IllegalArgumentException also when a threshold is given, or nested entities are wanted,
   *     without labels
   */
  public static EntityQuery ofOptions(List<String> labels, Double threshold, boolean nested) {
    if (!labels.isEmpty()) {
      double least = threshold == null ? DEFAULT_THRESHOLD : threshold;
      return new EntityQuery(labels, least, nested, false);
    }
    if (threshold != null || nested) {
      throw new IllegalArgumentException(
          "[%s] without [labels]; expected what shall be found, such as [person, organization]"
              .formatted(nested ? "nested" : "threshold"));
    }
    return null;
  }

  /** The same with another threshold. */
  public EntityQuery withThreshold(double other) {
    return new EntityQuery(labels, other, nested, multiLabel);
  }

  /** The same where entities may lie inside others or not. */
  public EntityQuery withNested(boolean allowed) {
    return new EntityQuery(labels, threshold, allowed, multiLabel);
  }
}
