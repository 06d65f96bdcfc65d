package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.embed.TokenEmbedder;

/** Gives every engine the same fake; UIMA makes the instance, hence the static fields. */
public final class FakeEmbedderModel extends NeuralEmbedderResource {
  static final List<List<List<String>>> CALLS = new ArrayList<>();
  static int handles;

  @Override
  public boolean embedsTexts() {
    return false;
  }

  @Override
  public TokenEmbedder open() {
    handles++;
    return new FakeEmbedder();
  }

  /** A token's length and its place in the sentence. */
  private static final class FakeEmbedder implements TokenEmbedder {
    @Override
    public List<float[][]> embed(List<? extends List<String>> sentences) {
      CALLS.add(List.copyOf(sentences));
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
      handles--;
    }
  }
}
