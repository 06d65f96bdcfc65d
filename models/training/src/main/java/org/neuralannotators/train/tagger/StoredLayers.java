package org.neuralannotators.train.tagger;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenLayers;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;

/**
 * An embedder's layers of many sentences, computed once and kept in a file as fp32, token after
 * token with all layers of each. Those of other sentences are computed. {@link #close()} deletes
 * the file; on Unix it has no name from the start, so that a process that is killed leaves none.
 */
final class StoredLayers implements TokenLayers {
  private static final int SENTENCES_AT_ONCE = 512;

  private final TokenLayers computed;
  private final FileChannel file;
  private final Map<List<String>, Long> places = new HashMap<>();

  private StoredLayers(TokenLayers computed, FileChannel file) {
    this.computed = computed;
    this.file = file;
  }

  /**
   * Computes and writes; an error leaves no file and frees {@code computed}.
   *
   * @param place of the file, which is replaced
   * @param embedder gives all layers side by side
   * @param computed the layers of the same embedder; they are freed with these
   */
  static StoredLayers write(
      Path place,
      TokenEmbedder embedder,
      TokenLayers computed,
      Collection<? extends List<String>> sentences)
      throws IOException {
    FileChannel file =
        FileChannel.open(
            place,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    StoredLayers stored = new StoredLayers(computed, file);
    try {
      List<List<String>> distinct = List.copyOf(new LinkedHashSet<>(sentences));
      for (int i = 0; i < distinct.size(); i += SENTENCES_AT_ONCE) {
        List<List<String>> some =
            distinct.subList(i, Math.min(i + SENTENCES_AT_ONCE, distinct.size()));
        List<float[][]> vectors = embedder.embed(some);
        for (int j = 0; j < some.size(); j++) {
          stored.append(some.get(j), vectors.get(j));
        }
      }
      return stored;
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private void append(List<String> sentence, float[][] vectors) throws IOException {
    places.put(sentence, file.position());
    ByteBuffer bytes = buffer(vectors.length);
    FloatBuffer numbers = bytes.asFloatBuffer();
    Arrays.stream(vectors).forEach(numbers::put);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private ByteBuffer buffer(int tokens) {
    int numbers = Math.multiplyExact(tokens, count() * columns());
    return ByteBuffer.allocate(Math.multiplyExact(numbers, Float.BYTES))
        .order(ByteOrder.nativeOrder());
  }

  /** Bytes of the file. */
  long size() throws IOException {
    return file.size();
  }

  @Override
  public int count() {
    return computed.count();
  }

  @Override
  public int columns() {
    return computed.columns();
  }

  @Override
  public List<Matrix> layers(Pass pass, List<List<String>> sentences, PackedSequence packed) {
    if (!places.keySet().containsAll(sentences)) {
      return computed.layers(pass, sentences, packed);
    }
    float[][] layers = new float[count()][Math.multiplyExact(packed.rows(), columns())];
    for (int i = 0; i < packed.sequences(); i++) {
      FloatBuffer numbers = read(sentences.get(packed.original(i)));
      for (int t = 0; t < packed.length(i); t++) {
        for (float[] layer : layers) {
          numbers.get(layer, packed.row(i, t) * columns(), columns());
        }
      }
    }
    return Arrays.stream(layers)
        .map(layer -> pass.workspace().matrix(packed.rows(), columns()).write(layer))
        .toList();
  }

  private FloatBuffer read(List<String> sentence) {
    ByteBuffer bytes = buffer(sentence.size());
    long place = places.get(sentence);
    try {
      while (bytes.hasRemaining()) {
        if (file.read(bytes, place + bytes.position()) < 0) {
          throw new EOFException("The stored vectors end before the sentence " + sentence);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.flip().asFloatBuffer();
  }

  @Override
  public void close() {
    computed.close();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
