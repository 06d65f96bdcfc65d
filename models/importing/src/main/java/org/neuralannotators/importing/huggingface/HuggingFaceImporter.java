package org.neuralannotators.importing.huggingface;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.transformer.EncoderArchitecture;

/**
 * Makes bundles of the models that people have in Hugging Face's format. Nothing is downloaded, and
 * no code of a file is run.
 */
public final class HuggingFaceImporter {
  private HuggingFaceImporter() {}

  /**
   * Whether a source is a folder that this reads, or an ONNX file with a configuration, as far as
   * their files' names tell.
   */
  public static boolean reads(Path source) {
    return GlinerFolder.isOne(source)
        || SentenceTransformersFolder.isOne(source)
        || HuggingFaceFolder.isOne(source)
        || HuggingFaceFolder.ofOnnx(source).isPresent();
  }

  /**
   * Reads a folder, or an ONNX file with a configuration: that tells the family and the head.
   *
   * @param choice what the user says
   * @return to be closed
   * @throws BundleException when the family or the head isn't known, or the files can't be
   *     understood or don't fit together; the error names the file, what it has and what was
   *     expected
   */
  public static ImportedModel read(Path folder, Choice choice) throws IOException {
    if (GlinerFolder.isOne(folder)) {
      return gliner(folder, choice);
    }
    boolean modules = SentenceTransformersFolder.isOne(folder);
    if (modules && choice.head().isEmpty()) {
      return SentenceTransformersFolder.read(folder);
    }
    HuggingFaceFolder model =
        modules
            ? HuggingFaceFolder.read(SentenceTransformersFolder.transformer(folder))
            : transformer(folder);
    Task task = choice.head().isPresent() ? choice.head().get() : task(folder, model);
    try {
      return switch (task) {
        case NONE -> ImportedEncoder.alone(model);
        case TOKENS -> ImportedTagger.of(model, renaming(folder, model, task));
        case CLASSES -> Classifiers.read(model, renaming(folder, model, task), choice.pairs());
        case ANSWERS -> Answerers.read(model, renaming(folder, model, task));
        case MASKED -> ImportedEncoder.masked(model, renaming(folder, model, task));
      };
    } catch (IllegalArgumentException e) {
      throw model.refused(e);
    }
  }

  private static HuggingFaceFolder transformer(Path source) throws IOException {
    Optional<Path> ofOnnx = HuggingFaceFolder.ofOnnx(source);
    return ofOnnx.isPresent()
        ? HuggingFaceFolder.read(ofOnnx.get(), source)
        : HuggingFaceFolder.read(source);
  }

  private static ImportedModel gliner(Path folder, Choice choice) throws IOException {
    if (choice.head().isPresent()) {
      throw new BundleException(
          "[%s] is a GLiNER model, which is of no use without its own head. Leave out [--head %s]"
              .formatted(folder, choice.head().get()));
    }
    return GlinerFolder.read(folder);
  }

  private static Task task(Path folder, HuggingFaceFolder model) throws BundleException {
    return Task.of(model.config().json())
        .orElseThrow(
            () ->
                new BundleException(
                    "[%s] is [%s], whose head isn't known; expected a model for tokens, classes, answers or masks. Import the encoder alone with [--head none]"
                        .formatted(
                            folder, model.config().json().path("architectures").path(0).asText())));
  }

  private static Renaming renaming(Path folder, HuggingFaceFolder model, Task task)
      throws BundleException {
    Renaming renaming = model.family().heads().get(task);
    if (renaming == null) {
      throw new BundleException(
          "[%s]: the head [%s] of [%s] isn't known; expected one of %s. Import the encoder alone with [--head none]"
              .formatted(folder, task, model.family().title(), model.family().heads().keySet()));
    }
    return renaming;
  }

  /** The family and the size of an encoder, for people. */
  static String encoder(HuggingFaceFolder model) {
    EncoderArchitecture shape = model.architecture();
    return "%s, %d layers of %d, %s"
        .formatted(
            model.family().title(),
            shape.layers(),
            shape.hidden(),
            model.cased() ? "cased" : "uncased");
  }
}
