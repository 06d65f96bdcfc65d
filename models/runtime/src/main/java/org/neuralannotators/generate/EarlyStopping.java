package org.neuralannotators.generate;

/** When a beam search that has found as many targets as its beam is wide looks for no more. */
public enum EarlyStopping {
  /** At once. */
  WHEN_FULL("true"),
  /** When the best target that is followed would be no better than any found if it ended now. */
  AT_PRESENT_LENGTH("false"),
  /** When no target that is followed can become better than any found, however long it gets. */
  NEVER("never");

  private final String setting;

  EarlyStopping(String setting) {
    this.setting = setting;
  }

  /**
   * What {@code early_stopping} of Hugging Face's transformers says.
   *
   * @param setting {@code true}, {@code false} or {@code never}
   * @throws IllegalArgumentException for anything else
   */
  public static EarlyStopping ofSetting(String setting) {
    for (EarlyStopping each : values()) {
      if (each.setting.equals(setting)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "early_stopping [" + setting + "]; expected [true], [false] or [never]");
  }
}
