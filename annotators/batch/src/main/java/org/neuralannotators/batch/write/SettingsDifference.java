package org.neuralannotators.batch.write;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says in which fields two objects differ. */
final class SettingsDifference {
  private SettingsDifference() {}

  static String of(JsonNode earlier, JsonNode now) {
    Set<String> names = new TreeSet<>();
    earlier.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      if (!earlier.path(name).equals(now.path(name))) {
        differences.add(
            "[" + name + "] was [" + earlier.path(name) + "], is [" + now.path(name) + "]");
      }
    }
    return String.join(", ", differences);
  }
}
