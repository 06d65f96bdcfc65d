package org.neuralannotators.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.train.tagger.TaggerConfig;
import org.neuralannotators.train.tagger.TaggerRecipe;

class TrainingStepsTest {
  @TempDir private Path folder;

  /** A new training of the same beginning, with its examples. */
  private static final class Fresh<E> implements AutoCloseable {
    final TrainingContext context;
    final Recipe<E> recipe;
    final TrainingSteps<E> training;
    final List<E> examples;

    Fresh(TaggerConfig config, TrainingContext context, Recipe<E> recipe) {
      this.context = context;
      this.recipe = recipe;
      training =
          new TrainingSteps<>(
              recipe.network(), config.training(), config.seed(), context.lanes(), recipe::rule);
      examples = recipe.batches().epochs().apply(0).stream().flatMap(List::stream).toList();
    }

    double steps(int from, int to) {
      double loss = 0;
      for (int i = from; i < to; i++) {
        loss = training.step(examples.subList(4 * i, 4 * i + 4), 0.01);
      }
      return loss;
    }

    double stepOverAll(double rate) {
      return training.step(examples, rate);
    }

    byte[] state() {
      SafeTensorsWriter writer = new SafeTensorsWriter();
      training.save(writer);
      return writer.toBytes();
    }

    @Override
    public void close() {
      training.close();
      recipe.close();
      context.lanes().close();
    }
  }

  private Fresh<?> fresh() throws IOException {
    TaggerConfig config = TaggerConfig.read(TinyData.config(folder, 1, ""));
    TrainingContext context =
        new TrainingContext(
            TrainingFiles.of(folder.resolve("bundle")),
            Lanes.ofFloats(2),
            TrainingReporter.standard());
    return new Fresh<>(config, context, TaggerRecipe.TASK.recipes().of(config, context));
  }

  @Test
  void tenStepsEqualFiveSaveLoadAndFiveMore() throws IOException {
    TinyData.write(folder.resolve("train.tsv"), 40, 1);
    TinyData.write(folder.resolve("dev.tsv"), 1, 1);
    byte[] ten;
    try (Fresh<?> whole = fresh()) {
      whole.steps(0, 10);
      ten = whole.state();
    }
    byte[] five;
    try (Fresh<?> first = fresh()) {
      first.steps(0, 5);
      five = first.state();
    }
    try (Fresh<?> second = fresh()) {
      second.training.restore(SafeTensors.read(ByteBuffer.wrap(five), "checkpoint"));
      second.steps(5, 10);
      assertThat(second.state()).isEqualTo(ten);
    }
  }

  @Test
  void lossFallsWhenABatchIsLearntByHeart() throws IOException {
    TinyData.write(folder.resolve("train.tsv"), 4, 1);
    TinyData.write(folder.resolve("dev.tsv"), 1, 1);
    try (Fresh<?> fresh = fresh()) {
      double first = fresh.steps(0, 1);
      double last = first;
      for (int i = 0; i < 60; i++) {
        last = fresh.stepOverAll(0.02);
      }
      assertThat(last).isLessThan(0.2 * first);
    }
  }
}
