package org.neuralannotators.batch.command;

import java.util.List;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import picocli.CommandLine.Option;

/** Options that say how texts go on. */
final class ContinuationArguments {
  @Option(
      names = "--length",
      defaultValue = "100",
      paramLabel = "N",
      description =
          "The most that is written of a text: pieces, words or characters as the model has;"
              + " default ${DEFAULT-VALUE}.")
  private int length;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Below 1 likely tokens become likelier, above 1 less so; 0 always takes the likeliest;"
              + " default 1, and with --beams 0.")
  private Double temperature;

  @Option(
      names = "--top-k",
      defaultValue = "0",
      paramLabel = "K",
      description = "Draw among the K likeliest tokens; 0, the default, among all.")
  private int topK;

  @Option(
      names = "--top-p",
      defaultValue = "1",
      paramLabel = "P",
      description =
          "Draw among the likeliest tokens that together have this probability; 1, the default,"
              + " among all.")
  private double topP;

  @Option(
      names = "--repetition-penalty",
      defaultValue = "1",
      paramLabel = "R",
      description =
          "Above 1 the text repeats itself less, and the prompt; 1, the default, for none. For"
              + " decoders.")
  private double repetitionPenalty;

  @Option(
      names = "--beams",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Search the most probable text, following N of them; default ${DEFAULT-VALUE}. For"
              + " decoders.")
  private int beams;

  @Option(
      names = "--length-penalty",
      defaultValue = "1",
      paramLabel = "L",
      description =
          "With --beams: above 0 favours long texts, below 0 short ones; default ${DEFAULT-VALUE}."
              + " For decoders.")
  private double lengthPenalty;

  @Option(
      names = "--stop",
      arity = "1",
      paramLabel = "TEXT",
      description = "A text ends before this string; may be given several times. For decoders.")
  private List<String> stops = List.of();

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Of the random numbers; default ${DEFAULT-VALUE}.")
  private long seed;

  /**
   * The options.
   *
   * @throws IllegalArgumentException for values that can't be used
   */
  ContinuationOptions options() {
    double drawn = beams > 1 ? 0 : 1;
    return new ContinuationOptions(
        length,
        new Sampling(temperature == null ? drawn : temperature, topK, topP),
        repetitionPenalty,
        beams,
        lengthPenalty,
        stops,
        seed);
  }
}
