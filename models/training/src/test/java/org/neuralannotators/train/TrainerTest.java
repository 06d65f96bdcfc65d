package org.neuralannotators.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.annotation.JacksonInject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.config.ConfigurationReader;
import org.neuralannotators.train.config.Envelope;
import org.neuralannotators.train.config.TaskConfig;

/** A task of the smallest size: its network is a number, which is to become the numbers' mean. */
class TrainerTest {
  /** The mean of numbers. */
  public record MeanConfig(@JacksonInject Envelope envelope, List<Double> numbers)
      implements TaskConfig {
    static MeanConfig read(Path file) throws IOException {
      return ConfigurationReader.readTask(file, MeanConfig.class);
    }
  }

  private static final class Mean implements Recipe<Double>, Trainable<Double> {
    private final MeanConfig config;
    private final Parameters parameters = new Parameters();
    private final Parameter mean = parameters.add("mean", 1, 1, Initializer.zeros());
    private boolean closed;

    Mean(MeanConfig config) {
      this.config = config;
      parameters.allocateFloats();
      mean.value().write(new float[] {0});
    }

    private float value() {
      return mean.value().toFloats()[0];
    }

    @Override
    public Step train(Pass pass, List<? extends Double> examples, double weight) {
      double residual = examples.stream().mapToDouble(x -> value() - x).average().orElseThrow();
      float before = pass.gradient(mean).toFloats()[0];
      pass.gradient(mean).write(new float[] {(float) (before + weight * residual)});
      return new Step(weight * residual * residual / 2, null);
    }

    @Override
    public Trainable<Double> network() {
      return this;
    }

    @Override
    public Parameters parameters() {
      return parameters;
    }

    @Override
    public EmbeddingTable table() {
      return null;
    }

    @Override
    public Batches<Double> batches() {
      return Batches.sampled(config, epoch -> config.numbers(), number -> 1);
    }

    @Override
    public DevScores dev() {
      return new DevScores(
          List.of("error"), () -> new double[] {Math.abs(value() - 2)}, DevScores.Best.LOWEST);
    }

    @Override
    public ModelManifestBuilder manifest() {
      return ModelManifest.builder("mean", config.name()).score("dev", "mean", value());
    }

    @Override
    public BundleWriter files() {
      String text = Float.toString(value());
      return new BundleWriter().add("mean.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      closed = true;
      parameters.close();
    }
  }

  @TempDir private Path folder;
  private final List<Mean> made = new ArrayList<>();
  private final TrainingTask<MeanConfig> task =
      new TrainingTask<>(
          MeanConfig::read,
          (config, context) -> {
            if (config.numbers() == null) {
              throw new IllegalArgumentException("[numbers] is missing");
            }
            made.add(new Mean(config));
            return made.get(made.size() - 1);
          });
  private Path config;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            name: tiny
            licence: free
            numbers: [1, 2, 3]
            training:
              shards: 1
              learningRate: {initial: 0.3}
              epochs: 60
              patience: 60
            """);
  }

  @Test
  void aRecipeIsAllThatATaskNeeds() throws IOException {
    List<Integer> epochs = new ArrayList<>();
    Path out = folder.resolve("bundle");
    TrainingResult result = Trainer.train(task, config, out, false, epochs::add);
    assertThat(epochs).hasSize(60).startsWith(1, 2);
    assertThat(result.scores().get(0).value()).isCloseTo(2, offset(0.05));
    assertThat(made).singleElement().matches(recipe -> recipe.closed);
    try (ModelBundle bundle = ModelBundle.open(out)) {
      assertThat(bundle.manifest().kind()).isEqualTo("mean");
      assertThat(bundle.manifest().language()).isEqualTo("en");
      assertThat(bundle.manifest().licence()).isEqualTo("free");
      assertThat(Double.parseDouble(bundle.lines("mean.txt").get(0)))
          .isEqualTo(result.scores().get(0).value(), offset(1e-6));
    }
    assertThat(Files.readAllLines(folder.resolve("bundle.training/log.tsv")))
        .hasSize(61)
        .startsWith("epoch\tlearningRate\tloss\tdeverror\ttokensPerSecond\tseconds");
  }

  @Test
  void aRecipeThatCannotBeMadeNamesTheConfigurationAndLeavesNothing() throws IOException {
    Files.writeString(config, "name: tiny\n");
    Path out = folder.resolve("bundle");
    assertThatThrownBy(() -> Trainer.train(task, config, out, false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("Configuration [" + config + "]: [numbers] is missing");
    assertThat(folder).isDirectoryNotContaining("glob:**bundle*");
  }

  @Test
  void aTrainingThatFailsClosesItsRecipe() {
    Path out = folder.resolve("bundle");
    assertThatThrownBy(
            () ->
                Trainer.train(
                    task,
                    config,
                    out,
                    false,
                    epoch -> {
                      throw new IllegalStateException("power cut");
                    }))
        .hasMessage("power cut");
    assertThat(made).singleElement().matches(recipe -> recipe.closed);
    assertThat(out).doesNotExist();
  }
}
