package org.neuralannotators.translate;

import org.neuralannotators.model.OptionsWithRun;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.translate.text.TranslationGuards;

/**
 * How a summarizer searches and runs. Null stands for what the model's authors want.
 *
 * @param taskPrefix text before each source, such as {@code "summarize: "} for T5; empty for none
 * @param beam how many summaries of a text the search follows; 1 is greedy
 * @param lengthPenalty the larger, the longer summaries are
 * @param minimumLength pieces that the summary of a window has at least, of an imported model
 * @param maximumLength the most pieces that the summary of a window has, likewise
 * @param run threads, batches and precision, as of {@link TranslatorOptions}
 */
public record SummarizerOptions(
    String taskPrefix,
    Integer beam,
    Double lengthPenalty,
    Integer minimumLength,
    Integer maximumLength,
    RunOptions run)
    implements OptionsWithRun<SummarizerOptions> {
  /** As the model's authors want it, on all processors. */
  public static final SummarizerOptions DEFAULT =
      new SummarizerOptions(null, null, null, null, null, TranslatorOptions.DEFAULT.run());

  /**
   * @throws IllegalArgumentException for values that can't be used
   */
  public SummarizerOptions {
    translator(taskPrefix, beam, lengthPenalty, minimumLength, maximumLength, run);
  }

  /** The same with another text before each source; empty for none. */
  public SummarizerOptions withTaskPrefix(String prefix) {
    return new SummarizerOptions(prefix, beam, lengthPenalty, minimumLength, maximumLength, run);
  }

  @Override
  public SummarizerOptions withRun(RunOptions other) {
    return new SummarizerOptions(
        taskPrefix, beam, lengthPenalty, minimumLength, maximumLength, other);
  }

  /** The same for the translator that a summarizer is. */
  TranslatorOptions translator() {
    return translator(taskPrefix, beam, lengthPenalty, minimumLength, maximumLength, run);
  }

  private static TranslatorOptions translator(
      String taskPrefix,
      Integer beam,
      Double lengthPenalty,
      Integer minimumLength,
      Integer maximumLength,
      RunOptions run) {
    TranslatorOptions options =
        new SearchChoice(beam, lengthPenalty, null, null).over(TranslatorOptions.DEFAULT);
    return options
        .withGeneration(options.generation().withLengths(minimumLength, maximumLength))
        .withTaskPrefix(taskPrefix)
        .withGuards(TranslationGuards.NONE)
        .withRun(run);
  }
}
