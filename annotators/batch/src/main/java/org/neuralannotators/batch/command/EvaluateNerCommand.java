package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.neuralannotators.eval.EntityScorer;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.tagger.TaggerTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private QueryOptions entities;

  @Option(
      names = "--exclude",
      paramLabel = "REGEX",
      description =
          "Leave out what the tagger found if its whole text, of tokens with blanks between,"
              + " matches, such as \"@.*\" for user names, if the data doesn't tag them.")
  private Pattern exclude;

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
    TaggerRun run = options.run(TaggerTask.NER, entities.query(), gold);
    options.warnOfUnknown(
        gold.stream().flatMap(each -> each.spans().stream()).map(TaggedSpan::label).toList(), run);
    EntityScorer scorer = new EntityScorer();
    SpanFilter filter = new SpanFilter(0, exclude);
    for (int i = 0; i < gold.size(); i++) {
      List<String> tokens = gold.get(i).tokens();
      List<TaggedSpan> found = filter.filter(run.taggings().get(i).spans(), tokens::get);
      scorer.addTags(gold.get(i).tags(), TagScheme.BIO.encode(found, tokens.size()));
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
