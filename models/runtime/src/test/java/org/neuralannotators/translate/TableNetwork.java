package org.neuralannotators.translate;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A network whose scores are sums of what tables have for the last piece, its place and the
 * source's first piece. It learns nothing.
 *
 * @param marks of its targets
 * @param pieces [last piece, next piece]
 * @param places [place of the last piece, next piece]
 * @param sources [the source's first piece, next piece]
 */
@SuppressWarnings("ArrayRecordComponent")
record TableNetwork(TargetMarks marks, double[][] pieces, double[][] places, double[][] sources)
    implements TranslationNetwork {
  @Override
  public boolean aligns() {
    return false;
  }

  @Override
  public int maximumLength() {
    return places.length;
  }

  @Override
  public Decoding decode(Pass pass, List<int[]> read, int mostTargets, boolean aligns) {
    return new TableDecoding(pass, read.stream().mapToInt(source -> source[0]).toArray());
  }

  @Override
  public Parameters parameters() {
    return new Parameters();
  }

  @Override
  public Step train(Pass pass, List<? extends ParallelExample> examples, double weight) {
    throw new UnsupportedOperationException();
  }

  private final class TableDecoding implements Decoding {
    private final Pass pass;
    private int[] sourceOf;
    private int place;

    TableDecoding(Pass pass, int[] sourceOf) {
      this.pass = pass;
      this.sourceOf = sourceOf;
    }

    @Override
    public Matrix read(int[] last) {
      int columns = pieces.length;
      double[] scores =
          IntStream.range(0, last.length * columns)
              .mapToDouble(
                  i ->
                      pieces[last[i / columns]][i % columns]
                          + places[place][i % columns]
                          + sources[sourceOf[i / columns]][i % columns])
              .toArray();
      place++;
      return pass.workspace().matrix(last.length, columns).write(scores);
    }

    @Override
    public void select(int[] parents) {
      int[] before = sourceOf;
      sourceOf = IntStream.of(parents).map(parent -> before[parent]).toArray();
    }

    @Override
    public float[][] alignments() {
      throw new UnsupportedOperationException();
    }
  }
}
