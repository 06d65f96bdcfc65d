package org.neuralannotators.opennlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/** Knows some words by heart, and remembers what it was asked. */
final class FakePosTagger implements SequenceTagger {
  private static final Map<String, String> TAGS = Map.of("Ada", "NNP", "left", "VBD", ".", ".");

  final List<List<List<String>>> calls = new ArrayList<>();
  boolean closed;

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    calls.add(List.copyOf(sentences));
    return sentences.stream().map(FakePosTagger::tagging).toList();
  }

  private static Tagging tagging(List<String> tokens) {
    return new Tagging(
        tokens.stream().map(FakePosTagger::tag).toList(),
        tokens.stream().map(token -> TAGS.containsKey(token) ? 0.75 : 0.5).toList(),
        List.of());
  }

  private static String tag(String token) {
    return token.isBlank() ? Tagging.UNTAGGED : TAGS.getOrDefault(token, "NN");
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
