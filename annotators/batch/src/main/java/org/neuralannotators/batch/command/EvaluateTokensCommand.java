package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.neuralannotators.eval.SegmentationScore;
import org.neuralannotators.split.ConlluText;
import org.neuralannotators.split.SplitText;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.split.TextSplitters;
import org.neuralannotators.split.TokenColumn;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how text is split into sentences and tokens. */
@Command(
    name = "tokens",
    description = {
      "Measures a splitter of text into sentences and tokens by the definition of CoNLL 2018's"
          + " shared task, and its speed.",
      "Data is CoNLL-U, or a token a line, with a blank line between sentences, beside the text"
          + " itself. Scores are percentages; the speed is measured after the text was split once."
    },
    footer = "  neural-annotators evaluate tokens --model en-tokens --data en_ewt-ud-test.conllu")
final class EvaluateTokensCommand implements Callable<Integer> {
  /** For how long the text is split again and again. */
  private static final double SECONDS = 2;

  /** Whose tokens are measured. */
  private static final class Splits {
    @Option(
        names = "--model",
        paramLabel = "MODEL",
        description = "Path of a bundle, classpath: and a path, or the name of a bundle.")
    private String model;

    @Option(
        names = "--predicted",
        paramLabel = "FILE",
        description = "What another program made of the text, CoNLL-U.")
    private Path predicted;
  }

  @ArgGroup(multiplicity = "1")
  private Splits splits;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "Data with known answers.")
  private Path data;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "The text that the tokens are of, UTF-8. Without it, it is what the data says: text and"
              + " SpaceAfter=No of CoNLL-U, and a blank line before each # newpar.")
  private Path text;

  @Option(
      names = "--whole-tokens",
      description =
          "Take CoNLL-U's multiword tokens, such as don't, as one. By default their words count,"
              + " where they spell the token.")
  private boolean wholeTokens;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** What {@code --json} prints; scores in percent. */
  record Evaluation(
      String model,
      ScorePercentages tokens,
      ScorePercentages sentences,
      long characters,
      Double charactersPerSecond,
      @JsonUnwrapped Resources resources) {

    String report() {
      return line("tokens", tokens)
          + line("sentences", sentences)
          + (charactersPerSecond == null
              ? characters + " characters"
              : resources.line(characters + " characters", "characters", charactersPerSecond));
    }

    private static String line(String what, ScorePercentages score) {
      return String.format(
          Locale.ROOT,
          "%s: precision %.2f; recall %.2f; F1 %.2f; %d of %d found, %d of them right%n",
          what,
          score.precision(),
          score.recall(),
          score.f1(),
          score.predicted(),
          score.gold(),
          score.correct());
    }
  }

  @Override
  public Integer call() throws IOException {
    SplitText gold = gold();
    if (gold.tokens().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "[" + data + "] holds no tokens; expected CoNLL-U or a token a line");
    }
    Evaluation evaluation = splits.model == null ? ofFile(gold) : ofModel(gold, splits.model);
    print(evaluation);
    return ExitCode.OK;
  }

  private SplitText gold() throws IOException {
    return text == null
        ? ConlluText.read(data, wholeTokens)
        : TokenColumn.read(data, text, wholeTokens);
  }

  private Evaluation ofFile(SplitText gold) throws IOException {
    SplitText predicted = ConlluText.read(splits.predicted, wholeTokens);
    return evaluation(splits.predicted.toString(), gold, predicted, null, 0);
  }

  private static Evaluation ofModel(SplitText gold, String model) throws IOException {
    long start = System.nanoTime();
    try (TextSplitter splitter = TextSplitters.load(model)) {
      double loadSeconds = TaggerRun.secondsSince(start);
      SplitText predicted = splitter.split(gold.text());
      long characters = 0;
      start = System.nanoTime();
      do {
        splitter.split(gold.text());
        characters += gold.text().length();
      } while (TaggerRun.secondsSince(start) < SECONDS);
      double perSecond = characters / TaggerRun.secondsSince(start);
      return evaluation(splitter.manifest().name(), gold, predicted, perSecond, loadSeconds);
    }
  }

  private static Evaluation evaluation(
      String model, SplitText gold, SplitText predicted, Double perSecond, double loadSeconds) {
    SegmentationScore score = SegmentationScore.of(gold, predicted);
    return new Evaluation(
        model,
        ScorePercentages.of(score.tokens()),
        ScorePercentages.of(score.sentences()),
        gold.text().length(),
        perSecond,
        Resources.now(loadSeconds));
  }

  private void print(Evaluation evaluation) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json ? JsonMapper.builder().build().writeValueAsString(evaluation) : evaluation.report());
    out.flush();
  }
}
