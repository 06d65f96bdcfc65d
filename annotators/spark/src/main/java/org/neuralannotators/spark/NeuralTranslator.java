package org.neuralannotators.spark;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;

/**
 * Translates texts, sentence by sentence: a {@code string}; an {@code array<string>} of texts gets
 * an array of translations. {@code outputCol} is {@code translation} where no other is named. Needs
 * a model.
 */
public final class NeuralTranslator extends NeuralTransformer<NeuralTranslator> {
  private final Param<String> language;
  private final IntParam beamSize;
  private final BooleanParam warnings;

  public NeuralTranslator() {
    this(newUid(NeuralTranslator.class));
  }

  /** With a name of its own among the stages. */
  public NeuralTranslator(String uid) {
    super(Task.TRANSLATION, uid);
    language = text("language", "language of the texts (default: the model's)", "");
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
        .withTranslations(getBeamSize(), getWarnings());
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
