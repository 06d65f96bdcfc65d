package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;

/** Products in bfloat16, or in single precision on a CPU without it, change next to no tag. */
class PrecisionIT {
  private static final double SAME = 0.98;

  @ParameterizedTest
  @ValueSource(strings = {"en-ner", "en-ner-bert", "en-pos"})
  void tagsAreThoseOfSinglePrecision(String model) throws Exception {
    List<List<String>> sentences =
        PosSentences.samples().stream().map(sample -> List.of(sample.getSentence())).toList();
    List<String> expected = tags(model, Precision.FP32, sentences);
    List<String> actual = tags(model, Precision.BF16, sentences);
    long same =
        IntStream.range(0, expected.size())
            .filter(i -> actual.get(i).equals(expected.get(i)))
            .count();
    assertThat(actual).hasSameSizeAs(expected);
    assertThat((double) same / expected.size()).isGreaterThan(SAME);
  }

  private static List<String> tags(String model, Precision precision, List<List<String>> sentences)
      throws Exception {
    TaggerOptions options = TaggerOptions.DEFAULT.withPrecision(precision);
    try (SequenceTagger tagger = SequenceTaggers.load(model, options)) {
      return tagger.tag(sentences).stream().map(Tagging::tags).flatMap(List::stream).toList();
    }
  }
}
