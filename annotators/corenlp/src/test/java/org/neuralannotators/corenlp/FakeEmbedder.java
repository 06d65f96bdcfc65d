package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.embed.TokenEmbedder;

/** A token's length and its place in the sentence. */
final class FakeEmbedder implements TokenEmbedder {
  final List<List<List<String>>> calls = new ArrayList<>();
  int opened;
  int closed;
  Runnable onCall = () -> {};

  @Override
  public List<float[][]> embed(List<? extends List<String>> sentences) {
    calls.add(List.copyOf(sentences));
    onCall.run();
    return sentences.stream().map(FakeEmbedder::vectors).toList();
  }

  private static float[][] vectors(List<String> tokens) {
    float[][] vectors = new float[tokens.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = new float[] {tokens.get(i).length(), i};
    }
    return vectors;
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public ModelManifest manifest() {
    return ModelManifest.builder("elmo", "fake").language("en").build();
  }

  @Override
  public void close() {
    closed++;
  }
}
