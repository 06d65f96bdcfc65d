package org.neuralannotators.batch.command;

import org.neuralannotators.translate.text.TranslationGuards;
import picocli.CommandLine.Option;

/** Options that say what a translator isn't guarded against. */
final class GuardOptions {
  @Option(
      names = "--no-split-sentences",
      description =
          "Give a text to the translator as a whole, also where it learnt from single sentences.")
  private boolean wholeLines;

  @Option(
      names = "--no-avoid-repetitions",
      description = "Take the best target also where it repeats itself or is much too short.")
  private boolean repetitions;

  @Option(
      names = "--no-keep-numbers",
      description =
          "Take the best target also where its numbers and addresses aren't those of the source.")
  private boolean otherNumbers;

  @Option(
      names = "--no-lower-capitals",
      description = "Read text in capitals as it is, not in small letters.")
  private boolean capitals;

  TranslationGuards guards() {
    return new TranslationGuards(!wholeLines, !repetitions, !otherNumbers, !capitals);
  }
}
