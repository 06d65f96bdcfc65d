package org.neuralannotators.opennlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/** Knows some words by heart, and remembers what it was asked. */
final class FakeTagger implements SequenceTagger {
  private static final Map<String, String> TAGS =
      Map.of("Ada", "B-PER", "Lovelace", "I-PER", "Turin", "B-LOC");
  private static final Map<String, Double> CONFIDENCES = Map.of("PER", 0.9, "LOC", 0.4);

  final List<List<List<String>>> calls = new ArrayList<>();
  boolean closed;

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    calls.add(List.copyOf(sentences));
    return sentences.stream().map(FakeTagger::tagging).toList();
  }

  private static Tagging tagging(List<String> tokens) {
    List<String> tags = tokens.stream().map(token -> TAGS.getOrDefault(token, "O")).toList();
    List<TaggedSpan> spans =
        TagScheme.BIO.decode(tags).stream()
            .map(s -> new TaggedSpan(s.begin(), s.end(), s.label(), CONFIDENCES.get(s.label())))
            .toList();
    return new Tagging(tags, Collections.nCopies(tags.size(), 1.0), spans);
  }

  @Override
  public ModelManifest manifest() {
    return ModelManifest.builder("tagger", "fake").language("en").build();
  }

  @Override
  public void close() {
    closed = true;
  }
}
