package org.neuralannotators.translate.network;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.PieceOutput;
import org.neuralannotators.network.attention.GlobalAttention;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.Workspace;

/** Targets in the making, with the decoder's state of each. */
final class RnnDecoding implements Decoding {
  private final Pass pass;
  private final RnnDecoder decoder;
  private final PieceOutput output;
  private final Function<int[], Matrix> embeddings;
  private final RaggedRows sources;
  private final GlobalAttention.Memory memory;

  /** Of each target before the next step, with room for as many as there may be. */
  private final RnnState state;

  /** The source of each target. */
  private int[] sourceOf;

  private RnnDecoder.Trace last;

  /** Behind it lies what only one step needs. */
  private final Workspace.Mark mark;

  /**
   * @param first the state of a target for each source
   * @param state memory for the states
   */
  RnnDecoding(
      Pass pass,
      RnnDecoder decoder,
      PieceOutput output,
      Function<int[], Matrix> embeddings,
      RaggedRows sources,
      GlobalAttention.Memory memory,
      RnnState first,
      RnnState state) {
    this.pass = pass;
    this.decoder = decoder;
    this.output = output;
    this.embeddings = embeddings;
    this.sources = sources;
    this.memory = memory;
    this.state = state;
    sourceOf = IntStream.range(0, sources.sequences()).toArray();
    keep(first, sourceOf);
    mark = pass.workspace().mark();
  }

  @Override
  public Matrix read(int[] pieces) {
    pass.workspace().release(mark);
    int targets = pieces.length;
    // The targets of a source are the elements of one sequence: they attend to the same.
    int[] ofSource = new int[sources.sequences()];
    for (int source : sourceOf) {
      ofSource[source]++;
    }
    TargetSegment segment =
        TargetSegment.step(targets, AttentionRows.across(new RaggedRows(ofSource), sources));
    Matrix hidden = pass.workspace().matrix(targets, output.pieces().columns());
    last =
        decoder.forward(
            pass, segment, embeddings.apply(pieces), state.first(targets), memory, hidden);
    return output.scores(pass, hidden);
  }

  @Override
  public void select(int[] parents) {
    keep(last.last(state.feed() != null), parents);
    sourceOf = Arrays.stream(parents).map(parent -> sourceOf[parent]).toArray();
  }

  /** Target {@code i} goes on from a target of other states. */
  private void keep(RnnState from, int[] parents) {
    Indices rows = pass.workspace().indices(parents);
    for (int i = 0; i < from.layers().size(); i++) {
      RecurrentState to = state.layers().get(i);
      RecurrentState layer = from.layers().get(i);
      pass.kernels().gather(layer.h(), rows, to.h().rows(0, parents.length));
      if (to.memory().rows() > 0) {
        pass.kernels().gather(layer.memory(), rows, to.memory().rows(0, parents.length));
      }
    }
    if (state.feed() != null) {
      pass.kernels().gather(from.feed(), rows, state.feed().rows(0, parents.length));
    }
  }

  @Override
  public float[][] alignments() {
    float[][] alignments = new float[sourceOf.length][];
    int element = 0;
    for (int i = 0; i < alignments.length; i++) {
      element = i > 0 && sourceOf[i] == sourceOf[i - 1] ? element + 1 : 0;
      alignments[i] = last.attended().weights(sourceOf[i], element);
    }
    return alignments;
  }
}
