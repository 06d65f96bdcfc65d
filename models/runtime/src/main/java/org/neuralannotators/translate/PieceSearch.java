package org.neuralannotators.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.neuralannotators.generate.BatchSearch;
import org.neuralannotators.generate.BeamChooser;
import org.neuralannotators.generate.ForcedChooser;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.SamplingChooser;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.generate.StepChooser;
import org.neuralannotators.generate.TargetScore;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Lanes;

/**
 * Searches the targets of any number of sources, in batches of similar length.
 *
 * @param network stays the caller's
 * @param lanes stay the caller's
 * @param unrepeated as of {@link BeamChooser}
 */
public record PieceSearch(
    TranslationNetwork network, Lanes lanes, TranslatorOptions options, int unrepeated) {
  private static final int LONGER_TIMES = 3;
  private static final int LONGER_BY = 20;

  /** Targets may have anything twice. */
  public PieceSearch(TranslationNetwork network, Lanes lanes, TranslatorOptions options) {
    this(network, lanes, options, 0);
  }

  /** The same, but so many pieces in a row don't come twice in a target. */
  public PieceSearch withUnrepeated(int pieces) {
    return new PieceSearch(network, lanes, options, pieces);
  }

  /** The targets of each source, the best first. */
  public List<List<ScoredTarget>> search(List<int[]> sources) {
    int[] lengths =
        sources.stream()
            .mapToInt(
                source ->
                    Math.min(network.maximumLength(), LONGER_TIMES * source.length + LONGER_BY))
            .toArray();
    return run(
        sources, lengths, options.width(), options.nBest(), batch -> chooser(sources, batch));
  }

  private StepChooser chooser(List<int[]> sources, List<Integer> batch) {
    if (options.temperature() == 0) {
      return new BeamChooser(options.nBest(), options.pruningThreshold(), unrepeated);
    }
    return new SamplingChooser(
        options.temperature(),
        batch.stream()
            .map(i -> 31 * options.seed() + Arrays.hashCode(sources.get(i)))
            .map(SplittableRandom::new)
            .toList());
  }

  /** The given targets with their scores. */
  public List<ScoredTarget> score(List<ParallelExample> examples) {
    List<int[]> sources = examples.stream().map(ParallelExample::source).toList();
    int[] lengths = examples.stream().mapToInt(ParallelExample::length).toArray();
    return run(
            sources,
            lengths,
            1,
            1,
            batch -> new ForcedChooser(batch.stream().map(i -> examples.get(i).target()).toList()))
        .stream()
        .map(found -> found.get(0))
        .toList();
  }

  private List<List<ScoredTarget>> run(
      List<int[]> sources,
      int[] lengths,
      int width,
      int wanted,
      Function<List<Integer>, StepChooser> choosers) {
    TargetScore score = new TargetScore(options.lengthPenalty(), options.coveragePenalty());
    List<List<ScoredTarget>> found = new ArrayList<>(Collections.nCopies(sources.size(), null));
    List<List<Integer>> batches = batches(sources, width);
    ObjIntConsumer<Lanes.Lane> task =
        (lane, number) -> {
          List<Integer> batch = batches.get(number);
          List<List<ScoredTarget>> targets =
              new BatchSearch(
                      network, choosers.apply(batch), width, wanted, score, options.alignments())
                  .run(
                      lane.inference(),
                      batch.stream().map(sources::get).toList(),
                      batch.stream().mapToInt(i -> lengths[i]).toArray());
          for (int i = 0; i < batch.size(); i++) {
            found.set(batch.get(i), targets.get(i));
          }
        };
    if (batches.size() == 1) {
      lanes.onLaneWithHelp(lane -> task.accept(lane, 0));
    } else {
      lanes.run(batches.size(), task);
    }
    return found;
  }

  /** The longest first, so that no lane is left with them in the end. */
  private List<List<Integer>> batches(List<int[]> sources, int width) {
    List<Integer> order =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -sources.get(i).length))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); ) {
      long each = (long) width * (sources.get(order.get(from)).length + 1);
      long most = Math.max(1, options.run().batchTokens() / each);
      int to = (int) Math.min(order.size(), from + most);
      batches.add(order.subList(from, to));
      from = to;
    }
    return batches;
  }
}
