package org.neuralannotators.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.StringSubstitutor;
import org.neuralannotators.bundle.NearestName;

/**
 * Reads YAML configurations. {@code ${NAME}} stands for an environment variable or a system
 * property, {@code ${NAME:-default}} has a default. An unknown key is an error that names the
 * nearest known one.
 */
final class ConfigurationReader {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ConfigurationReader() {}

  static <T> T read(Path file, Class<T> type) throws IOException {
    String text = Files.readString(file);
    try {
      return YAML.readValue(substituted(text), type);
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigurationException(unknownKey(file, e), e);
    } catch (InvalidFormatException e) {
      throw new ConfigurationException(
          where(file, e)
              + ": the value ["
              + e.getValue()
              + "] of "
              + path(e)
              + " is not a "
              + describe(e.getTargetType()),
          e);
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause();
      String reason =
          cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
      throw new ConfigurationException(where(file, e) + ": " + reason, e);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Configuration ["
              + file
              + "]: "
              + e.getMessage()
              + ". Set the variable in the environment",
          e);
    }
  }

  private static String substituted(String text) {
    return new StringSubstitutor(
            name -> {
              String property = System.getProperty(name);
              return property == null ? System.getenv(name) : property;
            })
        .setEnableUndefinedVariableException(true)
        .replace(text);
  }

  private static String unknownKey(Path file, UnrecognizedPropertyException e) {
    String key = e.getPropertyName();
    List<String> known = e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
    return where(file, e)
        + ": unknown key ["
        + key
        + "]. Did you mean ["
        + NearestName.of(key, known)
        + "]? Known here: "
        + String.join(", ", known);
  }

  private static String where(Path file, JsonProcessingException e) {
    return "Configuration ["
        + file
        + "]"
        + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr());
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String describe(Class<?> type) {
    if (type.isEnum()) {
      return "known one; expected one of " + Arrays.toString(type.getEnumConstants());
    }
    return type.getSimpleName();
  }
}
