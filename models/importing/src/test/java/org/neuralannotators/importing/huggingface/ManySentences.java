package org.neuralannotators.importing.huggingface;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * More sentences than {@link ReferenceSentences}, for fewer numbers of each; see {@code
 * it/src/reference/transformers_scores.py}.
 *
 * @param questions what sentences are asked in turn
 * @param sentences in many scripts, with emoji, long words, combining marks, mixed directions; one
 *     is empty
 */
record ManySentences(List<String> questions, List<String> sentences) {
  static final Path FOLDER = ReferenceFiles.ROOT.resolve("many");

  static ManySentences read() {
    return ReferenceFiles.read(FOLDER.resolve("sentences.json"), ManySentences.class);
  }

  int size() {
    return sentences.size();
  }

  String question(int sentence) {
    return questions.get(sentence % questions.size());
  }

  /** What stands between blanks. */
  List<String> words(int sentence) {
    return Arrays.stream(sentences.get(sentence).split(" ")).filter(w -> !w.isEmpty()).toList();
  }

  /** A sentence's words with a mask for one of them. */
  String masked(int sentence, String mask) {
    List<String> words = new ArrayList<>(words(sentence));
    if (words.isEmpty()) {
      return mask;
    }
    words.set(sentence % words.size(), mask);
    return String.join(" ", words);
  }
}
