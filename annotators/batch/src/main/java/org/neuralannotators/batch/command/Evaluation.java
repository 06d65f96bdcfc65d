package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neuralannotators.eval.EntityScorer;
import org.neuralannotators.eval.PrecisionRecall;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.DeviceInfo;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;

/**
 * What a tagger achieves on data with known answers; {@code evaluate --json} prints these fields.
 *
 * @param f1 in percent, like the other scores
 * @param accuracy part of the tokens with the right BIO tag
 * @param entities of the data
 * @param tokensPerSecond after the data was tagged once
 * @param peakRssMiB resident memory of the process, or null where the system doesn't tell
 * @param report conlleval's layout
 */
record Evaluation(
    String model,
    double f1,
    double precision,
    double recall,
    double accuracy,
    SortedMap<String, Scores> perType,
    long sentences,
    long tokens,
    long entities,
    double tokensPerSecond,
    double loadSeconds,
    Double peakRssMiB,
    int threads,
    @JsonIgnore String report) {

  /** Scores in percent and the counts behind them. */
  record Scores(
      double f1, double precision, double recall, long correct, long predicted, long gold) {
    static Scores of(PrecisionRecall counts) {
      return new Scores(
          100 * counts.f1(),
          100 * counts.precision(),
          100 * counts.recall(),
          counts.correct(),
          counts.predicted(),
          counts.gold());
    }
  }

  /** Loads the model, tags the data once for the scores, and again for the speed. */
  static Evaluation of(String model, List<TaggedSentence> data, LabelMap labelMap, int repeat)
      throws IOException {
    List<List<String>> words = data.stream().map(TaggedSentence::tokens).toList();
    long start = System.nanoTime();
    try (SequenceTagger tagger =
        SequenceTaggers.load(model, TaggerOptions.DEFAULT, TaggerTask.NER)) {
      double loadSeconds = secondsSince(start);
      EntityScorer scorer = score(data, tagger.tag(words), labelMap);
      start = System.nanoTime();
      for (int i = 0; i < repeat; i++) {
        tagger.tag(words);
      }
      double speed = scorer.tokens() * repeat / secondsSince(start);
      return of(tagger.manifest().name(), scorer, data.size(), speed, loadSeconds);
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static EntityScorer score(
      List<TaggedSentence> data, List<Tagging> taggings, LabelMap labelMap) {
    EntityScorer scorer = new EntityScorer();
    for (int i = 0; i < data.size(); i++) {
      TaggedSentence gold = labelMap.map(data.get(i), TagScheme.BIO);
      scorer.addTags(gold.tags(), TagScheme.BIO.encode(taggings.get(i).spans(), gold.size()));
    }
    return scorer;
  }

  private static Evaluation of(
      String model, EntityScorer scorer, int sentences, double tokensPerSecond, double load) {
    Scores overall = Scores.of(scorer.overall());
    SortedMap<String, Scores> perType = new TreeMap<>();
    scorer.byType().forEach((type, counts) -> perType.put(type, Scores.of(counts)));
    return new Evaluation(
        model,
        overall.f1(),
        overall.precision(),
        overall.recall(),
        100 * scorer.tokenAccuracy(),
        perType,
        sentences,
        scorer.tokens(),
        overall.gold(),
        tokensPerSecond,
        load,
        ProcessMemory.peakMiB(),
        DeviceInfo.current().threads(),
        scorer.report());
  }

  /** One line on time and memory. */
  String resources() {
    return String.format(
        Locale.ROOT,
        "%d sentences, %.0f tokens/s on %d threads, loaded in %.2f s, peak memory %s MiB",
        sentences,
        tokensPerSecond,
        threads,
        loadSeconds,
        peakRssMiB == null ? "?" : Math.round(peakRssMiB));
  }
}
