package org.neuralannotators.importing.huggingface;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a checkpoint's tensors. */
public final class TensorNames {
  private static final Pattern ALBERT_LAYER =
      Pattern.compile("encoder\\.albert_layer_groups\\.(\\d+)\\.albert_layers\\.(\\d+)\\.");

  private static final String LAYER = "encoder.layer.";

  private TensorNames() {}

  /** A beginning or an end of a name, and what it becomes. */
  private record Rule(String from, String to) {}

  /** Models for a task have their encoder under one of these names. */
  private static final List<String> PREFIXES = List.of("bert.", "albert.");

  private static final List<Rule> BEGINNINGS =
      List.of(
          new Rule("predictions.dense.", "cls.predictions.transform.dense."),
          new Rule("predictions.LayerNorm.", "cls.predictions.transform.LayerNorm."),
          new Rule("predictions.bias", "cls.predictions.bias"),
          new Rule("sop_classifier.classifier.", "cls.seq_relationship."),
          new Rule("pooler.weight", "pooler.dense.weight"),
          new Rule("pooler.bias", "pooler.dense.bias"));

  /** How the names of a layer of ALBERT's begin. */
  private static final List<Rule> ALBERT_PARTS =
      List.of(
          new Rule("attention.dense.", "attention.output.dense."),
          new Rule("attention.LayerNorm.", "attention.output.LayerNorm."),
          new Rule("attention.", "attention.self."),
          new Rule("full_layer_layer_norm.", "output.LayerNorm."),
          new Rule("ffn_output.", "output.dense."),
          new Rule("ffn.", "intermediate.dense."));

  private static final List<Rule> ENDS =
      List.of(
          new Rule("LayerNorm.gamma", "LayerNorm.weight"),
          new Rule("LayerNorm.beta", "LayerNorm.bias"));

  /** The name in {@code BertModel}, of an older name, of one in a model for a task, of ALBERT's. */
  public static String standard(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return standard(name.substring(prefix.length()));
      }
    }
    Matcher albert = ALBERT_LAYER.matcher(name);
    if (albert.lookingAt()) {
      String inner = albert.group(2).equals("0") ? "." : "." + albert.group(2) + ".";
      String part = name.substring(albert.end());
      return LAYER + albert.group(1) + inner + begun(ALBERT_PARTS, part).orElse(part);
    }
    Optional<String> begun = begun(BEGINNINGS, name);
    if (begun.isPresent()) {
      return begun.get();
    }
    for (Rule rule : ENDS) {
      if (name.endsWith(rule.from())) {
        return name.substring(0, name.length() - rule.from().length()) + rule.to();
      }
    }
    return name;
  }

  private static Optional<String> begun(List<Rule> rules, String name) {
    return rules.stream()
        .filter(rule -> name.startsWith(rule.from()))
        .findFirst()
        .map(rule -> rule.to() + name.substring(rule.from().length()));
  }
}
