package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.pipeline.Annotation;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.SummaryAnnotation;
import org.neuralannotators.translate.SummarizerOptions;

class NeuralSummaryAnnotatorTest {
  private final FakeSummarizer summarizer = new FakeSummarizer();

  private static Properties properties(String... options) {
    Properties properties = NerOptionsTest.properties(options);
    properties.setProperty("n.modelLocation", "fake");
    return properties;
  }

  private NeuralSummaryAnnotator annotator() {
    return new NeuralSummaryAnnotator("n", properties(), read -> () -> summarizer);
  }

  @Test
  void aDocumentGetsTheSummaryOfItsText() {
    Annotation document = new Annotation("Ada left. Bob stayed.");
    NeuralSummaryAnnotator annotator = annotator();
    annotator.annotate(document);
    assertThat(document.get(SummaryAnnotation.class)).isEqualTo("Ada");
    assertThat(summarizer.calls).containsExactly(List.of("Ada left. Bob stayed."));
    assertThat(annotator.requirementsSatisfied()).containsExactly(SummaryAnnotation.class);
    annotator.unmount();
    assertThat(summarizer.closed).isEqualTo(1);
    NeuralAnnotationRemover.remove(document);
    assertThat(document.containsKey(SummaryAnnotation.class)).isFalse();
  }

  @Test
  void anInterruptedThreadGivesNoSummary() {
    Annotation document = new Annotation("Ada left.");
    NeuralSummaryAnnotator annotator = annotator();
    Thread.currentThread().interrupt();
    annotator.annotate(document);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(document.containsKey(SummaryAnnotation.class)).isFalse();
  }

  @Test
  void optionsAreTheModelsUnlessTheyAreGiven() {
    SummarizerOptions read = SummaryOptions.read("n", properties()).summarizer();
    assertThat(read).isEqualTo(SummarizerOptions.DEFAULT);
    read =
        SummaryOptions.read(
                "n",
                properties(
                    "n.taskPrefix",
                    "summarize: ",
                    "n.beamSize",
                    "3",
                    "n.lengthPenalty",
                    "2",
                    "n.minimumLength",
                    "5",
                    "n.maximumLength",
                    "50"))
            .summarizer();
    assertThat(read)
        .isEqualTo(
            new SummarizerOptions("summarize: ", 3, 2.0, 5, 50, SummarizerOptions.DEFAULT.run()));
  }

  @Test
  void badOptionsAreRefused() {
    assertThatThrownBy(() -> SummaryOptions.read("n", properties("n.maximumLength", "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[n.maximumLength]", "[0]", "1 or more");
    assertThatThrownBy(() -> SummaryOptions.read("n", new Properties()))
        .hasMessageContaining("bundle of a summarizer");
  }
}
