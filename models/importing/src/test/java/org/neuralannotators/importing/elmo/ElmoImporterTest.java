package org.neuralannotators.importing.elmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.encode.elmo.ElmoModel;
import org.neuralannotators.network.kernel.Activation;

class ElmoImporterTest {
  @TempDir Path folder;
  private Path options;
  private Path weights;

  @BeforeEach
  void copyOriginal() throws IOException {
    Path original = ElmoFixture.BILM_TF.folder();
    options = Files.copy(original.resolve("options.json"), folder.resolve("tiny_options.json"));
    weights = Files.copy(original.resolve("lm_weights.hdf5"), folder.resolve("tiny_weights.hdf5"));
  }

  @Test
  void optionsBecomeTheArchitecture() throws IOException {
    try (ElmoModel model = ElmoImporter.read(folder)) {
      ElmoArchitecture architecture = model.network().architecture();
      assertThat(architecture.units()).isEqualTo(64);
      assertThat(architecture.columns()).isEqualTo(16);
      assertThat(architecture.layers()).isEqualTo(2);
      assertThat(architecture.memoryClip()).isEqualTo(3);
      assertThat(architecture.skipConnections()).isFalse();
      assertThat(architecture.activation()).isEqualTo(Activation.RELU);
      assertThat(architecture.filterCount()).isEqualTo(124);
    }
  }

  @Test
  void theMaskHasZeros() throws IOException {
    try (ElmoModel model = ElmoImporter.read(folder)) {
      float[] characters = model.parameters().all().get(0).value().toFloats();
      assertThat(characters).hasSize(262 * 4);
      assertThat(Arrays.copyOf(characters, 4)).containsOnly(0);
      assertThat(characters[4]).isNotZero();
    }
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> ElmoImporter.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"dim\": 64 | \"dim\": 60 | [32, 256]",
        "\"projection_dim\": 16 | \"projection_dim\": 8 | [124, 16]",
        "\"n_layers\": 2 | \"n_layers\": 3 | Cell2",
        "\"n_layers\": 2 | \"n_layers\": 1 | Cell1",
        "\"n_layers\": 2 | \"n_layers\": -1 | [-1]",
        "\"n_layers\": 2 | \"n_layers\": 2000000000 | [2000000000]",
        "\"dim\": 64 | \"dim\": -64 | [-64]",
        "\"dim\": 64 | \"dim\": \"many\" | many",
        "\"n_highway\": 2 | \"n_highway\": 1 | CNN_high_1",
        "\"n_highway\": 2 | \"n_highway\": 3 | CNN_high_2",
        "\"n_characters\": 262 | \"n_characters\": 261 | [261]",
        "\"max_characters_per_token\": 50 | \"max_characters_per_token\": 4 | [4]",
        "\"cell_clip\": 3 | \"cell_clip\": -3 | [-3.0]",
        "\"activation\": \"relu\" | \"activation\": \"gelu\" | gelu",
        "[5, 64] | [5, 60] | [1, 5, 4, 64]",
        "[5, 64] | [6, 64] | [1, 5, 4, 64]",
        "[5, 64] | [5] | [5]",
        "[5, 64] | [-5, 64] | [-5]",
        "\"char_cnn\" | \"token_cnn\" | [char_cnn]",
        "\"lstm\": { | \"lstm\": [ | JSON"
      })
  void optionsThatAreWrongOrContradictTheWeightsAreNamed(String given, String altered, String named)
      throws IOException {
    String json = Files.readString(options).replaceAll("\\s+", " ");
    assertThat(json).contains(given);
    Files.writeString(options, json.replace(given, altered));
    assertRefused(named, "tiny_");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 100, 900, 2_000, 100_000, 400_000})
  void aFileCutShortIsRefused(int bytes) throws IOException {
    Files.write(weights, Arrays.copyOf(Files.readAllBytes(weights), bytes));
    assertRefused("tiny_weights.hdf5", "cut short");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    Files.writeString(weights, "weights ".repeat(1000));
    assertRefused("tiny_weights.hdf5", "HDF5");
  }

  @Test
  void aMissingDataSetIsNamed() throws IOException {
    rewrite(UnaryOperator.identity());
    ElmoImporter.read(folder).close();
    rewrite(name -> name.equals("W_P_0") ? null : name);
    assertRefused("RNN_0/RNN/MultiRNNCell/Cell0/LSTMCell/W_P_0", "[64, 16]");
  }

  /** Writes the original's data sets under other names; those without a name are left out. */
  private void rewrite(UnaryOperator<String> names) throws IOException {
    Files.delete(weights);
    try (HdfFile original = new HdfFile(ElmoFixture.BILM_TF.folder().resolve("lm_weights.hdf5"));
        WritableHdfFile copy = HdfFile.write(weights)) {
      copy(original, copy, names);
    }
  }

  private static void copy(Group from, WritableGroup to, UnaryOperator<String> names) {
    for (Map.Entry<String, Node> child : from.getChildren().entrySet()) {
      String name = names.apply(child.getKey());
      if (child.getValue() instanceof Group group) {
        copy(group, to.putGroup(name), names);
      } else if (name != null) {
        to.putDataset(name, ((Dataset) child.getValue()).getData());
      }
    }
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.delete(weights);
    assertRefused("weights.hdf5");
    assertThatThrownBy(() -> ElmoImporter.read(folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("nowhere");
  }
}
