package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.zeroshot.EntityQuery;

class NerOptionsTest {
  @Test
  void withoutPropertiesTheEnglishBundleGivesCoreNlpsTags() {
    NerOptions options = read();

    assertThat(options.tagging().modelLocation()).isEqualTo("en-ner");
    assertThat(options.tagging().tagger()).isEqualTo(TaggerOptions.DEFAULT);
    assertThat(options.tagging().tagMap().map("PER")).contains("PERSON");
    assertThat(options.tagging().tagMap().map("LOC")).contains("LOCATION");
    assertThat(options.tagging().tagMap().map("ORG")).contains("ORGANIZATION");
    assertThat(options.tagging().tagMap().map("MISC")).contains("MISC");
    assertThat(options.mentions()).isEqualTo(new SpanFilter(0, null));
    assertThat(options.tagging().limits())
        .isEqualTo(new WorkLimits(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  @Test
  void languageAndVariantChooseTheBundle() {
    assertThat(read("n.language", "nl", "n.modelVariant", "large").tagging().modelLocation())
        .isEqualTo("nl-ner-large");
    assertThat(read("n.language", "nl", "n.modelLocation", " my.zip ").tagging().modelLocation())
        .isEqualTo("my.zip");
  }

  @Test
  void threadsAreItsOwnOrThoseOfAllAnnotators() {
    assertThat(read("n.numThreads", "3", "nthreads", "2").tagging().tagger().run().numThreads())
        .isEqualTo(3);
    assertThat(read("nthreads", "2").tagging().tagger().run().numThreads()).isEqualTo(2);
    assertThat(read("nthreads", "-1").tagging().tagger()).isEqualTo(TaggerOptions.DEFAULT);
  }

  @Test
  void labelsAreForModelsThatFindEntitiesByTheirDescription() {
    assertThat(read("n.labels", " person, crime weapon ", "n.threshold", "0.3"))
        .extracting(options -> options.tagging().tagger().query())
        .isEqualTo(EntityQuery.of(List.of("person", "crime weapon")).withThreshold(0.3));
    assertThatThrownBy(() -> read("n.threshold", "0.3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[threshold] without [labels]");
    assertThatThrownBy(() -> read("n.labels", "person", "n.threshold", "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[n.threshold] is [2.0]");
  }

  @Test
  void readsLimitsAndTags() {
    NerOptions options =
        read(
            "n.batchTokens",
            "64",
            "n.maxlen",
            "50",
            "n.maxtime",
            "9",
            "n.minConfidence",
            "0.5",
            "n.exclude",
            "@.*",
            "n.precision",
            "bf16",
            "n.tagMap",
            "PER=HUMAN, *=O");

    assertThat(options.tagging().tagger().run().batchTokens()).isEqualTo(64);
    assertThat(options.tagging().tagger().run().precision()).isEqualTo(Precision.BF16);
    assertThat(options.tagging().limits()).isEqualTo(new WorkLimits(50, 9));
    assertThat(options.mentions().minConfidence()).isEqualTo(0.5);
    assertThat(options.mentions().exclude()).hasToString("@.*");
    assertThat(options.tagging().tagMap().map("PER")).contains("HUMAN");
    assertThat(options.tagging().tagMap().map("LOC")).isEmpty();
  }

  @Test
  void labelsThatTheTagMapDoesntNameKeepCoreNlpsTags() {
    LabelMap tags = read("n.tagMap", "LOC=O, PER=PER").tagging().tagMap();
    assertThat(tags.map("LOC")).isEmpty();
    assertThat(tags.map("PER")).contains("PER");
    assertThat(tags.map("ORG")).contains("ORGANIZATION");
    assertThat(tags.map("MISC")).contains("MISC");
  }

  @Test
  void readsWhatIsKeptAndRefined() {
    assertThat(read().keep()).isEmpty();
    assertThat(read().fineGrained()).isFalse();
    assertThat(read("n.keep", " DATE, MONEY,").keep()).containsExactlyInAnyOrder("DATE", "MONEY");
    assertThat(read("n.fine.regexner.mapping", "rules.tab").fineGrained()).isTrue();
    assertThat(
            read("n.fine.regexner.mapping", "rules.tab", "n.applyFineGrained", "false")
                .fineGrained())
        .isFalse();
  }

  @Test
  void namesTheOptionNearestToAnUnknownOne() {
    assertThatThrownBy(() -> read("n.nthreads", "2"))
        .hasMessageContaining("[n.nthreads]")
        .hasMessageContaining("Did you mean [n.numThreads]?");
    assertThatThrownBy(() -> read("n.modellocation", "x"))
        .hasMessageContaining("Did you mean [n.modelLocation]?");
  }

  @Test
  void leavesOtherAnnotatorsPropertiesAlone() {
    assertThat(read("ner.model", "x", "n2.anything", "x", "customAnnotatorClass.n", "y"))
        .isEqualTo(read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n.numThreads    | many    | a whole number, 0 or more",
        "n.numThreads    | -1      | a whole number, 0 or more",
        "nthreads        | 1.5     | a whole number",
        "n.batchTokens   | 0       | a whole number, 1 or more",
        "n.precision     | fp8     | one of [FP32, BF16]",
        "n.maxlen        | 0       | a whole number, 1 or more",
        "n.maxtime       | 0       | a whole number, 1 or more",
        "n.minConfidence | 1.5     | a number from 0 to 1",
        "n.minConfidence | NaN     | a number from 0 to 1",
        "n.minConfidence | high    | a number from 0 to 1",
        "n.exclude       | @(      | a regular expression",
        "n.tagMap        | PER:HUM | [label=tag, ...]"
      })
  void refusesWhatItCannotRead(String property, String value, String expected) {
    assertThatThrownBy(() -> read(property, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "Property [" + property + "] is [" + value + "]; expected " + expected);
  }

  private static NerOptions read(String... keysAndValues) {
    return NerOptions.read("n", properties(keysAndValues));
  }

  static Properties properties(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }
}
