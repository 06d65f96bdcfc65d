package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.neuralannotators.eval.AccuracyScorer;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.tagger.TaggerTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Measures a tagger of parts of speech. */
@Command(
    name = "pos",
    description = {
      "Measures a tagger of parts of speech by the accuracy of its tags, and its speed.",
      "Scores are percentages; the speed is measured after the data was tagged once."
    },
    footer = "  neural-annotators evaluate pos --model en-pos --data test.tsv")
final class EvaluatePosCommand implements Callable<Integer> {
  @Mixin private TaggerEvaluationOptions options;

  /** What {@code --json} prints; scores in percent. */
  record Evaluation(
      double accuracy, SortedMap<String, ScorePercentages> perTag, @JsonUnwrapped TaggerRun run) {}

  @Override
  public Integer call() throws IOException {
    List<TaggedSentence> gold = options.gold(TagScheme.NONE);
    TaggerRun run = options.run(TaggerTask.POS, gold);
    options.warnOfUnknown(gold.stream().flatMap(each -> each.tags().stream()).toList(), run);
    AccuracyScorer scorer = new AccuracyScorer();
    for (int i = 0; i < gold.size(); i++) {
      scorer.add(gold.get(i).tags(), run.taggings().get(i).tags());
    }
    options.print(
        new Evaluation(100 * scorer.accuracy(), ScorePercentages.of(scorer.byTag()), run),
        scorer.report(),
        run);
    return ExitCode.OK;
  }
}
