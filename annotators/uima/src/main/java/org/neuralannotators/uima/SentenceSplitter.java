package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.neuralannotators.split.TextRange;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.types.TypeNames;

/**
 * Finds the sentences of the text that no sentence covers yet; those of others stay as they are.
 * Threads and models as in {@link SplitterEngine}.
 */
@ResourceMetaData(
    name = "Sentence Splitter",
    description = "Finds sentences in the text that has none yet.",
    vendor = "org.neuralannotators")
@TypeCapability(outputs = TypeNames.SENTENCE)
public final class SentenceSplitter extends SplitterEngine {
  @Override
  void findMoreTypes(TypeSystem types) {
    // Sentences only.
  }

  @Override
  void split(CAS view, String text, TextSplitter splitter) {
    for (TextRange gap : gaps(view, text)) {
      splitter.sentences(text, gap).forEach(sentence -> add(view, sentences(), sentence));
    }
  }

  /** What no sentence covers. */
  private List<TextRange> gaps(CAS view, String text) {
    List<TextRange> gaps = new ArrayList<>();
    int covered = 0;
    for (AnnotationFS sentence : view.<AnnotationFS>getAnnotationIndex(sentences())) {
      // Wrong offsets are the next engine's to report.
      int begin = Math.max(0, Math.min(sentence.getBegin(), text.length()));
      if (begin > covered) {
        gaps.add(new TextRange(covered, begin));
      }
      covered = Math.max(covered, Math.min(sentence.getEnd(), text.length()));
    }
    if (covered < text.length()) {
      gaps.add(new TextRange(covered, text.length()));
    }
    return gaps;
  }
}
