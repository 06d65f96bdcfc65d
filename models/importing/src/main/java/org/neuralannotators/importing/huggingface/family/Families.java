package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The families of encoders that are known, by the {@code model_type} of their configurations. */
public final class Families {
  private static final Map<String, Family> FAMILIES =
      Map.ofEntries(
          entry("bert", new BertFamily()),
          entry("albert", new AlbertFamily()),
          entry("distilbert", new DistilBertFamily()),
          entry("electra", new ElectraFamily()),
          entry("roberta", new RobertaFamily("RoBERTa")),
          entry("xlm-roberta", new RobertaFamily("XLM-RoBERTa")),
          entry("camembert", new RobertaFamily("CamemBERT")),
          entry("mpnet", new MpnetFamily()),
          entry("mobilebert", new MobileBertFamily()),
          entry("deberta", new DebertaFamily()),
          entry("deberta-v2", new DebertaFamily()),
          entry("modernbert", new ModernBertFamily()),
          entry("xlnet", new XlnetFamily()));

  private Families() {}

  /**
   * The family of a configuration; BERT's where it names none, as its oldest ones do.
   *
   * @throws IllegalArgumentException when it isn't known, or the model is a decoder
   */
  public static Family of(JsonNode config) {
    ConfigValues values = new ConfigValues(config);
    String type = values.text("model_type", "bert");
    Family family = FAMILIES.get(type);
    if (family == null) {
      throw new IllegalArgumentException(
          "[%s] for [model_type]; expected one of %s, or in a folder with safetensors or PyTorch's weights one of %s"
              .formatted(type, new TreeSet<>(FAMILIES.keySet()), others()));
    }
    values.require("is_decoder", false);
    values.require("add_cross_attention", false);
    return family;
  }

  /** What has other finders. */
  private static SortedSet<String> others() {
    SortedSet<String> types = new TreeSet<>(DecoderFamilies.types());
    types.addAll(EncoderDecoderFamilies.types());
    return types;
  }
}
