package org.neuralannotators.prompt;

/**
 * The text of a prompt.
 *
 * @param begin what stands before the text that is asked about: the same for all
 * @param behind what stands behind it
 * @param gap blanks between that and the answer, which belong to the answer: pieces begin with them
 */
record PromptText(String begin, String behind, String gap) {
  static PromptText of(Prompt prompt) {
    String template = prompt.template();
    int text = template.indexOf(Prompt.TEXT);
    String before = template.substring(0, text);
    String behind =
        template.substring(text + Prompt.TEXT.length(), template.length() - Prompt.ANSWER.length());
    StringBuilder begin = new StringBuilder();
    if (!prompt.instruction().isEmpty()) {
      begin.append(prompt.instruction()).append(prompt.separator());
    }
    for (PromptExample example : prompt.examples()) {
      String answer = prompt.labels().getOrDefault(example.answer(), example.answer());
      begin.append(before).append(example.text()).append(behind).append(answer);
      begin.append(prompt.separator());
    }
    int end = behind.length();
    while (end > 0 && (behind.charAt(end - 1) == ' ' || behind.charAt(end - 1) == '\t')) {
      end--;
    }
    return new PromptText(
        begin.append(before).toString(), behind.substring(0, end), behind.substring(end));
  }

  /** The prompt that asks about a text. */
  String of(String text) {
    return begin + text.strip() + behind;
  }

  /** What the model writes behind the prompt to give an answer. */
  String continuation(String answer) {
    return gap + answer;
  }
}
