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
 * @param beams how many targets are followed
 * @param aligns whether they shall be aligned to the source, where the network aligns
 */
public record BatchSearch(
    TranslationNetwork network, StepChooser chooser, Beams beams, boolean aligns) {
  /**
   * @param pass without a way back, whose workspace is used up
   * @param sources pieces without marks
   * @param lengths the longest target of each source, the end included
   * @return the targets of each source, the best first
   */
  public List<List<ScoredTarget>> run(Pass pass, List<int[]> sources, int[] lengths) {
    boolean aligned = network.aligns() && aligns;
    List<SourceSearch> all =
        IntStream.range(0, sources.size())
            .mapToObj(i -> beams.begin(i, lengths[i], network.marks()))
            .toList();
    Decoding decoding =
        network.decode(pass, sources, Math.multiplyExact(sources.size(), beams.width()), aligned);
    List<SourceSearch> going = all;
    while (!going.isEmpty()) {
      Matrix scores = decoding.read(lastPieces(going));
      List<List<SourceSearch.Step>> chosen = chooser.choose(pass, scores, going);
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
