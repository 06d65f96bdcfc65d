package org.neuralannotators.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.neuralannotators.generate.BatchSearch;
import org.neuralannotators.generate.BeamChooser;
import org.neuralannotators.generate.Beams;
import org.neuralannotators.generate.ForcedChooser;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.generate.LeavingBeams;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.generate.StepChooser;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Lanes;

/** Searches the targets of any number of sources, in batches of similar length. Thread-safe. */
public final class PieceSearch {
  /** So many sources take hardly longer than fewer do. */
  private static final int FEWEST = 16;

  private final TranslationNetwork network;
  private final Lanes lanes;
  private final TranslatorOptions options;
  private final SearchMethod method;

  private PieceSearch(
      TranslationNetwork network, Lanes lanes, TranslatorOptions options, SearchMethod method) {
    this.network = network;
    this.lanes = lanes;
    this.options = options;
    this.method = method;
  }

  /**
   * The search of a model that was trained here.
   *
   * @param network stays the caller's
   * @param lanes stay the caller's
   */
  public PieceSearch(TranslationNetwork network, Lanes lanes, TranslatorOptions options) {
    this(network, lanes, options, new LearntSearch(options, network.marks(), 0));
  }

  /**
   * The search of an imported model, as Hugging Face's transformers does it.
   *
   * @param network stays the caller's
   * @param lanes stay the caller's
   * @param settings what the model's authors want; what the options want otherwise is preferred
   * @throws IllegalArgumentException when both together can't be used
   */
  public PieceSearch(
      TranslationNetwork network,
      Lanes lanes,
      TranslatorOptions options,
      GenerationSettings settings) {
    this(
        network,
        lanes,
        options,
        new ImportedSearch(options.generation().over(settings), options, network.marks()));
  }

  /**
   * The same, but so many pieces in a row don't come twice in a target; see {@link BeamChooser}.
   */
  public PieceSearch withUnrepeated(int pieces) {
    return new PieceSearch(network, lanes, options, method.withUnrepeated(pieces));
  }

  /**
   * The targets of each source, the best first. What all targets begin with is there too.
   *
   * @param sources pieces without marks
   */
  public List<List<ScoredTarget>> search(List<int[]> sources) {
    int[] lengths =
        sources.stream()
            .mapToInt(
                source -> Math.min(network.maximumLength(), method.maximumLength(source.length)))
            .toArray();
    return run(
        sources,
        lengths,
        method.beams(),
        batch -> method.chooser(batch.stream().map(sources::get).toList()));
  }

  /**
   * The given targets with their scores.
   *
   * @param examples whose targets lack what all begin with
   */
  public List<ScoredTarget> score(List<ParallelExample> examples) {
    List<int[]> sources = examples.stream().map(ParallelExample::source).toList();
    List<int[]> targets = examples.stream().map(example -> begun(example.target())).toList();
    return run(
            sources,
            targets.stream().mapToInt(target -> target.length + 1).toArray(),
            new LeavingBeams(1, 1, method.score()),
            batch ->
                new ForcedChooser(batch.stream().map(targets::get).toList(), method.begin().size()))
        .stream()
        .map(found -> found.get(0))
        .toList();
  }

  private int[] begun(int[] target) {
    return IntStream.concat(
            method.begin().stream().mapToInt(Integer::intValue), IntStream.of(target))
        .toArray();
  }

  private List<List<ScoredTarget>> run(
      List<int[]> sources,
      int[] lengths,
      Beams beams,
      Function<List<Integer>, StepChooser> choosers) {
    boolean aligns = options.alignments() || method.score().coveragePenalty() > 0;
    List<List<ScoredTarget>> found = new ArrayList<>(Collections.nCopies(sources.size(), null));
    List<List<Integer>> batches = batches(sources, beams.width());
    ObjIntConsumer<Lanes.Lane> task =
        (lane, number) -> {
          List<Integer> batch = batches.get(number);
          BatchSearch search = new BatchSearch(network, choosers.apply(batch), beams, aligns);
          List<List<ScoredTarget>> targets =
              lane.infer(
                  batch.stream().mapToLong(i -> rows(sources.get(i), beams.width())).sum(),
                  options.run().batchTokens(),
                  pass ->
                      search.run(
                          pass,
                          batch.stream().map(sources::get).toList(),
                          batch.stream().mapToInt(i -> lengths[i]).toArray()));
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

  /**
   * The longest first, so that no lane is left with them in the end, and for each lane as many, but
   * for few sources.
   */
  private List<List<Integer>> batches(List<int[]> sources, int width) {
    List<Integer> order =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -sources.get(i).length))
            .toList();
    long budget = options.run().batchTokens();
    long all = sources.stream().mapToLong(source -> rows(source, width)).sum();
    long passes = ceilDiv(ceilDiv(all, budget), lanes.threads()) * lanes.threads();
    List<List<Integer>> batches = new ArrayList<>();
    for (int from = 0, to = 0; from < order.size(); from = to) {
      long most = Math.max(1, budget / rows(sources.get(order.get(from)), width));
      long rows = 0;
      while (to < order.size() && to - from < most && (rows * passes < all || to - from < FEWEST)) {
        rows += rows(sources.get(order.get(to)), width);
        to++;
      }
      batches.add(order.subList(from, to));
    }
    return batches;
  }

  private static long ceilDiv(long x, long y) {
    return (x + y - 1) / y;
  }

  private static long rows(int[] source, int width) {
    return (long) width * (source.length + 1);
  }
}
