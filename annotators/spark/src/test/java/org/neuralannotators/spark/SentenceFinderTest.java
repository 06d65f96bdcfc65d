package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.ModelManifest;

/** What of several documents a network reads at once. */
class SentenceFinderTest {
  private final List<List<List<String>>> calls = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"0, '[[[a, b], [c], [d]]]'", "64, '[[[a, b], [c]], [[d]]]'"})
  void documentsAreNoNeighboursOfEachOther(int context, String read) throws Exception {
    JsonNode network = JsonNodeFactory.instance.objectNode().put("context", context);
    SentenceFinder<Integer> finder =
        new SentenceFinder<>(
            columns -> List.of(),
            ModelManifest.builder("bert-tagger", "tiny").network(network).build(),
            this::sizes,
            (sentences, sizes) -> List.copyOf(sizes),
            () -> {});
    List<List<Sentence>> documents =
        List.of(List.of(sentence("a", "b"), sentence("c")), List.of(sentence("d")));

    assertThat(finder.find(documents)).isEqualTo(List.of(List.of(2, 1), List.of(1)));
    assertThat(calls).hasToString(read);
  }

  private static Sentence sentence(String... tokens) {
    return new Tokens(List.of(tokens));
  }

  private record Tokens(List<String> tokens) implements Sentence {
    @Override
    public Object[] place(int begin, int end) {
      throw new UnsupportedOperationException();
    }
  }

  private List<Integer> sizes(List<List<String>> sentences) {
    calls.add(sentences);
    return sentences.stream().map(List::size).toList();
  }
}
