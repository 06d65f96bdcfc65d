package org.neuralannotators.importing.huggingface;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.neuralannotators.head.SentencePooling;

/** The poolings of sentence-transformers. */
final class SentencePoolings {
  private static final String ONE = "pooling_mode";

  private static final Map<String, SentencePooling> FLAGS =
      Map.of(
          "pooling_mode_cls_token", SentencePooling.CLS,
          "pooling_mode_max_tokens", SentencePooling.MAX,
          "pooling_mode_mean_tokens", SentencePooling.MEAN,
          "pooling_mode_mean_sqrt_len_tokens", SentencePooling.MEAN_SQRT_LEN,
          "pooling_mode_weightedmean_tokens", SentencePooling.WEIGHTED_MEAN,
          "pooling_mode_lasttoken", SentencePooling.LAST);

  private static final Map<String, SentencePooling> NAMES =
      Map.of(
          "cls", SentencePooling.CLS,
          "max", SentencePooling.MAX,
          "mean", SentencePooling.MEAN,
          "mean_sqrt_len_tokens", SentencePooling.MEAN_SQRT_LEN,
          "weightedmean", SentencePooling.WEIGHTED_MEAN,
          "lasttoken", SentencePooling.LAST);

  private SentencePoolings() {}

  /**
   * Those of a configuration, in their order.
   *
   * @throws IllegalArgumentException when it names another
   */
  static List<SentencePooling> of(ConfigValues config) {
    String one = config.text(ONE, null);
    if (one != null) {
      config.require(ONE, NAMES.keySet().stream().sorted().toArray());
      return List.of(NAMES.get(one));
    }
    List<SentencePooling> all = new ArrayList<>();
    FLAGS.forEach(
        (flag, pooling) -> {
          // The mean is the code's default.
          if (config.flag(flag, pooling == SentencePooling.MEAN)) {
            all.add(pooling);
          }
        });
    Collections.sort(all);
    return all;
  }
}
