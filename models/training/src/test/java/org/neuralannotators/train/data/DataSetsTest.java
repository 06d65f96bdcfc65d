package org.neuralannotators.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.ModelManifest.TrainingData;

class DataSetsTest {
  private record Source(String name, String licence, String attribution) implements DataSource {}

  private static final Source ONE = new Source("one", "free", "us");
  private static final Source TWO = new Source("two", null, null);

  private final DataSets<Source, Integer> sets =
      new DataSets<>(
          List.of(
              new LoadedSet<>(ONE, List.of(1, 2), List.of(3), List.of(4, 5)),
              new LoadedSet<>(TWO, List.of(), List.of(6, 7), List.of())));

  @Test
  void whatIsLearntStandsInTheManifestOnceAndBehindWhatWasLearntBefore() {
    TrainingData before = new TrainingData("zero", "free", null);
    TrainingData one = new TrainingData("one", "free", "us");
    assertThat(sets.train()).containsExactly(1, 2);
    assertThat(sets.learnt()).containsExactly(ONE);
    assertThat(DataSource.trainedOn(List.of(before, one), Stream.of(ONE, TWO)))
        .containsExactly(before, one, new TrainingData("two", null, null));
  }

  @Test
  void developmentSetsCountAlikeWhateverTheirSizes() {
    assertThat(sets.meanOnDev(List::size)).isEqualTo(1.5);
    assertThat(new DataSets<Source, Integer>(List.of()).meanOnDev(List::size)).isNaN();
  }

  @Test
  void partsThatAreThereAreScoredUnderTheirNames() {
    List<String> scored = new ArrayList<>();
    sets.eachHeldOut((name, items) -> scored.add(name + " " + items));
    assertThat(scored).containsExactly("one dev [3]", "one test [4, 5]", "two dev [6, 7]");
  }
}
