package org.neuralannotators.tagger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.Lattice;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;

/**
 * Runs a network over sentences, sorted by length into batches, and decodes. Thread-safe, as long
 * as the network's parameters don't change.
 */
public final class NetworkTagging {
  /** A sentence beyond this many batches' tokens must not leave its memory behind. */
  private static final int LARGE = 8;

  /** Smaller batches than this are not worth a core of their own. */
  private static final int SMALLEST_BATCH = 256;

  private final BiLstmCrfNetwork network;
  private final LabelSet labels;
  private final int batchTokens;
  private final Lanes lanes;
  private final boolean[][] continues;

  /**
   * @param network stays the caller's
   * @param lanes stay the caller's
   * @param batchTokens how many tokens a batch holds, more only where one sentence does
   */
  public NetworkTagging(BiLstmCrfNetwork network, LabelSet labels, Lanes lanes, int batchTokens) {
    this.network = network;
    this.labels = labels;
    this.batchTokens = batchTokens;
    this.lanes = lanes;
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

  /** Tags sentences; the taggings come in their order. */
  public List<Tagging> tag(List<EncodedSentence> sentences) {
    LinearChainCrf crf = network.crf();
    Tagging[] taggings = new Tagging[sentences.size()];
    List<List<Integer>> batches = batches(sentences);
    lanes.run(
        batches.size(),
        (lane, batch) -> {
          List<Integer> numbers = batches.get(batch);
          Emissions[] emissions = emissions(lane, numbers.stream().map(sentences::get).toList());
          for (int i = 0; i < emissions.length; i++) {
            taggings[numbers.get(i)] = decode(crf, emissions[i]);
          }
        });
    return List.of(taggings);
  }

  private List<List<Integer>> batches(List<EncodedSentence> sentences) {
    long total = sentences.stream().mapToLong(EncodedSentence::length).sum();
    long budget = Math.min(batchTokens, Math.max(SMALLEST_BATCH, 1 + total / lanes.threads()));
    List<List<Integer>> batches = new ArrayList<>();
    long tokens = 0;
    List<Integer> sorted =
        IntStream.range(0, sentences.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> sentences.get(i).length()))
            .toList();
    for (int number : sorted) {
      int length = sentences.get(number).length();
      if (batches.isEmpty() || tokens + length > budget) {
        batches.add(new ArrayList<>());
        tokens = 0;
      }
      batches.get(batches.size() - 1).add(number);
      tokens += length;
    }
    return batches;
  }

  private Emissions[] emissions(Lanes.Lane lane, List<EncodedSentence> sentences) {
    TaggerBatch batch = TaggerBatch.of(sentences);
    Pass pass = Pass.inference(lane.kernels(), lane.workspace());
    Emissions[] emissions = CrfLayer.unpack(batch.packed(), network.emissions(pass, batch));
    if (batch.packed().rows() > LARGE * batchTokens) {
      lane.workspace().close();
    }
    return emissions;
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
