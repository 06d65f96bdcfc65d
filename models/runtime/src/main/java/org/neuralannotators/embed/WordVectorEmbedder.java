package org.neuralannotators.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.embed.words.WordVectors;

/**
 * Looks words up in a file of vectors: as they are, else in small letters; a word that isn't there
 * has zeros.
 */
final class WordVectorEmbedder implements TokenEmbedder {
  private static final String KIND = "word-vectors";

  private final WordVectors vectors;
  private final ModelManifest manifest;

  private WordVectorEmbedder(WordVectors vectors, ModelManifest manifest) {
    this.vectors = vectors;
    this.manifest = manifest;
  }

  /** Reads a file in one of the formats that {@link WordVectors} knows. */
  static WordVectorEmbedder read(Path file) throws IOException {
    return new WordVectorEmbedder(
        WordVectors.read(file, word -> true),
        ModelManifest.builder(KIND, file.getFileName().toString()).build());
  }

  @Override
  public List<float[][]> embed(List<? extends List<String>> sentences) {
    return sentences.stream()
        .map(tokens -> tokens.stream().map(this::vector).toArray(float[][]::new))
        .toList();
  }

  private float[] vector(String token) {
    float[] exact = vectors.vector(token);
    float[] found = exact == null ? vectors.vector(token.toLowerCase(Locale.ROOT)) : exact;
    return found == null ? new float[vectors.dimension()] : found;
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    // The vectors are on the heap.
  }
}
