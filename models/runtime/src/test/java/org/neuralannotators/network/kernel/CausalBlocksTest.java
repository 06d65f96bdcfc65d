package org.neuralannotators.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausalBlocksTest {
  private record Pair(long query, long key) {}

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100})
  void blocksAttendToWhatTheWholeSequencesDo(int window) {
    RaggedRows queries = new RaggedRows(3, 0, 130, 64, 1);
    int[] keyOffsets = {0, 10, 20, 400, 600};
    int[] keyLengths = {5, 4, 130, 170, 90};
    AttentionRows whole = AttentionRows.behind(queries, keyOffsets, keyLengths, window);
    AttentionRows blocks = AttentionRows.behindByBlocks(queries, keyOffsets, keyLengths, window);
    assertThat(attended(blocks)).isEqualTo(attended(whole)).isNotEmpty();
    assertThat(blocks.sequences()).isEqualTo(1 + 3 + 1 + 1);
    assertThat(blocks.pairs()).isLessThan(whole.pairs());
  }

  private static Set<Pair> attended(AttentionRows rows) {
    Matrix queries = new Matrix(null, 0, 198, 1, 1);
    Matrix keys = new Matrix(null, 0, 1000, 1, 1);
    Set<Pair> pairs = new HashSet<>();
    for (int i = 0; i < rows.sequences(); i++) {
      long query = rows.queries(i, queries).offset();
      long key = rows.keys(i, keys).offset();
      for (int element = 0; element < rows.queryLength(i); element++) {
        for (int k = 0; k < rows.keyLength(i); k++) {
          pairs.add(new Pair(query + element, key + k));
        }
      }
      rows.forEachHidden(i, 1, (row, k) -> pairs.remove(new Pair(query + row, key + k)));
    }
    return pairs;
  }
}
