package org.neuralannotators.importing.bert;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the variables in Google's BERT, and what they are in Hugging Face's. */
final class TensorFlowNames {
  /** The variables of BERT and of what it was pretrained with, whatever scopes they lie in. */
  private static final Pattern VARIABLE = Pattern.compile("(?:.*?/)??(?:bert/|(?=cls/))(.+)");

  /** What optimizers keep for each variable: Google's Adam, and TensorFlow's. */
  private static final Pattern SLOT = Pattern.compile(".*/(?:adam_[mv]|Adam(?:_1)?)");

  private static final Pattern LAYER = Pattern.compile("\\blayer_(\\d+)\\.");

  /** An end of a name, and what it becomes. */
  private record Rule(String from, String to) {}

  private static final List<Rule> ENDS =
      List.of(
          new Rule(".kernel", ".weight"),
          new Rule(".gamma", ".weight"),
          new Rule(".beta", ".bias"),
          new Rule("_embeddings", "_embeddings.weight"),
          new Rule(".output_weights", ".weight"),
          new Rule(".output_bias", ".bias"));

  private TensorFlowNames() {}

  /** The name in {@code BertModel}; nothing for what is neither BERT's nor its pretraining's. */
  static Optional<String> standard(String variable) {
    Matcher matcher = VARIABLE.matcher(variable);
    if (SLOT.matcher(variable).matches() || !matcher.matches()) {
      return Optional.empty();
    }
    String name = LAYER.matcher(matcher.group(1).replace('/', '.')).replaceFirst("layer.$1.");
    for (Rule rule : ENDS) {
      if (name.endsWith(rule.from())) {
        return Optional.of(name.substring(0, name.length() - rule.from().length()) + rule.to());
      }
    }
    return Optional.of(name);
  }

  /** Whether the variable is a matrix with a row for each input. */
  static boolean isInputsFirst(String variable) {
    return variable.endsWith("/kernel");
  }
}
