package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.util.CoreMap;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryProbabilitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.PromptAnswersAnnotation;

/**
 * Asks a language model about sentences or whole documents, by a prompt with examples. Register it
 * under a name of your own, once for each prompt, behind {@code tokenize} and {@code ssplit}, or
 * alone for documents:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralprompt
 * customAnnotatorClass.neuralprompt = org.neuralannotators.corenlp.NeuralPromptAnnotator
 * neuralprompt.modelLocation = gpt2
 * neuralprompt.promptFile = sentiment.yaml
 * </pre>
 *
 * <p>Options, all under that name: {@code promptFile}, the path of the prompt file, which is read
 * once; the others as of {@link NeuralClassifierAnnotator}. {@code batchTokens} counts the pieces
 * of whole prompts.
 *
 * <p>What has text gets {@link PromptAnswersAnnotation}: the class, or what was written, under the
 * name of the prompt and beside what other prompts gave; nothing where nothing was written. The
 * answer of the last prompt is under {@link CategoryAnnotation} and {@link
 * CategoryProbabilitiesAnnotation} too, or CoreNLP's sentiment, as of {@link
 * NeuralClassifierAnnotator}; what was written has no probabilities.
 *
 * <p>Thread-safe. Annotators of one model share it, whatever their prompts.
 */
public final class NeuralPromptAnnotator implements Annotator {
  private final NeuralClassifierAnnotator answers;

  /**
   * For CoreNLP. What is wrong with options, prompt or model is said by {@link #requires()}, which
   * CoreNLP asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralPromptAnnotator(String name, Properties properties) {
    this(name, properties, options -> options.loader(name));
  }

  /** An annotator with any model; see {@link ReloadingModel}. */
  NeuralPromptAnnotator(
      String name,
      Properties properties,
      Function<PromptOptions, Supplier<TextClassifier>> loader) {
    Deferred<PromptOptions> options = new Deferred<>(() -> PromptOptions.read(name, properties));
    answers =
        new NeuralClassifierAnnotator(
            name,
            () -> options.get().answers(),
            given -> loader.apply(options.get()),
            (part, found) -> write(part, options.get().prompt().name(), found));
  }

  private static void write(CoreMap part, String prompt, Classification found) {
    Map<String, String> all =
        new TreeMap<>(
            Objects.requireNonNullElse(part.get(PromptAnswersAnnotation.class), Map.of()));
    all.remove(prompt);
    found.labels(0).keySet().forEach(answer -> all.put(prompt, answer));
    part.set(PromptAnswersAnnotation.class, all);
  }

  @Override
  public void annotate(Annotation document) {
    answers.annotate(document);
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  @Override
  public void unmount() {
    answers.unmount();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    return answers.requires();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    Set<Class<? extends CoreAnnotation>> all = new HashSet<>(answers.requirementsSatisfied());
    all.add(PromptAnswersAnnotation.class);
    return all;
  }

  @Override
  public Collection<String> exactRequirements() {
    return answers.exactRequirements();
  }
}
