package org.neuralannotators.prompt;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.lm.continuation.Continuation;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import org.neuralannotators.lm.continuation.PromptModel;

/** A language model that fills a field by a prompt: it goes on behind it. */
final class PromptFiller implements FieldFiller {
  private final PromptText text;
  private final PromptModel model;
  private final ModelManifest manifest;
  private final ContinuationOptions options;
  private final TextFitting fitting;

  /**
   * @param prompt without labels
   * @param model closed with this
   */
  PromptFiller(Prompt prompt, PromptModel model) {
    this.model = model;
    text = PromptText.of(prompt);
    manifest = PromptPredictors.manifest(model.manifest(), prompt);
    options = prompt.field().options();
    // The last piece that is made isn't read.
    int made = options.length() - 1;
    fitting = new TextFitting(prompt, model, part -> model.length(text.of(part), List.of()) + made);
  }

  @Override
  public List<String> fill(List<String> texts) {
    List<List<String>> parts = texts.stream().map(fitting::parts).toList();
    List<String> prompts = parts.stream().flatMap(List::stream).map(text::of).toList();
    List<Continuation> found = model.continueTexts(text.begin(), prompts, options);
    List<String> fields = new ArrayList<>();
    int first = 0;
    for (List<String> own : parts) {
      fields.add(field(found.subList(first, first + own.size())));
      first += own.size();
    }
    return fields;
  }

  /** Of several parts of a text the first that says something. */
  private static String field(List<Continuation> parts) {
    return parts.stream()
        .map(part -> part.text().strip())
        .filter(part -> !part.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    model.close();
  }
}
