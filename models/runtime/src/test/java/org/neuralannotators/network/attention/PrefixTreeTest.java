package org.neuralannotators.network.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefixTreeTest {
  private static int[] places(PrefixTree tree, BitSet path) {
    return path.stream().map(tree::place).toArray();
  }

  @Test
  void rowsThatAllHaveForgottenAreDropped() {
    PrefixTree tree = new PrefixTree();
    tree.extend(20);
    for (int i = 0; i < 1000; i++) {
      tree.keepLast(4);
      tree.compact();
      assertThat(tree.isChain()).isTrue();
      tree.extend();
      assertThat(tree.rows()).isLessThanOrEqualTo(21);
      assertThat(tree.length()).isEqualTo(21 + i);
      assertThat(places(tree, tree.paths().get(0)))
          .containsExactly(16 + i, 17 + i, 18 + i, 19 + i, 20 + i);
    }
    tree.extend(3);
    assertThat(tree.length()).isEqualTo(1023);
    assertThat(places(tree, tree.paths().get(0))).isEqualTo(IntStream.range(1015, 1023).toArray());
  }

  @Test
  void placesAreKeptWhereTargetsBranch() {
    PrefixTree tree = new PrefixTree();
    tree.extend(3);
    tree.select(new int[] {0, 0, 0, 0, 0});
    tree.extend();
    assertThat(tree.isChain()).isFalse();
    assertThatThrownBy(() -> tree.extend(2)).hasMessageContaining("[5] targets");
    tree.select(new int[] {4});
    assertThat(tree.isChain()).isFalse();
    tree.keepLast(2);
    assertThat(tree.compact()).containsExactly(2, 7);
    assertThat(tree.isChain()).isTrue();
    assertThat(places(tree, tree.paths().get(0))).containsExactly(2, 3);
    tree.extend();
    assertThat(places(tree, tree.paths().get(0))).containsExactly(2, 3, 4);
  }
}
