package org.neuralannotators.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Labels that only people take for the same. Thread-safe. */
public final class LookAlikes {
  private LookAlikes() {}

  /** The groups of labels that differ in capitals alone, such as {@code PER} and {@code Per}. */
  public static List<List<String>> of(Collection<String> labels) {
    Map<String, List<String>> groups = new TreeMap<>();
    for (String label : labels) {
      groups.computeIfAbsent(label.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(label);
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }
}
