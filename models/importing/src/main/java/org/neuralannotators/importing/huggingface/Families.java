package org.neuralannotators.importing.huggingface;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.network.kernel.Activation;

/** The families of encoders that are known, by the {@code model_type} of their configurations. */
final class Families {
  private static final Renaming TOKENS = Renaming.of("classifier.", "emissions.");
  private static final Renaming ANSWERS = Renaming.of("qa_outputs.", "qa_outputs.");

  /** A pooler that is part of the base model too. */
  private static final Renaming POOLED =
      Renaming.of("pooler.dense.", "pooler.dense.", "classifier.", "classifier.");

  private static final Renaming DENSE_FIRST =
      Renaming.of("classifier.dense.", "pooler.dense.", "classifier.out_proj.", "classifier.");

  /** BERT's names are ours. */
  private static final Renaming CLS_PREDICTIONS = HuggingFaceFolder.KEPT;

  private static final Renaming LM_HEAD = masked("lm_head.", "dense.", "layer_norm.");

  private static final Map<String, Family> FAMILIES = families();

  private Families() {}

  private static Map<String, Family> families() {
    Map<String, Family> all = new TreeMap<>();
    all.put("bert", bertLike("BERT", heads(POOLED, CLS_PREDICTIONS), PoolerShape.BERT));
    all.put("albert", bertLike("ALBERT", heads(POOLED, CLS_PREDICTIONS), PoolerShape.BERT));
    all.put(
        "distilbert",
        bertLike(
            "DistilBERT", heads(distilled(), distilledMasked()), Poolers.first(Activation.RELU)));
    all.put(
        "electra",
        bertLike("ELECTRA", heads(DENSE_FIRST, generator()), Poolers.first(Activation.GELU)));
    all.put("roberta", bertLike("RoBERTa", heads(DENSE_FIRST, LM_HEAD), PoolerShape.BERT));
    all.put("xlm-roberta", bertLike("XLM-RoBERTa", heads(DENSE_FIRST, LM_HEAD), PoolerShape.BERT));
    all.put("camembert", bertLike("CamemBERT", heads(DENSE_FIRST, LM_HEAD), PoolerShape.BERT));
    all.put(
        "mpnet",
        new Family(
            "MPNet",
            MpnetFamily::architecture,
            MpnetFamily::ours,
            heads(DENSE_FIRST, LM_HEAD),
            config -> PoolerShape.BERT));
    all.put(
        "mobilebert",
        new Family(
            "MobileBERT",
            MobileBertFamily::architecture,
            MobileBertFamily::ours,
            heads(POOLED, CLS_PREDICTIONS),
            Poolers::mobileBert));
    Family deberta =
        new Family(
            "DeBERTa",
            DebertaFamily::architecture,
            DebertaFamily::ours,
            heads(POOLED, microsoft()),
            Poolers::deberta);
    all.put("deberta", deberta);
    all.put("deberta-v2", deberta);
    all.put(
        "modernbert",
        new Family(
            "ModernBERT",
            ModernBertFamily::architecture,
            ModernBertFamily::ours,
            modernHeads(),
            Poolers::modernBert,
            Poolers::modernBertHead));
    all.put(
        "xlnet",
        new Family(
            "XLNet",
            XlnetFamily::architecture,
            XlnetFamily::ours,
            Map.of(
                Task.TOKENS,
                TOKENS,
                Task.CLASSES,
                Renaming.of(
                    "sequence_summary.summary.", "pooler.dense.", "logits_proj.", "classifier."),
                Task.ANSWERS,
                ANSWERS),
            Poolers::xlnet));
    return all;
  }

  private static Family bertLike(String title, Map<Task, Renaming> heads, PoolerShape pooler) {
    return new Family(
        title,
        config -> BertFamily.architecture(config.json(), Activation.GELU),
        BertFamily::ours,
        heads,
        config -> pooler);
  }

  private static Map<Task, Renaming> heads(Renaming classes, Renaming masked) {
    return Map.ofEntries(
        entry(Task.TOKENS, TOKENS),
        entry(Task.CLASSES, classes),
        entry(Task.ANSWERS, ANSWERS),
        entry(Task.MASKED, masked));
  }

  private static Renaming distilled() {
    return Renaming.of("pre_classifier.", "pooler.dense.", "classifier.", "classifier.");
  }

  private static Renaming distilledMasked() {
    return CLS_PREDICTIONS.with(
        "vocab_transform.", "cls.predictions.transform.dense.",
        "vocab_layer_norm.", "cls.predictions.transform.LayerNorm.",
        "vocab_projector.weight", "cls.predictions.decoder.weight",
        "vocab_projector.bias", "cls.predictions.bias");
  }

  private static Renaming generator() {
    return CLS_PREDICTIONS.with(
        "generator_predictions.dense.", "cls.predictions.transform.dense.",
        "generator_predictions.LayerNorm.", "cls.predictions.transform.LayerNorm.",
        "generator_lm_head.weight", "cls.predictions.decoder.weight",
        "generator_lm_head.bias", "cls.predictions.bias");
  }

  /** Both layouts: transformers', and that of the files that Microsoft published. */
  private static Renaming microsoft() {
    return masked("lm_predictions.lm_head.", "dense.", "LayerNorm.");
  }

  /** A head that is named as one, beside what is named as BERT's. */
  private static Renaming masked(String head, String dense, String norm) {
    return CLS_PREDICTIONS.with(
        head + dense, "cls.predictions.transform.dense.",
        head + norm, "cls.predictions.transform.LayerNorm.",
        head + "decoder.weight", "cls.predictions.decoder.weight",
        head + "decoder.bias", "cls.predictions.bias",
        head + "bias", "cls.predictions.bias");
  }

  private static Map<Task, Renaming> modernHeads() {
    String dense = "head.dense.";
    String norm = "head.norm.";
    return Map.of(
        Task.TOKENS,
        Renaming.of(dense, dense, norm, norm, "classifier.", "emissions."),
        Task.CLASSES,
        Renaming.of(dense, "pooler.dense.", norm, "pooler.norm.", "classifier.", "classifier."),
        Task.ANSWERS,
        Renaming.of(dense, dense, norm, norm, "classifier.", "qa_outputs."),
        Task.MASKED,
        CLS_PREDICTIONS.with(
            dense,
            "cls.predictions.transform.dense.",
            norm,
            "cls.predictions.transform.LayerNorm.",
            "decoder.weight",
            "cls.predictions.decoder.weight",
            "decoder.bias",
            "cls.predictions.bias"));
  }

  /**
   * The family of a configuration.
   *
   * @throws IllegalArgumentException when there is none, or it is a decoder's
   */
  static Family of(JsonNode config) {
    ConfigValues values = new ConfigValues(config);
    String type = values.text("model_type", "bert");
    Family family = FAMILIES.get(type);
    if (family == null) {
      throw new IllegalArgumentException(
          "[%s] for [model_type]; expected one of %s"
              .formatted(type, new TreeSet<>(FAMILIES.keySet())));
    }
    values.require("is_decoder", false);
    values.require("add_cross_attention", false);
    return family;
  }

  /**
   * The architecture of a configuration.
   *
   * @throws IllegalArgumentException when it is no known family's, or has a value that isn't
   *     supported, naming both
   */
  static EncoderArchitecture architecture(JsonNode config) {
    return of(config).architecture().apply(new ConfigValues(config));
  }
}
