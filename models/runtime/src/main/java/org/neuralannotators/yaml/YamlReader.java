package org.neuralannotators.yaml;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.neuralannotators.text.Utf8Text;

/**
 * Reads YAML into records. An unknown key is an error that names the nearest known one.
 * Thread-safe.
 */
public final class YamlReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .annotationIntrospector(new ConstructorInjection())
          .build();

  private YamlReader() {}

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
  public interface Parsing<T> {
    /**
     * @return null when there is none
     */
    T parse(ObjectMapper yaml, String text) throws IOException;
  }

  /**
   * The record that a file holds.
   *
   * @throws RuntimeException made by {@code errors}, when the file isn't UTF-8 or can't be used
   * @throws IOException when it can't be read
   */
  public static <T> T read(Path file, Class<T> type, YamlErrors errors) throws IOException {
    return read(text(file, errors), type, errors);
  }

  /**
   * What a file says, to be read when something in it was replaced.
   *
   * @throws RuntimeException made by {@code errors}, when the file isn't UTF-8
   * @throws IOException when it can't be read
   */
  public static String text(Path file, YamlErrors errors) throws IOException {
    try {
      return Utf8Text.read(file, errors.file());
    } catch (IOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw errors.exception().apply(e.getMessage(), e);
      }
      throw e;
    }
  }

  /**
   * A record.
   *
   * @throws RuntimeException made by {@code errors}, when the text can't be used
   */
  public static <T> T read(String text, Class<T> type, YamlErrors errors) {
    return read(text, errors, (yaml, all) -> yaml.readValue(all, type));
  }

  /** The same, read in another way. */
  public static <T> T read(String text, YamlErrors errors, Parsing<T> parsing) {
    JsonNode tree = null;
    try {
      tree = YAML.readTree(text);
      requireKnownKeys(text, errors);
      T value = parsing.parse(YAML, text);
      if (value == null) {
        throw errors.empty();
      }
      return value;
    } catch (JsonProcessingException e) {
      throw errors.of(e, tree);
    } catch (IOException e) {
      throw new AssertionError("A text in memory can be read", e);
    }
  }

  /** Before records say what they miss, and where several are read from one text. */
  private static void requireKnownKeys(String text, YamlErrors errors) throws IOException {
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
}
