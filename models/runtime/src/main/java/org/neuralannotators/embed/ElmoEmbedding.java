package org.neuralannotators.embed;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.encode.elmo.BiLanguageModel;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.encode.elmo.ElmoModel;
import org.neuralannotators.encode.elmo.TokenBatch;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.text.CharacterIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes vectors with ELMo. A sentence is read between its begin and its end, which get none. */
final class ElmoEmbedding implements EmbeddingNetwork<List<String>> {
  private static final Logger LOG = LoggerFactory.getLogger(ElmoEmbedding.class);

  private final ElmoModel model;
  private final BiLanguageModel network;
  private final CharacterIds ids;
  private final LayerCollector.Shape shape;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param model is the embedding's from now on
   */
  ElmoEmbedding(ElmoModel model, EmbedderOptions.Layers layers) {
    this.model = model;
    network = model.network();
    ids = network.characterIds();
    ElmoArchitecture architecture = network.architecture();
    shape =
        new LayerCollector.Shape(
            layers, model.mix(), 1 + architecture.layers(), 2 * architecture.columns());
  }

  @Override
  public List<List<String>> encode(List<? extends List<String>> sentences) {
    if (!warned.get()) {
      long cut = sentences.stream().flatMap(List::stream).filter(ids::cuts).count();
      if (cut > 0 && warned.compareAndSet(false, true)) {
        LOG.warn(
            "[{}] tokens are longer than the [{}] bytes that the model reads of each: the rest is"
                + " left out. This is said once",
            cut,
            ids.bytes());
      }
    }
    return sentences.stream().map(ElmoEmbedding::withBoundaries).toList();
  }

  private static List<String> withBoundaries(List<String> tokens) {
    return tokens.isEmpty()
        ? List.of()
        : Stream.of(
                Stream.of(CharacterIds.SENTENCE_BEGIN),
                tokens.stream(),
                Stream.of(CharacterIds.SENTENCE_END))
            .flatMap(part -> part)
            .toList();
  }

  @Override
  public int rows(List<String> sentence) {
    return sentence.size();
  }

  @Override
  public TokenVectors embed(Pass pass, List<List<String>> sentences) {
    return embed(pass, sentences, zeroState(pass.workspace(), sentences.size()));
  }

  /** The state before a first batch. */
  BiLanguageModel.State zeroState(Workspace workspace, int sentences) {
    return network.zeroState(workspace, sentences);
  }

  /**
   * Embeds sentences that go on from a state.
   *
   * @param state becomes that behind the sentences
   */
  TokenVectors embed(Pass pass, List<List<String>> sentences, BiLanguageModel.State state) {
    BiLanguageModel.Trace trace = network.forward(pass, TokenBatch.of(sentences, ids), state);
    state.set(trace.last());
    PackedSequence packed = trace.batch().packed();
    LayerCollector layers = new LayerCollector(pass, shape, packed.rows());
    for (int i = 0; i < shape.count(); i++) {
      Matrix place = layers.place(i);
      if (place != null) {
        network.layer(pass, trace, i, place);
      }
    }
    return new TokenVectors(layers.vectors(), tokenRows(packed));
  }

  /** For each sentence the rows of its tokens, without its begin and end. */
  private static List<int[]> tokenRows(PackedSequence packed) {
    int[] sorted = new int[packed.sequences()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[packed.original(i)] = i;
    }
    return IntStream.of(sorted)
        .mapToObj(
            i -> IntStream.range(1, packed.length(i) - 1).map(t -> packed.row(i, t)).toArray())
        .toList();
  }

  @Override
  public int dimension() {
    return shape.dimension();
  }

  @Override
  public int layers() {
    return shape.count();
  }

  @Override
  public void close() {
    model.close();
  }
}
