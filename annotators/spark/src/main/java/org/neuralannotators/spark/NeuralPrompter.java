package org.neuralannotators.spark;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;

/**
 * Asks a language model about texts, by a prompt with examples: {@code struct<label:string,
 * confidence:double, probabilities:array<struct<label:string, confidence:double>>>}, null for blank
 * texts, for classes that are less certain than wanted, and where the model wrote nothing. Where
 * the prompt fills a field, {@code label} is what was written, with the confidence 1 and no
 * probabilities. An {@code array<string>} of texts gets an array of answers. {@code outputCol} is
 * {@code class} where no other is named. Needs a model and a prompt file.
 */
public final class NeuralPrompter extends NeuralTransformer<NeuralPrompter> {
  private final Param<String> promptFile;
  private final DoubleParam minConfidence;

  public NeuralPrompter() {
    this(newUid(NeuralPrompter.class));
  }

  /** With a name of its own among the stages. */
  public NeuralPrompter(String uid) {
    super(Task.CLASSES, uid);
    promptFile = text("promptFile", "path of the prompt file on the driver, in YAML", "");
    minConfidence = minConfidence("less certain classes are left out");
  }

  /** Reads stages that were saved. */
  public static MLReader<NeuralPrompter> read() {
    return reader();
  }

  /** A stage that was saved. */
  public static NeuralPrompter load(String path) {
    return read().load(path);
  }

  @Override
  Options options() {
    if (getPromptFile().isEmpty()) {
      throw new IllegalArgumentException(
          "promptFile isn't set; expected the path of a prompt file, in YAML");
    }
    return super.options().withMinConfidence(getMinConfidence()).withPrompt(getPromptFile());
  }

  public Param<String> promptFile() {
    return promptFile;
  }

  public String getPromptFile() {
    return $(promptFile);
  }

  /** The path of the prompt file, which the driver reads. */
  public NeuralPrompter setPromptFile(String path) {
    return with(promptFile, path);
  }

  public DoubleParam minConfidence() {
    return minConfidence;
  }

  public double getMinConfidence() {
    return (double) $(minConfidence);
  }

  /** Less certain classes are left out; from 0 to 1. */
  public NeuralPrompter setMinConfidence(double confidence) {
    return with(minConfidence, confidence);
  }
}
