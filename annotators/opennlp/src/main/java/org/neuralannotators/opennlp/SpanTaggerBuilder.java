package org.neuralannotators.opennlp;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.tagger.TaggerTask;

/** The options that all taggers of spans have. */
abstract class SpanTaggerBuilder<B extends SpanTaggerBuilder<B>> extends TaggerBuilder<B> {
  private SpanFilter filter = new SpanFilter(0, null);

  SpanTaggerBuilder(TaggerTask task) {
    super(task);
  }

  /**
   * Less certain spans are left out; 0 by default.
   *
   * @throws IllegalArgumentException when it isn't between 0 and 1
   */
  public B minConfidence(double confidence) {
    filter = new SpanFilter(confidence, filter.exclude());
    return self();
  }

  /**
   * Spans whose whole text, of tokens with blanks between, matches are left out.
   *
   * @throws PatternSyntaxException when it is no regular expression
   */
  public B exclude(String pattern) {
    filter = new SpanFilter(filter.minConfidence(), Pattern.compile(pattern));
    return self();
  }

  final WantedSpans wanted() {
    return new WantedSpans(filter, tagMap());
  }
}
