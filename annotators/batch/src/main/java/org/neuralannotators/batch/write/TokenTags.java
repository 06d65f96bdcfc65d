package org.neuralannotators.batch.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neuralannotators.batch.read.Span;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;

/** What one tagger says of each token. */
final class TokenTags {
  private static final String OUTSIDE = "O";

  /** Of a token that the tagger didn't see, such as one outside of sentences; as in CoNLL-U. */
  private static final String NONE = "_";

  private TokenTags() {}

  /** B-, I- and O. */
  static List<String> ofSpans(List<Span> tokens, List<Mention> mentions) {
    List<String> tags = new ArrayList<>(tokens.size());
    int next = 0;
    for (Span token : tokens) {
      while (next < mentions.size() && mentions.get(next).end() <= token.begin()) {
        next++;
      }
      tags.add(next < mentions.size() ? tag(token, mentions.get(next)) : OUTSIDE);
    }
    return tags;
  }

  private static String tag(Span token, Mention mention) {
    if (token.begin() < mention.begin()) {
      return OUTSIDE;
    }
    return (token.begin() == mention.begin() ? "B-" : "I-") + mention.label();
  }

  /** A tag of its own for each. */
  static List<String> ofTokens(List<Span> tokens, Map<Span, String> tags) {
    return tokens.stream().map(token -> tags.getOrDefault(token, NONE)).toList();
  }
}
