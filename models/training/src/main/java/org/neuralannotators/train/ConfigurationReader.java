package org.neuralannotators.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.commons.text.StringSubstitutor;
import org.neuralannotators.bundle.NearestName;
import org.neuralannotators.text.Utf8Text;

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
    String text = substituted(file, Utf8Text.read(file));
    JsonNode tree = null;
    try {
      tree = YAML.readTree(text);
      T value = YAML.readValue(text, type);
      if (value == null) {
        throw new ConfigurationException(
            "Configuration [" + file + "] is empty; expected " + expected(type));
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigurationException(unknownKey(file, e), e);
    } catch (MismatchedInputException e) {
      throw new ConfigurationException(mismatch(file, tree, e), e);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(where(file, e) + ": " + reason(e), e);
    }
  }

  private static String reason(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException) {
      return e.getCause().getMessage();
    }
    String syntax = e instanceof JsonMappingException ? "" : "not YAML: ";
    return syntax + e.getOriginalMessage().replaceAll("\\s+", " ");
  }

  /**
   * Refuses what isn't a regular expression; null is none.
   *
   * @throws IllegalArgumentException naming the key
   */
  static void requirePattern(String key, String value) {
    try {
      Pattern.compile(value == null ? "" : value);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "[" + key + "] is [" + value + "]; expected a regular expression", e);
    }
  }

  private static String substituted(Path file, String text) {
    try {
      return substituted(text);
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

  /** A value of another kind than its key takes. */
  private static String mismatch(Path file, JsonNode tree, MismatchedInputException e) {
    JsonNode found = tree;
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      boolean named = step.getFieldName() != null;
      found = named ? found.path(step.getFieldName()) : found.path(step.getIndex());
      path.append(named ? "." + step.getFieldName() : "[" + step.getIndex() + "]");
    }
    return where(file, e)
        + ": "
        + (path.isEmpty() ? "the file" : "[" + path.substring(1) + "]")
        + " is "
        + kind(found)
        + "; expected "
        + expected(e.getTargetType());
  }

  private static String kind(JsonNode found) {
    return switch (found.getNodeType()) {
      case ARRAY -> "the list " + found;
      case OBJECT -> "a group of keys " + names(found.fieldNames());
      case NULL, MISSING -> "empty";
      default -> "[" + found.asText() + "]";
    };
  }

  private static List<String> names(Iterator<String> names) {
    List<String> all = new ArrayList<>();
    names.forEachRemaining(all::add);
    return all;
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type.isRecord()) {
      return "a group of keys among "
          + Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
    }
    if (type == Boolean.class || type == boolean.class) {
      return "[true] or [false]";
    }
    if (type == String.class) {
      return "a single text";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "a group of keys with values";
  }
}
