package org.neuralannotators.spark;

import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.translate.text.TextChoice;
import picocli.CommandLine.Option;

/** How the job annotates. */
final class JobOptions {
  @Option(
      names = "--language",
      paramLabel = "CODE",
      description =
          "Language by whose rules plain text is split. Default: en; for translation the model's.")
  private String language;

  @Option(
      names = "--language-mismatch",
      defaultValue = "WARN",
      paramLabel = "WHAT",
      description =
          "What is done with a document whose language the model isn't for: WARN, ERROR (in its"
              + " row) or IGNORE. Default: ${DEFAULT-VALUE}.")
  private LanguageMismatch languageMismatch;

  @Option(
      names = "--min-confidence",
      defaultValue = "0",
      paramLabel = "P",
      description = "Leave out entities, classes and answers that are less certain, from 0 to 1.")
  private double minConfidence;

  @Option(
      names = "--prompt",
      defaultValue = "",
      paramLabel = "FILE",
      description =
          "classes: a prompt file on the driver, in YAML, by which a language model is asked.")
  private String prompt;

  @Option(
      names = "--labels",
      defaultValue = "",
      paramLabel = "LABELS",
      description =
          "ner: what is found, in words with commas between, by a model that finds entities by their"
              + " description.")
  private String labels;

  @Option(
      names = "--threshold",
      defaultValue = "0.5",
      paramLabel = "P",
      description =
          "ner: a model with labels leaves out what is less probable. Default: ${DEFAULT-VALUE}.")
  private double threshold;

  @Option(
      names = "--nested",
      description = "ner: a model with labels may find an entity inside another.")
  private boolean nested;

  @Option(
      names = "--exclude",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "ner, chunks: leave out those whose whole text matches.")
  private String exclude;

  @Option(
      names = "--tag-map",
      defaultValue = "",
      paramLabel = "MAP",
      description =
          "ner, chunks, pos: new names, such as PER=PERSON,ORG=O; O drops entities and chunks.")
  private String tagMap;

  @Option(
      names = "--granularity",
      defaultValue = "TOKEN",
      paramLabel = "UNIT",
      description =
          "vectors: of what: TOKEN, SENTENCE or DOCUMENT (a vector of Spark ML). Default:"
              + " ${DEFAULT-VALUE}.")
  private VectorUnit granularity;

  @Option(
      names = "--layers",
      defaultValue = "TOP",
      paramLabel = "LAYERS",
      description =
          "vectors: made of ALL layers, the TOP, the MEAN or the MIX. Default: ${DEFAULT-VALUE}.")
  private Layers layers;

  @Option(
      names = "--source-language",
      paramLabel = "CODE",
      description =
          "translation: language of the texts, or a code of the model's own. Needed by models that"
              + " must be told.")
  private String sourceLanguage;

  @Option(
      names = "--target-language",
      paramLabel = "CODE",
      description = "translation: language into which texts are translated, likewise.")
  private String targetLanguage;

  @Option(
      names = "--task-prefix",
      paramLabel = "TEXT",
      description = "translation: text before each sentence. Default: what the model says.")
  private String taskPrefix;

  @Option(
      names = "--beam",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "translation: how many targets the search follows. Default: as many as are good.")
  private int beam;

  @Option(
      names = "--warnings",
      description =
          "translation: give a struct of the text and of what was found wrong with it, in place of"
              + " the text alone.")
  private boolean warnings;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Threads of the network in each executor. Default: all processors.")
  private int threads;

  @Option(
      names = "--batch-tokens",
      defaultValue = "0",
      paramLabel = "N",
      description = "Tokens in a batch of the network. Default: as many as are good.")
  private int batchTokens;

  @Option(
      names = "--precision",
      defaultValue = "FP32",
      paramLabel = "PRECISION",
      description = "FP32, or BF16 for processors that have it. Default: ${DEFAULT-VALUE}.")
  private Precision precision;

  /** As options of a task. */
  Options of(Task task) {
    String fallback = task == Task.TRANSLATION ? "" : Options.DEFAULT.language();
    return Options.DEFAULT
        .withLanguage(language == null ? fallback : language)
        .withLanguageMismatch(languageMismatch)
        .withLabels(minConfidence, exclude, tagMap)
        .withQuery(labels, threshold, nested)
        .withRun(threads, batchTokens, precision)
        .withVectors(granularity, layers)
        .withTranslations(
            beam, warnings, new TextChoice(sourceLanguage, targetLanguage, taskPrefix))
        .withPrompt(prompt);
  }
}
