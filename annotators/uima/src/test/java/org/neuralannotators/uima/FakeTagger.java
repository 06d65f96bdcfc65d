package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/** Knows two names by heart, and remembers what it was asked. */
final class FakeTagger implements SequenceTagger {
  private static final Map<String, String> LABELS = Map.of("Ada", "PER", "Turin", "LOC");
  private static final Map<String, Double> CONFIDENCES = Map.of("Ada", 0.9, "Turin", 0.4);

  final List<List<List<String>>> calls = new ArrayList<>();
  int handles;

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    calls.add(List.copyOf(sentences));
    return sentences.stream().map(FakeTagger::tagging).toList();
  }

  private static Tagging tagging(List<String> tokens) {
    List<String> tags = new ArrayList<>();
    List<TaggedSpan> spans = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String label = LABELS.get(tokens.get(i));
      tags.add(label == null ? "O" : "B-" + label);
      if (label != null) {
        spans.add(new TaggedSpan(i, i + 1, label, CONFIDENCES.get(tokens.get(i))));
      }
    }
    return new Tagging(tags, Collections.nCopies(tags.size(), 1.0), spans);
  }

  @Override
  public ModelManifest manifest() {
    return ModelManifest.builder("tagger", "fake").language("en").build();
  }

  @Override
  public void close() {
    handles--;
  }
}
