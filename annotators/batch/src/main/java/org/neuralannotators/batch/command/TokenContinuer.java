package org.neuralannotators.batch.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.lm.TextGenerator;
import org.neuralannotators.lm.continuation.Continuation;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import org.neuralannotators.lm.continuation.TextContinuer;

/**
 * Continues texts with a model of words or characters, one after the other.
 *
 * @param generator is this one's
 * @param err where tokens are named that it doesn't know
 */
record TokenContinuer(TextGenerator generator, PrintWriter err) implements TextContinuer {
  /** Whether such models have all that options ask for. */
  static boolean has(ContinuationOptions options) {
    return options.equals(
        ContinuationOptions.DEFAULT
            .withLength(options.length())
            .withSampling(options.sampling(), options.seed()));
  }

  @Override
  public List<Continuation> continueTexts(List<String> prompts, ContinuationOptions options) {
    return prompts.stream().map(prompt -> continueText(prompt, options, part -> {})).toList();
  }

  @Override
  public Continuation continueText(
      String prompt, ContinuationOptions options, Consumer<String> listener) {
    TextGenerator.Generated generated =
        generator.generate(prompt, options.length(), options.sampling(), options.seed());
    if (!generated.unknown().isEmpty()) {
      err.println("The model doesn't know these tokens of the prompt: " + generated.unknown());
      err.flush();
    }
    String text = generated.text().substring(prompt.length());
    listener.accept(text);
    return new Continuation(text, Continuation.Reason.LENGTH, options.length(), false);
  }

  @Override
  public ModelManifest manifest() {
    return generator.manifest();
  }

  @Override
  public void close() {
    generator.close();
  }
}
