package org.neuralannotators.network.optimizer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradient of some rows of an embedding table, on the Java heap.
 *
 * @param rows their numbers, each once
 * @param values row after row
 */
public record RowGradient(int[] rows, float[] values) {
  /** The sum of gradients; what several have is added up in their order. */
  public static RowGradient sum(List<RowGradient> parts, int columns) {
    Map<Integer, Integer> places = new LinkedHashMap<>();
    int most = parts.stream().mapToInt(part -> part.values.length).sum();
    float[] sums = new float[most];
    for (RowGradient part : parts) {
      for (int i = 0; i < part.rows.length; i++) {
        Integer next = places.size();
        Integer known = places.putIfAbsent(part.rows[i], next);
        int to = (known == null ? next : known) * columns;
        for (int j = 0; j < columns; j++) {
          sums[to + j] += part.values[i * columns + j];
        }
      }
    }
    return new RowGradient(
        places.keySet().stream().mapToInt(Integer::intValue).toArray(),
        Arrays.copyOf(sums, places.size() * columns));
  }

  /** The sum of the squares of all numbers. */
  double squares() {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }
}
