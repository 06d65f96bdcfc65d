package org.neuralannotators.label;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads spans from tags of any scheme, as the CoNLL shared tasks' {@code conlleval} does: tags that
 * their scheme forbids still give spans. {@code I-PER} after {@code O} or after {@code B-LOC}
 * begins a span; a span that was never ended ends where the type changes or the sentence ends.
 *
 * @see <a href="https://www.clips.uantwerpen.be/conll2000/chunking/conlleval.txt">conlleval</a>
 */
public final class SpanDecoder {
  private SpanDecoder() {}

  /**
   * The spans of one sentence, in order and without overlap.
   *
   * @param tags one tag for each token: {@code O}, a letter of {@code B I E S L U} with a hyphen
   *     and a type, or a bare type, which counts as {@code I-type}
   */
  public static List<TaggedSpan> decode(List<String> tags) {
    List<TaggedSpan> spans = new ArrayList<>();
    Tag previous = Tag.parse(Tag.OUTSIDE);
    int begin = 0;
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = Tag.parse(tags.get(i));
      if (startsChunk(previous, tag)) {
        addOpen(spans, previous, begin, i);
        begin = i;
      } else if (tag.isOutside()) {
        addOpen(spans, previous, begin, i);
      }
      previous = tag;
    }
    addOpen(spans, previous, begin, tags.size());
    return spans;
  }

  private static void addOpen(List<TaggedSpan> spans, Tag previous, int begin, int end) {
    if (!previous.isOutside()) {
      spans.add(new TaggedSpan(begin, end, previous.type()));
    }
  }

  private static boolean startsChunk(Tag previous, Tag tag) {
    return !tag.isOutside()
        && (tag.position() == 'B'
            || tag.isSingle()
            || previous.isLast()
            || previous.isSingle()
            || !previous.sameType(tag));
  }
}
