package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.translate.Summarizer;
import org.neuralannotators.translate.Summary;

/** A text's summary is its first word. */
final class FakeSummarizer implements Summarizer {
  final List<List<String>> calls = new ArrayList<>();
  int closed;

  @Override
  public List<Summary> summarize(List<String> texts) {
    calls.add(texts);
    return texts.stream().map(text -> new Summary(text.replaceAll("\\s.*", ""), 1)).toList();
  }

  @Override
  public ModelManifest manifest() {
    return ModelManifest.builder("translator", "fake").language("en").build();
  }

  @Override
  public void close() {
    closed++;
  }
}
