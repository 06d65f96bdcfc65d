package org.neuralannotators.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSamplerTest {
  @Test
  void batchesKeepToTheirTokens() {
    List<Integer> lengths = List.of(3, 9, 1, 1, 4, 4, 2, 12, 5);
    List<List<Integer>> batches = new BatchSampler(1, 10).batches(lengths, Integer::intValue, 7);
    assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(lengths);
    assertThat(batches)
        .allMatch(
            batch -> batch.size() == 1 || batch.stream().mapToInt(Integer::intValue).sum() <= 10);
    assertThat(batches).hasSizeLessThan(7);
  }
}
