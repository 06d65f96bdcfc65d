package org.neuralannotators.lm.decoder;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Texts that grow: those that went on from the first one that was begun, then those of the second,
 * and so on. What the network needs of what was read is kept. Not thread-safe.
 */
public final class DecoderDecoding {
  private final DecoderNetwork network;
  private final Pass pass;
  private final DecoderLayers.Growing<?> texts;

  DecoderDecoding(DecoderNetwork network, Pass pass, DecoderLayers.Growing<?> texts) {
    this.network = network;
    this.pass = pass;
    this.texts = texts;
  }

  /**
   * Reads several pieces of each text at once, of which each has gone on once at most; with a
   * memory in parts that are no longer than what the network reads at once.
   *
   * @param pieces of each text, at least one
   * @return [texts, vocabulary]: the score of each piece to come next, from which a softmax makes
   *     probabilities; valid until the next step
   */
  public Matrix read(List<int[]> pieces) {
    int left = pieces.stream().mapToInt(own -> own.length).max().orElse(0);
    int most = network.architecture().maximumPositions();
    while (left > most && network.architecture().memory() > 0) {
      int behind = (left - 1) / most * most;
      readHidden(part(pieces, left, behind));
      left = behind;
    }
    List<int[]> rest = part(pieces, left, 0);
    Matrix hidden = readHidden(rest);
    int[] counts = counts(rest);
    int[] last = counts.clone();
    Arrays.parallelPrefix(last, Integer::sum);
    Indices ends = pass.workspace().indices(Arrays.stream(last).map(end -> end - 1).toArray());
    Matrix behind = pass.workspace().matrix(counts.length, hidden.columns());
    pass.kernels().gather(hidden, ends, behind);
    return network.scores(pass, behind);
  }

  /** Of each text the pieces between two numbers of pieces before its end. */
  private static List<int[]> part(List<int[]> pieces, int from, int to) {
    return pieces.stream()
        .map(
            own ->
                Arrays.copyOfRange(
                    own, Math.max(0, own.length - from), Math.max(0, own.length - to)))
        .toList();
  }

  private static int[] counts(List<int[]> pieces) {
    return pieces.stream().mapToInt(own -> own.length).toArray();
  }

  private Matrix readHidden(List<int[]> pieces) {
    texts.memory().extend(pass, counts(pieces));
    return hidden(pieces.stream().flatMapToInt(Arrays::stream).toArray());
  }

  /**
   * Reads one more piece of each text.
   *
   * @return as {@link #read}
   */
  public Matrix step(int[] pieces) {
    texts.memory().extend(pass);
    return network.scores(pass, hidden(pieces));
  }

  private Matrix hidden(int[] pieces) {
    return texts.step(pass, network.embed(pass, pieces, texts.memory().places()));
  }

  /**
   * Text {@code i} goes on from what text {@code parents[i]} was; texts that are no parent end. The
   * order of those that were begun must stay.
   */
  public void select(int[] parents) {
    texts.memory().select(parents);
  }
}
