package org.neuralannotators.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.tagger.EncodedSentence;
import org.neuralannotators.tagger.LabelledSentence;
import org.neuralannotators.tagger.TaggerModel;

class TrainingStepsTest {
  @TempDir private Path folder;

  /** A new training of the same beginning, with its examples. */
  private final class Fresh implements AutoCloseable {
    final TaggerModel<EncodedSentence> model;
    final Lanes lanes = Lanes.ofFloats(2);
    final TrainingSteps<LabelledSentence<EncodedSentence>> training;
    final List<LabelledSentence<EncodedSentence>> examples = new ArrayList<>();

    Fresh() throws IOException {
      TaggerConfig config = TaggerConfig.read(TinyData.config(folder, 1, ""));
      TaggerData data = TaggerData.load(config);
      UntrainedModel<TaggerModel<EncodedSentence>> untrained =
          new BiLstmCrfModelFactory(
                  config,
                  data,
                  TrainingFiles.of(folder.resolve("bundle")),
                  TrainingReporter.standard())
              .create();
      model = untrained.model();
      training =
          new TrainingSteps<>(
              model.network(), config.training(), config.seed(), lanes, untrained.rules());
      data.train()
          .forEach(
              sentence -> {
                EncodedSentence encoded = model.encode(List.of(sentence.tokens())).get(0);
                examples.add(
                    new LabelledSentence<>(
                        encoded,
                        sentence.tags().stream().mapToInt(model.labels()::index).toArray()));
              });
    }

    double steps(int from, int to) {
      double loss = 0;
      for (int i = from; i < to; i++) {
        loss = training.step(examples.subList(4 * i, 4 * i + 4), 0.01);
      }
      return loss;
    }

    byte[] state() {
      SafeTensorsWriter writer = new SafeTensorsWriter();
      training.save(writer);
      return writer.toBytes();
    }

    @Override
    public void close() {
      training.close();
      lanes.close();
      model.close();
    }
  }

  @Test
  void tenStepsEqualFiveSaveLoadAndFiveMore() throws IOException {
    TinyData.write(folder.resolve("train.tsv"), 40, 1);
    TinyData.write(folder.resolve("dev.tsv"), 1, 1);
    byte[] ten;
    try (Fresh whole = new Fresh()) {
      whole.steps(0, 10);
      ten = whole.state();
    }
    byte[] five;
    try (Fresh first = new Fresh()) {
      first.steps(0, 5);
      five = first.state();
    }
    try (Fresh second = new Fresh()) {
      second.training.restore(SafeTensors.read(ByteBuffer.wrap(five), "checkpoint"));
      second.steps(5, 10);
      assertThat(second.state()).isEqualTo(ten);
    }
  }

  @Test
  void lossFallsWhenABatchIsLearntByHeart() throws IOException {
    TinyData.write(folder.resolve("train.tsv"), 4, 1);
    TinyData.write(folder.resolve("dev.tsv"), 1, 1);
    try (Fresh fresh = new Fresh()) {
      double first = fresh.steps(0, 1);
      double last = first;
      for (int i = 0; i < 60; i++) {
        last = fresh.training.step(fresh.examples, 0.02);
      }
      assertThat(last).isLessThan(0.2 * first);
    }
  }
}
