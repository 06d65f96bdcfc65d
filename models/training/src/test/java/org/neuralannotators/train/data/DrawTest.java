package org.neuralannotators.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

  @Test
  void withoutShareAndLimitAnEpochHasAllInOrder() {
    assertThat(Draw.of(null, null).of(ITEMS, 1, 3)).isEqualTo(ITEMS);
    assertThat(Draw.of(1.0, null).of(ITEMS, 1, 3)).isEqualTo(ITEMS);
    assertThat(Draw.of(null, 100).of(ITEMS, 1, 3)).isEqualTo(ITEMS);
  }

  @Test
  void aShareIsDrawnAnewForEachEpochAndAlwaysTheSameForTheSame() {
    Draw draw = Draw.of(0.25, null);
    List<Integer> first = draw.of(ITEMS, 1, 0);
    assertThat(first).hasSize(25).doesNotHaveDuplicates().isSubsetOf(ITEMS);
    assertThat(draw.of(ITEMS, 1, 0)).isEqualTo(first);
    assertThat(draw.of(ITEMS, 1, 1)).isNotEqualTo(first);
    assertThat(draw.of(ITEMS, 2, 0)).isNotEqualTo(first);
  }

  @Test
  void aLimitGoesThroughTheWholeSetBeforeAnyItemComesAgain() {
    Draw draw = Draw.of(null, 40);
    List<List<Integer>> passes = new ArrayList<>();
    for (int epoch = 0; epoch < 6; epoch++) {
      List<Integer> drawn = draw.of(ITEMS, 1, epoch);
      assertThat(drawn).hasSizeBetween(33, 34);
      assertThat(draw.of(ITEMS, 1, epoch)).isEqualTo(drawn);
      if (epoch % 3 == 0) {
        passes.add(new ArrayList<>());
      }
      passes.get(passes.size() - 1).addAll(drawn);
    }
    assertThat(passes)
        .allSatisfy(pass -> assertThat(pass).containsExactlyInAnyOrderElementsOf(ITEMS));
    assertThat(passes.get(0)).isNotEqualTo(passes.get(1));
  }

  @Test
  void whatCantBeDrawnIsNamed() {
    assertThatThrownBy(() -> Draw.of(0.5, 10)).hasMessageContaining("expected one of them");
    assertThatThrownBy(() -> Draw.of(0.0, null)).hasMessageContaining("data.sets.share [0.0]");
    assertThatThrownBy(() -> Draw.of(1.5, null)).hasMessageContaining("at most 1");
    assertThatThrownBy(() -> Draw.of(null, 0)).hasMessageContaining("[data.sets.limit] is [0]");
  }
}
