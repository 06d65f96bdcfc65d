package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.neuralannotators.eval.EntityScorer;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.tagger.TaggerTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Measures a tagger of named entities by conlleval's definition. */
@Command(
    name = "ner",
    description = {
      "Measures a tagger of named entities by conlleval's definition, and its speed.",
      "Scores are percentages; the speed is measured after the data was tagged once."
    },
    footer =
        "  neural-annotators evaluate ner --model en-ner --data test.tsv"
            + " --label-map person=PER,location=LOC,*=O")
final class EvaluateNerCommand implements Callable<Integer> {
  @Mixin private TaggerEvaluationOptions options;

  /** What {@code --json} prints; scores in percent. */
  record Evaluation(
      double f1,
      double precision,
      double recall,
      double accuracy,
      SortedMap<String, ScorePercentages> perType,
      long entities,
      @JsonUnwrapped TaggerRun run) {}

  @Override
  public Integer call() throws IOException {
    List<TaggedSentence> gold = options.gold(TagScheme.BIO);
    TaggerRun run = options.run(TaggerTask.NER, gold);
    EntityScorer scorer = new EntityScorer();
    for (int i = 0; i < gold.size(); i++) {
      scorer.addTags(
          gold.get(i).tags(),
          TagScheme.BIO.encode(run.taggings().get(i).spans(), gold.get(i).size()));
    }
    ScorePercentages overall = ScorePercentages.of(scorer.overall());
    options.print(
        new Evaluation(
            overall.f1(),
            overall.precision(),
            overall.recall(),
            100 * scorer.tokenAccuracy(),
            ScorePercentages.of(scorer.byType()),
            overall.gold(),
            run),
        scorer.report(),
        run);
    return ExitCode.OK;
  }
}
