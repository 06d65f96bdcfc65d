package org.neuralannotators.batch.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.List;
import org.neuralannotators.lm.continuation.Continuation;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import org.neuralannotators.lm.continuation.TextContinuer;

/** Prints texts that were continued, and says which have lost their begin on the way. */
final class Continuations {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final boolean json;
  private final PrintWriter out;
  private final PrintWriter err;
  private long printed;
  private long slid;

  /**
   * @param json an object a line
   */
  Continuations(boolean json, PrintWriter out, PrintWriter err) {
    this.json = json;
    this.out = out;
    this.err = err;
  }

  private record Line(
      String prompt, String continuation, Continuation.Reason reason, int pieces, boolean slid) {}

  /** A single text, as it is written. */
  void print(TextContinuer continuer, String prompt, ContinuationOptions options)
      throws JsonProcessingException {
    if (json) {
      print(continuer, List.of(prompt), options);
      return;
    }
    show(prompt);
    count(continuer.continueText(prompt, options, this::show));
    out.println();
    out.flush();
  }

  private void show(String part) {
    out.print(part);
    out.flush();
  }

  /** Several texts in one call. */
  void print(TextContinuer continuer, List<String> prompts, ContinuationOptions options)
      throws JsonProcessingException {
    List<Continuation> texts = continuer.continueTexts(prompts, options);
    for (int i = 0; i < texts.size(); i++) {
      if (json) {
        out.println(line(prompts.get(i), texts.get(i)));
      } else {
        out.print(printed > 0 ? System.lineSeparator() : "");
        out.println(prompts.get(i) + texts.get(i).text());
      }
      count(texts.get(i));
    }
    out.flush();
  }

  private static String line(String prompt, Continuation text) throws JsonProcessingException {
    return JSON.writeValueAsString(
        new Line(prompt, text.text(), text.reason(), text.pieces(), text.slid()));
  }

  private void count(Continuation text) {
    printed++;
    slid += text.slid() ? 1 : 0;
  }

  /** Warns of texts that are longer than the model reads at once. */
  void report() {
    if (slid > 0) {
      err.printf(
          "Warning: [%d] of [%d] texts are longer than the model reads at once: their ends were"
              + " written without their begins%n",
          slid, printed);
      err.flush();
    }
  }
}
