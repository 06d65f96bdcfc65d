package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.DecoderEvaluation;
import org.neuralannotators.lm.LanguageModelEvaluation;
import org.neuralannotators.lm.LanguageModelScore;
import org.neuralannotators.lm.PieceScore;
import org.neuralannotators.lm.RawFormat;
import org.neuralannotators.lm.SlidingWindows;
import org.neuralannotators.lm.TextFormat;
import org.neuralannotators.lm.TextLayout;
import org.neuralannotators.lm.continuation.TextContinuers;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how well a language model predicts a text. */
@Command(
    name = "lm",
    description = {
      "Measures a language model: its perplexity on a text, in each direction.",
      "Of a decoder: the perplexity of its pieces and, to be compared with other models, of words"
          + " between white space, and bits for each byte of the text. Of others ends of sentences"
          + " are predicted too; tokens that the model doesn't know count as one token, <unk>, and"
          + " the report says how many they are."
    },
    footer =
        "  neural-annotators evaluate lm --model my-lm --data masc.txt --layout TOKENS --from 0.9")
final class EvaluateLmCommand implements Callable<Integer> {
  @Mixin private EvaluationOptions options;

  @Option(
      names = "--adapter",
      paramLabel = "ADAPTER",
      description = "A bundle of what the decoder learnt beside its weights. For decoders.")
  private String adapter;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description =
          "RUNNING for text that goes on over line ends (the default), LINES for a text a line,"
              + " TOKENS for a sentence a line with its tokens between blanks.")
  private TextLayout layout = TextLayout.DEFAULT;

  @Option(
      names = "--column",
      paramLabel = "N",
      description = "Read this one of the columns between tabs, from 0.")
  private Integer column;

  @Option(
      names = "--from",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Leave out this share of the lines at the begin, such as 0.9.")
  private double from;

  @Option(
      names = "--to",
      defaultValue = "1",
      paramLabel = "SHARE",
      description = "Read up to this share of the lines.")
  private double to;

  @Option(
      names = "--context",
      paramLabel = "N",
      description =
          "Pieces that a decoder reads at once; by default as many as it can. For decoders.")
  private Integer context;

  @Option(
      names = "--stride",
      paramLabel = "N",
      description =
          "By how many pieces each window begins later, so that before each piece there are at"
              + " least as many as the context has more; default half of the context. For"
              + " decoders.")
  private Integer stride;

  @Option(
      names = "--memory",
      paramLabel = "N",
      description =
          "How many pieces before each window a decoder with relative positions remembers; by"
              + " default as many as in its training, and 0 for none.")
  private Integer memory;

  @Spec private CommandSpec spec;

  /** What {@code --json} prints. */
  record Evaluation(
      String model,
      Map<String, Double> perplexity,
      long sentences,
      long tokens,
      double unknownShare,
      double tokensPerSecond,
      @JsonUnwrapped Resources resources) {

    String report() {
      List<String> lines = new ArrayList<>();
      perplexity.forEach(
          (direction, value) ->
              lines.add(String.format(Locale.ROOT, "perplexity %s: %.2f", direction, value)));
      lines.add(
          String.format(
              Locale.ROOT, "%d tokens, %.2f %% of them unknown", tokens, 100 * unknownShare));
      lines.add(resources.line(sentences + " sentences", "tokens", tokensPerSecond));
      return String.join(System.lineSeparator(), lines);
    }
  }

  @Override
  public Integer call() throws IOException {
    TextFormat.Part part = usable(() -> new TextFormat.Part(from, to));
    RawFormat format = usable(() -> new RawFormat(layout, column));
    if (TextContinuers.isOne(options.model())) {
      return evaluatePieces(format, part);
    }
    if (context != null || stride != null || memory != null || adapter != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--context, --stride, --memory and --adapter are for models of the kind [decoder]; expected none with [%s]"
              .formatted(options.model()));
    }
    return evaluateTokens(part);
  }

  private int evaluatePieces(RawFormat format, TextFormat.Part part) throws IOException {
    long start = System.nanoTime();
    try (DecoderEvaluation evaluation = DecoderEvaluation.load(options.model(), adapter)) {
      double loadSeconds = TaggerRun.secondsSince(start);
      SlidingWindows windows = usable(() -> evaluation.windows(context, stride, memory));
      start = System.nanoTime();
      PieceScore score = evaluation.score(options.data(), format, part, windows);
      double seconds = TaggerRun.secondsSince(start);
      options.require(score.pieces().predictions() > 0, "text");
      PieceEvaluation result =
          PieceEvaluation.of(evaluation.manifest().name(), score, windows, seconds, loadSeconds);
      options.print(result, result.report());
      return ExitCode.OK;
    }
  }

  private int evaluateTokens(TextFormat.Part part) throws IOException {
    long start = System.nanoTime();
    try (LanguageModelEvaluation evaluation = LanguageModelEvaluation.load(options.model())) {
      double loadSeconds = TaggerRun.secondsSince(start);
      start = System.nanoTime();
      LanguageModelScore score = evaluation.score(options.data(), layout, column, part);
      double seconds = TaggerRun.secondsSince(start);
      options.require(score.sentences() > 0, "text");
      Evaluation result =
          new Evaluation(
              evaluation.manifest().name(),
              perplexity(evaluation.directions(), score.directions()),
              score.sentences(),
              score.tokens(),
              score.unknownShare(),
              score.tokens() / seconds,
              Resources.now(loadSeconds));
      options.print(result, result.report());
      return ExitCode.OK;
    }
  }

  private <T> T usable(Supplier<T> arguments) {
    try {
      return arguments.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Map<String, Double> perplexity(List<String> names, List<Perplexity> values) {
    Map<String, Double> perplexity = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      perplexity.put(names.get(i), values.get(i).value());
    }
    return perplexity;
  }
}
