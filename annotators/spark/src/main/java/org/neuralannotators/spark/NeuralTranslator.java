package org.neuralannotators.spark;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.neuralannotators.translate.text.TextChoice;

/**
 * Translates texts, sentence by sentence: a {@code string}; an {@code array<string>} of texts gets
 * an array of translations. {@code outputCol} is {@code translation} where no other is named. Needs
 * a model.
 */
public final class NeuralTranslator extends NeuralTransformer<NeuralTranslator> {
  private final Param<String> language;
  private final Param<String> sourceLanguage;
  private final Param<String> targetLanguage;
  private final Param<String> taskPrefix;
  private final IntParam beamSize;
  private final BooleanParam warnings;

  public NeuralTranslator() {
    this(newUid(NeuralTranslator.class));
  }

  /** With a name of its own among the stages. */
  public NeuralTranslator(String uid) {
    super(Task.TRANSLATION, uid);
    language = text("language", "language of the texts (default: the model's)", "");
    sourceLanguage = text("sourceLanguage", "language from which texts are translated", "");
    targetLanguage = text("targetLanguage", "language into which texts are translated", "");
    taskPrefix = text("taskPrefix", "text before each sentence (default: the model's)", "");
    beamSize = number("beamSize", "targets that the search follows; 0: as many as are good");
    warnings = new BooleanParam(this, "warnings", "whether a translation tells what is wrong");
    setDefault(warnings, false);
  }

  /** Reads stages that were saved. */
  public static MLReader<NeuralTranslator> read() {
    return reader();
  }

  /** A stage that was saved. */
  public static NeuralTranslator load(String path) {
    return read().load(path);
  }

  @Override
  Options options() {
    return super.options()
        .withLanguage(getLanguage())
        .withTranslations(
            getBeamSize(),
            getWarnings(),
            new TextChoice(
                orNull(getSourceLanguage()), orNull(getTargetLanguage()), orNull(getTaskPrefix())));
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  public Param<String> language() {
    return language;
  }

  public String getLanguage() {
    return $(language);
  }

  /**
   * The language by whose rules texts are split into sentences. Not set: the model's; where there
   * are no rules for it, lines are translated.
   */
  public NeuralTranslator setLanguage(String code) {
    return with(language, code);
  }

  public Param<String> sourceLanguage() {
    return sourceLanguage;
  }

  public String getSourceLanguage() {
    return $(sourceLanguage);
  }

  /**
   * The language from which texts are translated (BCP 47, or a code of the model's own). Not set:
   * the model's; one for many must be told.
   */
  public NeuralTranslator setSourceLanguage(String code) {
    return with(sourceLanguage, code);
  }

  public Param<String> targetLanguage() {
    return targetLanguage;
  }

  public String getTargetLanguage() {
    return $(targetLanguage);
  }

  /** The language into which texts are translated, likewise. */
  public NeuralTranslator setTargetLanguage(String code) {
    return with(targetLanguage, code);
  }

  public Param<String> taskPrefix() {
    return taskPrefix;
  }

  public String getTaskPrefix() {
    return $(taskPrefix);
  }

  /**
   * Text before each sentence in the place of the model's own, such as {@code "translate English to
   * German: "}.
   */
  public NeuralTranslator setTaskPrefix(String prefix) {
    return with(taskPrefix, prefix);
  }

  public IntParam beamSize() {
    return beamSize;
  }

  public int getBeamSize() {
    return (int) $(beamSize);
  }

  /** How many translations of a sentence the search follows; 1 is greedy. */
  public NeuralTranslator setBeamSize(int targets) {
    return with(beamSize, targets);
  }

  public BooleanParam warnings() {
    return warnings;
  }

  public boolean getWarnings() {
    return (boolean) $(warnings);
  }

  /**
   * Whether a translation is {@code struct<text:string, warnings:array<string>>} in place of a
   * string, with the names of what {@link org.neuralannotators.translate.TranslationWarning} lists.
   */
  public NeuralTranslator setWarnings(boolean told) {
    return with(warnings, told);
  }
}
