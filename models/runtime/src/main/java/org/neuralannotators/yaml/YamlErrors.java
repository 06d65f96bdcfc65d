package org.neuralannotators.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.neuralannotators.bundle.registry.NearestName;

/**
 * Says in the user's words what is wrong with a file.
 *
 * @param file what it is and where, such as {@code Configuration [my.yaml]}
 * @param keys its outermost ones
 * @param exception of a message and a cause, which may be null
 */
public record YamlErrors(
    String file, List<String> keys, BiFunction<String, Throwable, RuntimeException> exception) {
  /** Errors of a file that holds a record. */
  public static YamlErrors of(
      String file, Class<?> type, BiFunction<String, Throwable, RuntimeException> exception) {
    return new YamlErrors(
        file,
        Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList(),
        exception);
  }

  /** What YAML or Jackson found. */
  RuntimeException of(JsonProcessingException e, JsonNode tree) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known =
          unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
      return unknownKey(unknown.getPropertyName(), known, e.getLocation(), e);
    }
    if (e instanceof MismatchedInputException mismatch) {
      return exception.apply(mismatch(tree, mismatch), e);
    }
    return exception.apply(where(e.getLocation()) + ": " + reason(e), e);
  }

  RuntimeException empty() {
    return exception.apply(file + " is empty; expected " + groupAmong(keys), null);
  }

  /** Refuses an outermost key that there isn't. */
  void requireKnown(String key, JsonLocation place) {
    if (!keys.contains(key)) {
      throw unknownKey(key, keys.stream().sorted().toList(), place, null);
    }
  }

  private RuntimeException unknownKey(
      String key, List<String> known, JsonLocation place, Exception cause) {
    return exception.apply(
        where(place)
            + ": unknown key ["
            + key
            + "]. Did you mean ["
            + NearestName.of(key, known)
            + "]? Known here: "
            + String.join(", ", known),
        cause);
  }

  private static String reason(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException) {
      return e.getCause().getMessage();
    }
    String syntax = e instanceof JsonMappingException ? "" : "not YAML: ";
    return syntax + e.getOriginalMessage().replaceAll("\\s+", " ");
  }

  private String where(JsonLocation place) {
    return file + (place == null ? "" : ", line " + place.getLineNr());
  }

  /** A value of another kind than its key takes. */
  private String mismatch(JsonNode tree, MismatchedInputException e) {
    JsonNode found = tree;
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      boolean named = step.getFieldName() != null;
      found = named ? found.path(step.getFieldName()) : found.path(step.getIndex());
      path.append(named ? "." + step.getFieldName() : "[" + step.getIndex() + "]");
    }
    return where(e.getLocation())
        + ": "
        + (path.isEmpty() ? "the file" : "[" + path.substring(1) + "]")
        + " is "
        + kind(found)
        + "; expected "
        + (path.isEmpty() ? groupAmong(keys) : expected(e.getTargetType()));
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

  private static String groupAmong(List<String> keys) {
    return "a group of keys among " + keys;
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type.isRecord()) {
      return groupAmong(
          Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList());
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
