package org.neuralannotators.spark;

import org.apache.spark.ml.param.Param;

/**
 * A stage that reads tokens: plain text is split into sentences and tokens, {@code array<string>}
 * is a sentence, {@code array<array<string>>} are sentences; {@code begin} and {@code end} of what
 * is found as in {@link EntityAnnotator}.
 *
 * @param <T> the stage itself
 */
public abstract class NeuralTokenTransformer<T extends NeuralTokenTransformer<T>>
    extends NeuralTransformer<T> {
  private final Param<String> language;

  NeuralTokenTransformer(Task task, String uid) {
    super(task, uid);
    language = text("language", "language of plain text", Options.DEFAULT.language());
  }

  @Override
  Options options() {
    return super.options().withLanguage(getLanguage());
  }

  public final Param<String> language() {
    return language;
  }

  public final String getLanguage() {
    return $(language);
  }

  /** The language by whose rules plain text is split; also of the model, where none is named. */
  public final T setLanguage(String code) {
    return with(language, code);
  }
}
