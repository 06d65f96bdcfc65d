package org.neuralannotators.uima;

import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.zeroshot.EntityQuery;

/** Knows the parts of speech of some words by heart. */
public final class FakePosModel extends NeuralModelResource {
  private static final Map<String, String> TAGS = Map.of("Ada", "PROPN", "left", "VERB", ".", ".");
  private static final List<String> LABELS = List.of("PROPN", "VERB", ".", "NOUN");

  @Override
  public SequenceTagger open(EntityQuery query) {
    return new SequenceTagger() {
      @Override
      public List<Tagging> tag(List<? extends List<String>> sentences) {
        return sentences.stream().map(FakePosModel::tagging).toList();
      }

      @Override
      public ModelManifest manifest() {
        return ModelManifest.builder("tagger", "fake-pos")
            .language("en")
            .labels(LabelSet.of(TagScheme.NONE, LABELS))
            .build();
      }

      @Override
      public void close() {}
    };
  }

  private static Tagging tagging(List<String> tokens) {
    return new Tagging(
        tokens.stream().map(token -> TAGS.getOrDefault(token, "NOUN")).toList(),
        tokens.stream().map(token -> TAGS.containsKey(token) ? 0.75 : 0.5).toList(),
        List.of());
  }
}
