package org.neuralannotators.tagger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.Lattice;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.model.SharedBatches;
import org.neuralannotators.network.Lanes;

/**
 * Runs a network over sentences, in batches that concurrent callers share, and decodes.
 * Thread-safe, as long as the network's parameters don't change.
 *
 * @param <S> how the network reads a sentence
 */
public final class NetworkTagging<S> {
  private final LabelSet labels;
  private final NetworkScoring<S, Tagging> scoring;
  private final boolean[][] continues;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   * @param batchTokens how many rows a batch holds, more only where one sentence does
   * @param sharedBatches whether concurrent callers share batches
   */
  public NetworkTagging(TaggerModel<S> model, Lanes lanes, int batchTokens, boolean sharedBatches) {
    labels = model.labels();
    scoring = new NetworkScoring<>(model, lanes, batchTokens, sharedBatches, this::decode);
    continues = continuations(labels);
  }

  /** For each label which labels behind it prolong its span. */
  private static boolean[][] continuations(LabelSet labels) {
    boolean[][] result = new boolean[labels.size()][labels.size()];
    TagScheme scheme = labels.scheme();
    if (scheme == TagScheme.BIOES || scheme == TagScheme.BILOU) {
      return result;
    }
    for (int from = 0; from < labels.size(); from++) {
      for (int to = 0; to < labels.size(); to++) {
        String tag = labels.tag(from);
        result[from][to] =
            !tag.equals("O") && labels.tag(to).equals("I-" + tag.substring(tag.indexOf('-') + 1));
      }
    }
    return result;
  }

  /** Tags sentences; the taggings come in their order. Errors as in {@link SharedBatches#run}. */
  public List<Tagging> tag(List<S> sentences) {
    return scoring.run(sentences);
  }

  private Tagging decode(LinearChainCrf crf, Emissions emissions) {
    int[] path = crf.viterbi(emissions).labels();
    Lattice lattice = crf.lattice(emissions);
    List<String> tags = new ArrayList<>(path.length);
    List<Double> confidences = new ArrayList<>(path.length);
    for (int t = 0; t < path.length; t++) {
      tags.add(labels.tag(path[t]));
      confidences.add(lattice.marginal(t, path[t]));
    }
    List<TaggedSpan> spans = new ArrayList<>();
    for (TaggedSpan span : labels.scheme().decode(tags)) {
      int[] run = Arrays.copyOfRange(path, span.begin(), span.end());
      double confidence =
          lattice.spanProbability(span.begin(), run, continues[run[run.length - 1]]);
      spans.add(new TaggedSpan(span.begin(), span.end(), span.label(), confidence));
    }
    return new Tagging(tags, confidences, spans);
  }
}
