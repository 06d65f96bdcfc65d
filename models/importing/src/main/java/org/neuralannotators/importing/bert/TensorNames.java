package org.neuralannotators.importing.bert;

import java.util.List;

/** The names of a checkpoint's tensors. */
final class TensorNames {
  private static final String ALBERT_LAYER = "encoder.albert_layer_groups.0.albert_layers.0.";
  private static final String LAYER = "encoder.layer.0.";

  private TensorNames() {}

  /** A beginning or an end of a name, and what it becomes. */
  private record Rule(String from, String to) {}

  /** Models for a task have their encoder under one of these names. */
  private static final List<String> PREFIXES = List.of("bert.", "albert.");

  private static final List<Rule> BEGINNINGS =
      List.of(
          new Rule(ALBERT_LAYER + "attention.dense.", LAYER + "attention.output.dense."),
          new Rule(ALBERT_LAYER + "attention.LayerNorm.", LAYER + "attention.output.LayerNorm."),
          new Rule(ALBERT_LAYER + "attention.", LAYER + "attention.self."),
          new Rule(ALBERT_LAYER + "full_layer_layer_norm.", LAYER + "output.LayerNorm."),
          new Rule(ALBERT_LAYER + "ffn_output.", LAYER + "output.dense."),
          new Rule(ALBERT_LAYER + "ffn.", LAYER + "intermediate.dense."),
          new Rule("predictions.dense.", "cls.predictions.transform.dense."),
          new Rule("predictions.LayerNorm.", "cls.predictions.transform.LayerNorm."),
          new Rule("predictions.bias", "cls.predictions.bias"),
          new Rule("sop_classifier.classifier.", "cls.seq_relationship."),
          new Rule("pooler.weight", "pooler.dense.weight"),
          new Rule("pooler.bias", "pooler.dense.bias"));

  private static final List<Rule> ENDS =
      List.of(
          new Rule("LayerNorm.gamma", "LayerNorm.weight"),
          new Rule("LayerNorm.beta", "LayerNorm.bias"));

  /** The name in {@code BertModel}, of an older name, of one in a model for a task, of ALBERT's. */
  static String standard(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return standard(name.substring(prefix.length()));
      }
    }
    for (Rule rule : BEGINNINGS) {
      if (name.startsWith(rule.from())) {
        return rule.to() + name.substring(rule.from().length());
      }
    }
    for (Rule rule : ENDS) {
      if (name.endsWith(rule.from())) {
        return name.substring(0, name.length() - rule.from().length()) + rule.to();
      }
    }
    return name;
  }
}
