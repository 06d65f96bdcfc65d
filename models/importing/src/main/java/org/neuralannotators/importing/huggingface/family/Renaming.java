package org.neuralannotators.importing.huggingface.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the tensors of a head are named with us.
 *
 * @param rules beginnings of names and what they become, the first that fits counts
 */
public record Renaming(List<Rule> rules) {
  /** What every encoder bundle keeps: the pooler, and what pretraining goes on with. */
  public static final Renaming KEPT =
      of(
          "pooler.", "pooler.",
          "cls.predictions.decoder.bias", "cls.predictions.bias",
          "cls.", "cls.");

  /** A beginning of a name, and what it becomes. */
  public record Rule(String from, String to) {}

  public Renaming {
    rules = List.copyOf(rules);
  }

  /** Beginnings and what they become, in turn. */
  public static Renaming of(String... fromTo) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < fromTo.length; i += 2) {
      rules.add(new Rule(fromTo[i], fromTo[i + 1]));
    }
    return new Renaming(rules);
  }

  /** The same with further beginnings and what they become behind these. */
  Renaming with(String... fromTo) {
    return new Renaming(Stream.concat(rules.stream(), of(fromTo).rules().stream()).toList());
  }

  /** The name with us; nothing for a tensor that isn't the head's. */
  public Optional<String> ours(String name) {
    return rules.stream()
        .filter(rule -> name.startsWith(rule.from()))
        .findFirst()
        .map(rule -> rule.to() + name.substring(rule.from().length()));
  }
}
