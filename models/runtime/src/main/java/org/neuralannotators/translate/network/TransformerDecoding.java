package org.neuralannotators.translate.network;

import org.neuralannotators.generate.Decoding;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** Targets in the making, with keys and values of what was read kept in a cache. */
final class TransformerDecoding implements Decoding {
  private final Pass pass;
  private final TransformerDecoder decoder;
  private final TargetOutput output;
  private final TransformerDecoder.Growing targets;

  /** Whose mean is the alignment; 0 when nobody asks for it. */
  private final int alignedHeads;

  private AttentionRows across;
  private Matrix alignment;

  TransformerDecoding(
      Pass pass,
      TransformerDecoder decoder,
      TargetOutput output,
      TransformerDecoder.Growing targets,
      int alignedHeads) {
    this.pass = pass;
    this.decoder = decoder;
    this.output = output;
    this.targets = targets;
    this.alignedHeads = alignedHeads;
  }

  @Override
  public Matrix read(int[] pieces) {
    targets.cache().extend(pass);
    // The targets of a source are the elements of one sequence: they share its keys.
    across = AttentionRows.across(targets.cache().targets(), targets.sources());
    alignment = alignedHeads > 0 ? pass.workspace().matrix(1, alignedHeads * across.pairs()) : null;
    return output.scores(pass, decoder.step(pass, pieces, targets, across, alignment));
  }

  @Override
  public void select(int[] parents) {
    targets.cache().select(parents);
  }

  @Override
  public float[][] alignments() {
    float[] weights = alignment.toFloats();
    RaggedRows sources = targets.sources();
    float[][] means = new float[targets.cache().targets().rows()][];
    int row = 0;
    for (int source = 0; source < sources.sequences(); source++) {
      int ofSource = across.queryLength(source);
      int length = across.keyLength(source);
      for (int i = 0; i < ofSource; i++) {
        float[] mean = new float[length];
        for (int head = 0; head < alignedHeads; head++) {
          int from = alignedHeads * across.pairs(source) + (head * ofSource + i) * length;
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
