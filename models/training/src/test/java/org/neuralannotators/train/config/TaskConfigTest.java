package org.neuralannotators.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JacksonInject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.ModelManifest;

class TaskConfigTest {
  @TempDir private Path folder;

  /** The configuration of a task with two keys of its own. */
  public record Config(@JacksonInject Envelope envelope, int size, Part part)
      implements TaskConfig {}

  /** A group of keys. */
  public record Part(String text) {}

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), yaml);
  }

  private Config read(String yaml, String... without) throws IOException {
    return ConfigurationReader.readTask(write(yaml), Config.class, without);
  }

  @Test
  void envelopeAndTaskAreReadFromOneFile() throws IOException {
    Config config =
        read("size: 3\nname: x\npart: {text: a}\ntraining: {epochs: 2}\nlicence: free\nseed: 7\n");
    assertThat(config.size()).isEqualTo(3);
    assertThat(config.part()).isEqualTo(new Part("a"));
    assertThat(config.training().epochs()).isEqualTo(2);
    assertThat(config.seed()).isEqualTo(7);
    ModelManifest manifest = config.describe(ModelManifest.builder("kind", config.name())).build();
    assertThat(manifest.name()).isEqualTo("x");
    assertThat(manifest.language()).isEqualTo("en");
    assertThat(manifest.licence()).isEqualTo("free");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'name: x\nsice: 3\nseed: 1\n'|line 2: unknown key [sice]. Did you mean [size]? Known here: description, language, licence, name, part, seed, size, training",
        "'name: x\nenvelope: {name: y}\n'|line 2: unknown key [envelope]",
        "'name: x\npart: {txt: y}\n'|unknown key [txt]. Did you mean [text]?",
        "'name: x\ntraining: {epoch: 1}\n'|unknown key [epoch]. Did you mean [epochs]?",
        "'name: x\nseed: y\nsize: 1\n'|line 2: [seed] is [y]; expected a whole number",
        "'name: x\nsize: y\nseed: 1\n'|line 2: [size] is [y]; expected a whole number",
        "'name: x\ntraining: {epochs: []}\n'|line 2: [training.epochs] is the list []",
        "'size: 3\n'|[name] is missing",
        "'name: x\nname: y\n'|line 2: not YAML: Duplicate field 'name'",
        "'- name\n'|the file is the list [\"name\"]; expected a group of keys among [name, language,",
        "'~'|is empty; expected a group of keys among [name, language, description, licence, seed, training, size, part]",
      })
  void whatCannotBeReadIsNamedWithItsLine(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Configuration [" + folder.resolve("config.yaml") + "]")
        .hasMessageContaining(message);
  }

  @Test
  void aKeyOfTheEnvelopeThatTheTaskDoesNotHaveIsUnknown() throws IOException {
    assertThat(read("name: x\n", "language").language()).isEqualTo("en");
    assertThatThrownBy(() -> read("name: x\nlanguage: de\n", "language"))
        .hasMessageContaining("unknown key [language]")
        .message()
        .doesNotContain("licence, language");
  }

  @Test
  void whatIsNotUtf8IsNamedWithItsLine() throws IOException {
    Path file =
        Files.write(folder.resolve("config.yaml"), new byte[] {'a', ':', '\n', (byte) 0xE9});
    assertThatThrownBy(() -> ConfigurationReader.readTask(file, Config.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Configuration [%s] line [2] isn't UTF-8 from byte [0] on; convert it first", file);
  }
}
