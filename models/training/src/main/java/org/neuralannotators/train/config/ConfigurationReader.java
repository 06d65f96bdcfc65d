package org.neuralannotators.train.config;

import com.fasterxml.jackson.databind.InjectableValues;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.StringSubstitutor;
import org.neuralannotators.yaml.YamlErrors;
import org.neuralannotators.yaml.YamlReader;

/**
 * Reads YAML configurations. {@code ${NAME}} stands for an environment variable or a system
 * property, {@code ${NAME:-default}} has a default. An unknown key is an error that names the
 * nearest known one.
 */
public final class ConfigurationReader {
  private ConfigurationReader() {}

  /** Reads a configuration without an envelope. */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    YamlErrors errors = YamlErrors.of(name(file), type, ConfigurationException::new);
    return YamlReader.read(substituted(file, errors), type, errors);
  }

  /**
   * Reads the configuration of a task: its envelope, and beside that its own keys.
   *
   * @param without keys of the envelope that the task doesn't have
   */
  public static <T extends TaskConfig> T readTask(Path file, Class<T> type, String... without)
      throws IOException {
    List<String> keys =
        Stream.concat(components(Envelope.class), components(type))
            .filter(component -> component.getType() != Envelope.class)
            .map(RecordComponent::getName)
            .filter(key -> !Arrays.asList(without).contains(key))
            .toList();
    YamlErrors errors = new YamlErrors(name(file), keys, ConfigurationException::new);
    return YamlReader.read(
        substituted(file, errors),
        errors,
        (yaml, text) -> {
          Envelope envelope = yaml.readValue(text, Envelope.class);
          return yaml.readerFor(type)
              .with(new InjectableValues.Std().addValue(Envelope.class, envelope))
              .readValue(text);
        });
  }

  private static Stream<RecordComponent> components(Class<?> type) {
    return Stream.of(type.getRecordComponents());
  }

  private static String name(Path file) {
    return "Configuration [" + file + "]";
  }

  private static String substituted(Path file, YamlErrors errors) throws IOException {
    String text = YamlReader.text(file, errors);
    try {
      return new StringSubstitutor(
              name -> {
                String property = System.getProperty(name);
                return property == null ? System.getenv(name) : property;
              })
          .setEnableUndefinedVariableException(true)
          .replace(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          errors.file() + ": " + e.getMessage() + ". Set the variable in the environment", e);
    }
  }
}
