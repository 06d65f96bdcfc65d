package org.neuralannotators.train.config;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.StringSubstitutor;
import org.neuralannotators.text.Utf8Text;

/**
 * Reads YAML configurations. {@code ${NAME}} stands for an environment variable or a system
 * property, {@code ${NAME:-default}} has a default. An unknown key is an error that names the
 * nearest known one.
 */
public final class ConfigurationReader {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .annotationIntrospector(new ConstructorInjection())
          .build();

  private ConfigurationReader() {}

  /**
   * Injects into constructors alone: Jackson 2.15, which Spark 3.5 brings, tries the fields of
   * records too, which are final.
   */
  private static final class ConstructorInjection extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JacksonInject.Value findInjectableValue(AnnotatedMember member) {
      return member instanceof AnnotatedParameter ? super.findInjectableValue(member) : null;
    }
  }

  /** Makes a value of YAML. */
  @FunctionalInterface
  private interface Parsing<T> {
    T parse(String text) throws IOException;
  }

  /** Reads a configuration without an envelope. */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    List<String> keys = components(type).map(RecordComponent::getName).toList();
    return read(file, new ConfigurationErrors(file, keys), text -> YAML.readValue(text, type));
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
    ConfigurationErrors errors = new ConfigurationErrors(file, keys);
    return read(
        file,
        errors,
        text -> {
          requireKnownKeys(text, errors);
          Envelope envelope = YAML.readValue(text, Envelope.class);
          return YAML.readerFor(type)
              .with(new InjectableValues.Std().addValue(Envelope.class, envelope))
              .readValue(text);
        });
  }

  private static Stream<RecordComponent> components(Class<?> type) {
    return Stream.of(type.getRecordComponents());
  }

  private static <T> T read(Path file, ConfigurationErrors errors, Parsing<T> parsing)
      throws IOException {
    String text = substituted(text(file), errors);
    JsonNode tree = null;
    try {
      tree = YAML.readTree(text);
      T value = parsing.parse(text);
      if (value == null) {
        throw errors.empty();
      }
      return value;
    } catch (JsonProcessingException e) {
      throw errors.of(e, tree);
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Utf8Text.read(file);
    } catch (IOException e) {
      if (!(e.getCause() instanceof CharacterCodingException)) {
        throw e;
      }
      throw new ConfigurationException("Configuration " + e.getMessage(), e);
    }
  }

  /** Envelope and task each pass over the other's keys, and so over those of neither. */
  private static void requireKnownKeys(String text, ConfigurationErrors errors) throws IOException {
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        errors.requireKnown(parser.currentName(), parser.currentTokenLocation());
        parser.nextToken();
        parser.skipChildren();
      }
    }
  }

  private static String substituted(String text, ConfigurationErrors errors) {
    try {
      return new StringSubstitutor(
              name -> {
                String property = System.getProperty(name);
                return property == null ? System.getenv(name) : property;
              })
          .setEnableUndefinedVariableException(true)
          .replace(text);
    } catch (IllegalArgumentException e) {
      throw errors.undefined(e);
    }
  }
}
