package org.neuralannotators.label;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The tags that a network can give, each with its index. Immutable and so thread-safe. */
public final class LabelSet {
  private final TagScheme scheme;
  private final List<String> types;
  private final List<String> tags;
  private final Map<String, Integer> indexes = new HashMap<>();

  private LabelSet(TagScheme scheme, List<String> types) {
    this.scheme = scheme;
    this.types = types;
    this.tags = List.copyOf(scheme.tagsOf(types));
    for (String tag : tags) {
      indexes.put(tag, indexes.size());
    }
  }

  /**
   * All tags of the scheme for the types, in the order of {@link TagScheme#tagsOf}.
   *
   * @throws IllegalArgumentException for a type that is blank, given twice, or {@code O} in a
   *     scheme that marks spans
   */
  public static LabelSet of(TagScheme scheme, Collection<String> types) {
    for (String type : types) {
      if (type.isBlank() || (type.equals(TagScheme.OUTSIDE) && scheme != TagScheme.NONE)) {
        throw new IllegalArgumentException(
            "Type [" + type + "] can't be a label; expected a name such as [PER]");
      }
    }
    if (new LinkedHashSet<>(types).size() < types.size()) {
      throw new IllegalArgumentException("Types " + types + " name a label twice; name each once");
    }
    return new LabelSet(scheme, List.copyOf(types));
  }

  public TagScheme scheme() {
    return scheme;
  }

  /** The types without the scheme's letters, in order. */
  public List<String> types() {
    return types;
  }

  /** All tags, by index; in a scheme that marks spans {@code O} is the first. */
  public List<String> tags() {
    return tags;
  }

  public int size() {
    return tags.size();
  }

  public String tag(int index) {
    return tags.get(index);
  }

  /**
   * The index of a tag.
   *
   * @throws IllegalArgumentException when the set has no such tag
   */
  public int index(String tag) {
    Integer index = indexes.get(tag);
    if (index == null) {
      throw new IllegalArgumentException(
          "Unknown tag ["
              + tag
              + "]; expected one of "
              + tags
              + "; a label map or TagScheme.convert can rename tags");
    }
    return index;
  }

  /** By index of the left and of the right tag: whether the right one may follow. */
  public boolean[][] allowedTransitions() {
    boolean[][] allowed = new boolean[size()][size()];
    for (int from = 0; from < size(); from++) {
      for (int to = 0; to < size(); to++) {
        allowed[from][to] = scheme.allows(tag(from), tag(to));
      }
    }
    return allowed;
  }

  /** By index: whether a sentence may begin with the tag. */
  public boolean[] allowedStarts() {
    return allowed(scheme::allowsStart);
  }

  /** By index: whether a sentence may end with the tag. */
  public boolean[] allowedEnds() {
    return allowed(scheme::allowsEnd);
  }

  private boolean[] allowed(Predicate<String> rule) {
    boolean[] allowed = new boolean[size()];
    for (int i = 0; i < allowed.length; i++) {
      allowed[i] = rule.test(tag(i));
    }
    return allowed;
  }
}
