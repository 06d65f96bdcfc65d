package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Searches the targets of several sources at once, all at the same length; a source whose targets
 * have ended leaves.
 *
 * @param network says what may come next
 * @param chooser decides what comes next
 * @param width targets of a source at any time
 * @param wanted targets of a source that are asked for
 * @param score by which they are compared
 * @param aligns whether they shall be aligned to the source
 */
public record BatchSearch(
    TranslationNetwork network,
    StepChooser chooser,
    int width,
    int wanted,
    TargetScore score,
    boolean aligns) {
  /**
   * @param pass without a way back, whose workspace is used up
   * @param sources pieces without marks
   * @param lengths the longest target of each source, the end included
   * @return the targets of each source, the best first
   */
  public List<List<ScoredTarget>> run(Pass pass, List<int[]> sources, int[] lengths) {
    boolean aligned = network.aligns() && (aligns || score.coveragePenalty() > 0);
    List<SourceSearch> all =
        IntStream.range(0, sources.size())
            .mapToObj(i -> new SourceSearch(i, width, wanted, lengths[i], score, network.marks()))
            .toList();
    Decoding decoding =
        network.decode(pass, sources, Math.multiplyExact(sources.size(), width), aligned);
    List<SourceSearch> going = all;
    while (!going.isEmpty()) {
      Matrix probabilities = decoding.read(lastPieces(going));
      pass.kernels().softmax(probabilities);
      List<List<SourceSearch.Step>> chosen = steps(pass, probabilities, going);
      int[] parents = advance(going, chosen, aligned ? decoding.alignments() : null);
      going = going.stream().filter(search -> !search.active().isEmpty()).toList();
      if (!going.isEmpty()) {
        decoding.select(parents);
      }
    }
    return all.stream().map(SourceSearch::found).toList();
  }

  private static int[] lastPieces(List<SourceSearch> going) {
    return going.stream()
        .flatMap(search -> search.active().stream())
        .mapToInt(PartialTarget::piece)
        .toArray();
  }

  private List<List<SourceSearch.Step>> steps(
      Pass pass, Matrix probabilities, List<SourceSearch> going) {
    List<List<SourceSearch.Step>> chosen =
        new ArrayList<>(chooser.choose(pass, probabilities, going));
    int row = 0;
    for (int i = 0; i < going.size(); i++) {
      int targets = going.get(i).active().size();
      if (going.get(i).mustEnd()) {
        int first = row;
        chosen.set(
            i,
            IntStream.range(0, targets)
                .mapToObj(
                    j -> ForcedChooser.step(probabilities, first + j, j, network.marks().end()))
                .toList());
      }
      row += targets;
    }
    return chosen;
  }

  /** The place of each target's parent among all targets. */
  private static int[] advance(
      List<SourceSearch> going, List<List<SourceSearch.Step>> chosen, float[][] alignments) {
    List<Integer> parents = new ArrayList<>();
    int row = 0;
    for (int i = 0; i < going.size(); i++) {
      SourceSearch search = going.get(i);
      int targets = search.active().size();
      List<float[]> own =
          alignments == null ? null : Arrays.asList(alignments).subList(row, row + targets);
      for (int parent : search.advance(chosen.get(i), own)) {
        parents.add(row + parent);
      }
      row += targets;
    }
    return parents.stream().mapToInt(Integer::intValue).toArray();
  }
}
