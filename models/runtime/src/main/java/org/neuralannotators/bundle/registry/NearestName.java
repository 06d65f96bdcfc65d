package org.neuralannotators.bundle.registry;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant by a name that isn't known. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name that differs only in capitals, or else that the fewest changed characters lead
   * to.
   *
   * @param known at least one
   */
  public static String of(String given, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(
            Comparator.comparing(
                name -> name.equalsIgnoreCase(given) ? 0 : distance.apply(given, name)))
        .orElseThrow();
  }
}
