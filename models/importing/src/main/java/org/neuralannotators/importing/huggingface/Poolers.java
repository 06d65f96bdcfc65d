package org.neuralannotators.importing.huggingface;

import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.PoolerShape.Pooling;
import org.neuralannotators.head.TransformShape;
import org.neuralannotators.network.kernel.Activation;

/** How the families' text classifiers make one vector of a text. */
final class Poolers {
  private Poolers() {}

  /** A layer on the first piece. */
  static PoolerShape first(Activation activation) {
    return new PoolerShape(Pooling.FIRST, TransformShape.dense(activation));
  }

  /** The pooler of MobileBERT, which may be none. */
  static PoolerShape mobileBert(ConfigValues config) {
    return config.flag("classifier_activation", true)
        ? PoolerShape.BERT
        : new PoolerShape(Pooling.FIRST, null);
  }

  /** The context pooler of DeBERTa. */
  static PoolerShape deberta(ConfigValues config) {
    return first(config.activation("pooler_hidden_act", "gelu"));
  }

  /** The prediction head of ModernBERT on the first piece or the mean of all. */
  static PoolerShape modernBert(ConfigValues config) {
    config.require("classifier_pooling", "cls", "mean");
    return new PoolerShape(
        config.text("classifier_pooling", "cls").equals("mean") ? Pooling.MEAN : Pooling.FIRST,
        modernBertHead(config));
  }

  /** The prediction head of ModernBERT. */
  static TransformShape modernBertHead(ConfigValues config) {
    return new TransformShape(
        config.activation("classifier_activation", "gelu"),
        config.flag("classifier_bias", false),
        config.real("norm_eps", 1e-5),
        config.flag("norm_bias", false));
  }

  /** The sequence summary of XLNet. */
  static PoolerShape xlnet(ConfigValues config) {
    config.require("summary_type", "last", "first", "mean");
    Pooling pooling =
        switch (config.text("summary_type", "last")) {
          case "first" -> Pooling.FIRST;
          case "mean" -> Pooling.MEAN;
          default -> Pooling.LAST;
        };
    if (!config.flag("summary_use_proj", true)) {
      return new PoolerShape(pooling, null);
    }
    return new PoolerShape(
        pooling, TransformShape.dense(config.activation("summary_activation", "linear")));
  }
}
