package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.PieceOutput;
import org.neuralannotators.network.attention.KeyValueCache;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** Targets in the making, with keys and values of what was read kept in a cache. */
final class TransformerDecoding implements Decoding {
  private final Pass pass;
  private final TransformerDecoder decoder;
  private final PieceOutput output;
  private final RaggedRows sources;
  private final List<Matrix> keysValues;
  private final KeyValueCache cache;

  /** Whose mean is the alignment; 0 when nobody asks for it. */
  private final int alignedHeads;

  private AttentionRows across;
  private Matrix alignment;

  TransformerDecoding(
      Pass pass,
      TransformerDecoder decoder,
      PieceOutput output,
      RaggedRows sources,
      List<Matrix> keysValues,
      KeyValueCache cache,
      int alignedHeads) {
    this.pass = pass;
    this.decoder = decoder;
    this.output = output;
    this.sources = sources;
    this.keysValues = keysValues;
    this.cache = cache;
    this.alignedHeads = alignedHeads;
  }

  @Override
  public Matrix read(int[] pieces) {
    cache.extend(pass);
    // The targets of a source are the elements of one sequence: they share its keys.
    across = AttentionRows.across(cache.targets(), sources);
    alignment = alignedHeads > 0 ? pass.workspace().matrix(1, alignedHeads * across.pairs()) : null;
    Matrix hidden = decoder.step(pass, pieces, cache, across, keysValues, alignment);
    return output.scores(pass, hidden);
  }

  @Override
  public void select(int[] parents) {
    cache.select(parents);
  }

  @Override
  public float[][] alignments() {
    float[] weights = alignment.toFloats();
    float[][] means = new float[cache.targets().rows()][];
    int row = 0;
    for (int source = 0; source < sources.sequences(); source++) {
      int targets = across.queryLength(source);
      int length = across.keyLength(source);
      for (int i = 0; i < targets; i++) {
        float[] mean = new float[length];
        for (int head = 0; head < alignedHeads; head++) {
          int from = alignedHeads * across.pairs(source) + (head * targets + i) * length;
          for (int j = 0; j < length; j++) {
            mean[j] += weights[from + j] / alignedHeads;
          }
        }
        means[row++] = mean;
      }
    }
    return means;
  }
}
