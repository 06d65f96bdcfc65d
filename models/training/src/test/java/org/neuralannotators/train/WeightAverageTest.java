package org.neuralannotators.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;

class WeightAverageTest {
  /** Two parameters, and a table of one number. */
  private record Weights(Parameters parameters, EmbeddingTable table) implements Trainable<Object> {
    @Override
    public Step train(Pass pass, List<? extends Object> examples, double weight) {
      throw new UnsupportedOperationException();
    }

    void set(float first, float second, float third) {
      parameters.flat().write(new float[] {first, second});
      table.value().write(new float[] {third});
    }

    void assertAre(float first, float second, float third) {
      assertThat(parameters.flat().toFloats()).containsExactly(first, second);
      assertThat(table.value().toFloats()).containsExactly(third);
    }
  }

  @Test
  void scoredWeightsAreTheMeanOfTheLastEpochsAndTrainingGoesOnWithItsOwn() {
    try (Parameters parameters = new Parameters();
        EmbeddingTable table = EmbeddingTable.ofFloats("table", 1, 1)) {
      parameters.add("two", 1, 2, Initializer.zeros());
      Weights weights = new Weights(parameters.allocateFloats(), table);
      WeightAverage average = new WeightAverage(2);
      weights.set(1, 2, 3);
      average.begin(weights);
      weights.assertAre(1, 2, 3);
      average.end(weights);
      weights.set(3, 0, 5);
      average.begin(weights);
      weights.assertAre(2, 1, 4);
      average.end(weights);
      weights.assertAre(3, 0, 5);
      weights.set(5, 4, 7);
      average.begin(weights);
      weights.assertAre(4, 2, 6);
    }
  }
}
