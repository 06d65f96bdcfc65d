package org.neuralannotators.uima;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.prompt.Prompt;
import org.neuralannotators.prompt.PromptPredictors;
import org.neuralannotators.types.TypeNames;

/**
 * Asks a language model about sentences or whole documents, by a prompt with examples: writes
 * {@code categoryType} as {@link TextClassifierAnnotator} does. Its value is the class that the
 * prompt gives, or what the model wrote, which has the confidence 1 and may be nothing: then there
 * is no annotation. {@code modelId} is {@code model:prompt}, so that several prompts can be told
 * apart. {@code sentenceType} may name any annotations whose texts shall be asked about. Threads
 * and models as in {@link NeuralEngine}; engines with other prompts share the model too.
 */
@ResourceMetaData(
    name = "Neural Prompt Annotator",
    description = "Asks a language model about sentences or documents, by a prompt with examples.",
    vendor = "org.neuralannotators")
@TypeCapability(
    inputs = TypeNames.SENTENCE,
    outputs = {
      TypeNames.CATEGORY,
      TypeNames.CATEGORY + ":" + TypeNames.VALUE,
      TypeNames.CATEGORY + ":" + TypeNames.CONFIDENCE,
      TypeNames.CATEGORY + ":" + TypeNames.MODEL_ID
    })
public class PromptAnnotator extends TextClassifierAnnotator {
  public static final String PARAM_PROMPT_FILE = "promptFile";

  @ConfigurationParameter(
      name = PARAM_PROMPT_FILE,
      description = "Path of the prompt file, in YAML: template, examples and labels or a field.")
  private String promptFile;

  /** Opens the model; tests have their own. */
  TextClassifier load(String location, Prompt prompt, PredictorOptions options) throws IOException {
    return PromptPredictors.load(location, prompt, options);
  }

  @Override
  final TextClassifier load(String location, PredictorOptions options) throws IOException {
    return load(location, Prompt.read(Path.of(promptFile)), options);
  }
}
