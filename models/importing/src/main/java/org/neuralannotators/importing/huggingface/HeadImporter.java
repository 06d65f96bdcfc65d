package org.neuralannotators.importing.huggingface;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.importing.huggingface.family.Renaming;
import org.neuralannotators.importing.huggingface.family.Task;

/** Makes a model of a folder, with the head that its configuration or the user names. */
public final class HeadImporter {
  private HeadImporter() {}

  /**
   * Reads the head.
   *
   * @param choice what the user says
   * @return to be closed
   * @throws BundleException when the head isn't known, or the files don't fit together; the error
   *     names the file, what it has and what was expected
   */
  public static ImportedModel read(HuggingFaceFolder model, Choice choice) throws IOException {
    Task task = choice.head().isPresent() ? choice.head().get() : task(model);
    choice.requireFor(model.source(), task);
    try {
      return switch (task) {
        case NONE -> ImportedEncoder.alone(model);
        case TOKENS -> TokenClassifiers.read(model, renaming(model, task));
        case CLASSES -> Classifiers.read(model, renaming(model, task), choice.pairs());
        case ANSWERS ->
            Answerers.read(model, renaming(model, task), choice.unanswerable().orElse(false));
        case MASKED -> ImportedEncoder.masked(model, renaming(model, task));
      };
    } catch (IllegalArgumentException e) {
      throw model.refused(e);
    }
  }

  private static Task task(HuggingFaceFolder model) throws BundleException {
    return Task.of(model.config().json())
        .orElseThrow(
            () ->
                new BundleException(
                    "[%s] is [%s], whose head isn't known; expected a model for tokens, classes, answers or masks. Import the encoder alone with [--head none]"
                        .formatted(
                            model.source(),
                            model.config().json().path("architectures").path(0).asText())));
  }

  private static Renaming renaming(HuggingFaceFolder model, Task task) throws BundleException {
    Renaming renaming = model.family().heads().get(task);
    if (renaming == null) {
      throw new BundleException(
          "[%s]: the head [%s] of [%s] isn't known; expected one of %s. Import the encoder alone with [--head none]"
              .formatted(
                  model.source(), task, model.family().title(), model.family().heads().keySet()));
    }
    return renaming;
  }
}
