package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TextTemplate;

class SummarizerTest {
  private static final SummarizerOptions OPTIONS = SummarizerOptions.DEFAULT.withNumThreads(1);

  @TempDir private Path folder;
  private String bundle;

  @BeforeEach
  void write() throws IOException {
    TextTemplate template = TextTemplate.of("", List.of(), List.of("</s>"));
    bundle =
        TinyTextToText.write(
                folder,
                new TextPairRules("en", "en", template),
                GenerationSettings.DEFAULT.withBeams(2).withLengths(2, 6))
            .toString();
  }

  private List<Summary> summaries(SummarizerOptions options, String... texts) throws IOException {
    try (Summarizer summarizer = Summarizers.load(bundle, options)) {
      return summarizer.summarize(List.of(texts));
    }
  }

  @Test
  void aLongTextsSummaryIsThatOfItsWindows() throws IOException {
    String first = "abc a bc a bc abc.";
    String second = "bca cb a abc bc abc abc.";
    List<Summary> found = summaries(OPTIONS, first, second, first + "\n\n" + second, " ");
    assertThat(found).extracting(Summary::windows).containsExactly(1, 1, 2, 0);
    assertThat(found.get(2).text())
        .isEqualTo((found.get(0).text() + " " + found.get(1).text()).strip());
    assertThat(found.get(3).text()).isEmpty();
  }

  @Test
  void lengthsAreTheModelsUnlessOthersAreWanted() throws IOException {
    Summary usual = summaries(OPTIONS, "abc a.").get(0);
    Summary shorter =
        summaries(new SummarizerOptions(null, 1, null, 0, 2, OPTIONS.run()), "abc a.").get(0);
    assertThat(shorter.text().length()).isLessThan(usual.text().length());
  }

  @Test
  void aTaskIsReadBeforeEachWindow() throws IOException {
    String text = "abc a bc a bc abc.\n\n".repeat(3);
    assertThat(summaries(OPTIONS.withTaskPrefix("a b c: "), text).get(0).windows())
        .isGreaterThan(summaries(OPTIONS, text).get(0).windows());
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThatThrownBy(() -> new SummarizerOptions(null, 0, null, null, null, OPTIONS.run()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("beam [0]");
    assertThatThrownBy(() -> new SummarizerOptions(null, null, null, null, 0, OPTIONS.run()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maximumLength [0]");
  }
}
