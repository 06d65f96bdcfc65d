package org.neuralannotators.lm.continuation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.decoder.DecoderShapes;

/** What searches find is what transformers' find; see search_reference.py. */
class SearchReferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A search and what it finds. */
  record Search(
      int model,
      int beams,
      double lengthPenalty,
      double repetitionPenalty,
      Integer[] ends,
      int[] found) {
    @Override
    public String toString() {
      return "model %d, %d beams, penalties %s and %s, ends %s"
          .formatted(model, beams, lengthPenalty, repetitionPenalty, Arrays.toString(ends));
    }
  }

  private static JsonNode reference() {
    try (InputStream input = SearchReferenceTest.class.getResourceAsStream("search.json")) {
      return JSON.readTree(input);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Search> searches() {
    return StreamSupport.stream(reference().get("searches").spliterator(), false)
        .map(search -> JSON.convertValue(search, Search.class));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void searchFindsWhatTransformersFinds(Search search) {
    JsonNode reference = reference();
    JsonNode model = reference.get("models").get(search.model());
    double[][] pieces = JSON.convertValue(model.get("pieces"), double[][].class);
    double[][] places = JSON.convertValue(model.get("places"), double[][].class);
    int[] prompt = JSON.convertValue(reference.get("prompt"), int[].class);
    ContinuationOptions options =
        new ContinuationOptions(
            reference.get("length").asInt(),
            Sampling.GREEDY,
            search.repetitionPenalty(),
            search.beams(),
            search.lengthPenalty(),
            List.of(),
            1);
    TextWriter writer =
        new TextWriter(
            TinyDecoders.laidOut(DecoderShapes.LLAMA, false, 100, search.ends()),
            new Context(100, new int[0]),
            prompt,
            options);
    GrowingText text =
        search.beams() > 1
            ? new BeamText(writer, options, part -> {})
            : new DrawnText(writer, options, new SplittableRandom(1), part -> {});
    while (!text.rows().isEmpty()) {
      text.advance(
          text.rows().stream()
              .map(row -> sum(pieces[row[row.length - 1]], places[row.length - 1]))
              .toArray(double[][]::new));
    }
    assertThat(pieces(text)).startsWith(prompt).endsWith(search.found());
    assertThat(text.continuation().pieces()).isEqualTo(search.found().length);
  }

  private static double[] sum(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
  }

  private static int[] pieces(GrowingText text) {
    return text instanceof BeamText beams ? beams.pieces() : ((DrawnText) text).pieces();
  }
}
