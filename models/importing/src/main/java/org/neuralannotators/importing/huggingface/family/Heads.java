package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import java.util.Map;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.MaskedHeadShape.Decoder;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.PoolerShape.Pooling;
import org.neuralannotators.head.TransformShape;
import org.neuralannotators.network.kernel.Activation;

/** What heads of several families have in common. */
final class Heads {
  static final Renaming TOKENS = Renaming.of("classifier.", "emissions.");
  static final Renaming ANSWERS = Renaming.of("qa_outputs.", "qa_outputs.");

  /** A pooler that is part of the base model too. */
  static final Renaming POOLED =
      Renaming.of("pooler.dense.", "pooler.dense.", "classifier.", "classifier.");

  static final Renaming DENSE_FIRST =
      Renaming.of("classifier.dense.", "pooler.dense.", "classifier.out_proj.", "classifier.");

  /** Of masked pieces: BERT's names are ours. */
  static final Renaming CLS = Renaming.KEPT;

  static final Renaming LM_HEAD = masked("lm_head.", "dense.", "layer_norm.");

  private Heads() {}

  /** The usual ones of tokens and answers, and these of classes and masked pieces. */
  static Map<Task, Renaming> of(Renaming classes, Renaming masked) {
    return Map.ofEntries(
        entry(Task.TOKENS, TOKENS),
        entry(Task.CLASSES, classes),
        entry(Task.ANSWERS, ANSWERS),
        entry(Task.MASKED, masked));
  }

  /** A head for masked pieces that is named as one, beside what is named as BERT's. */
  static Renaming masked(String head, String dense, String norm) {
    return CLS.with(
        head + dense, "cls.predictions.transform.dense.",
        head + norm, "cls.predictions.transform.LayerNorm.",
        head + "decoder.weight", "cls.predictions.decoder.weight",
        head + "decoder.bias", "cls.predictions.bias",
        head + "bias", "cls.predictions.bias");
  }

  /** A layer on the first piece. */
  static PoolerShape first(Activation activation) {
    return new PoolerShape(Pooling.FIRST, TransformShape.dense(activation));
  }

  /** A head for masked pieces: a layer, its norm, and a decoder with a bias. */
  static MaskedHeadShape masked(Activation activation, double epsilon, boolean own, int mask) {
    return new MaskedHeadShape(
        new TransformShape(activation, true, epsilon, true),
        own ? Decoder.OWN : Decoder.TIED,
        true,
        mask);
  }
}
