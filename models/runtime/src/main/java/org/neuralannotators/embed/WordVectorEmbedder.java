package org.neuralannotators.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.embed.words.WordVectors;
import org.neuralannotators.model.LoadedModel;

/**
 * Looks words up in a file of vectors: as they are, else in small letters; a word that isn't there
 * has zeros.
 */
final class WordVectorEmbedder implements TokenEmbedding {
  private static final String KIND = "word-vectors";

  private final WordVectors vectors;

  private WordVectorEmbedder(WordVectors vectors) {
    this.vectors = vectors;
  }

  /** Reads a file in one of the formats that {@link WordVectors} knows. */
  static LoadedModel<TokenEmbedding> read(Path file) throws IOException {
    return new LoadedModel<>(
        "embedder",
        ModelManifest.builder(KIND, file.getFileName().toString()).build(),
        new ReadingEmbedder(new WordVectorEmbedder(WordVectors.read(file, word -> true))),
        () -> {}); // the vectors are on the heap
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
}
