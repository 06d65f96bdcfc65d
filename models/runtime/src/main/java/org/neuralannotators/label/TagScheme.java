package org.neuralannotators.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the tags of single tokens say where spans begin and end. A tag is {@code O} or a letter, a
 * hyphen and a type, such as {@code B-PER}; the type may contain hyphens. Only in {@link #NONE} it
 * is any string.
 *
 * <p>{@link #decode} is lenient and reads every scheme; the rest is strict. Thread-safe.
 */
public enum TagScheme {
  /**
   * {@code I} for every token of a span. Two spans of one type that touch can't be told apart: they
   * are read as one.
   */
  IO('I', 'I', 'I', 'I'),
  /** {@code I}, and {@code B} only where a span touches the one before it of the same type. */
  IOB1('I', 'I', 'I', 'I'),
  /** {@code B} for the first token, {@code I} for the others; also called IOB2. */
  BIO('B', 'I', 'I', 'B'),
  /** Like {@link #BIO}, with {@code E} for the last token and {@code S} for a single one. */
  BIOES('B', 'I', 'E', 'S'),
  /** {@link #BIOES} with {@code L} for {@code E} and {@code U} for {@code S}. */
  BILOU('B', 'I', 'L', 'U'),
  /**
   * Tags that mark no spans but are labels of their own, such as parts of speech. Any tag may
   * follow any other, and {@code O} or {@code B-X} are tags like all others.
   */
  NONE('O', 'O', 'O', 'O');

  /** The tag of a token that belongs to no span. */
  public static final String OUTSIDE = Tag.OUTSIDE;

  private final char first;
  private final char inside;
  private final char last;
  private final char single;

  TagScheme(char first, char inside, char last, char single) {
    this.first = first;
    this.inside = inside;
    this.last = last;
    this.single = single;
  }

  /** The letter of a token of a span, without regard to the span before it. */
  char letter(boolean begins, boolean ends) {
    if (begins) {
      return ends ? single : first;
    }
    return ends ? last : inside;
  }

  /** The tag inside of a span, the same in all schemes that mark them. */
  static String inside(String type) {
    return "I-" + type;
  }

  /** The spans of one sentence, by the rules of {@link SpanDecoder}; none in {@link #NONE}. */
  public List<TaggedSpan> decode(List<String> tags) {
    return this == NONE ? List.of() : SpanDecoder.decode(tags);
  }

  /**
   * The tags of a sentence with these spans.
   *
   * @param spans in any order
   * @param length tokens of the sentence
   * @throws IllegalArgumentException when spans overlap or end behind the sentence, or the scheme
   *     is {@link #NONE}
   */
  public List<String> encode(Collection<TaggedSpan> spans, int length) {
    return SpanEncoder.encode(this, spans, length);
  }

  /** Whether the scheme lets one tag follow the other; false for tags of another scheme. */
  public boolean allows(String from, String to) {
    if (this == NONE) {
      return true;
    }
    Tag left = Tag.parse(from);
    Tag right = Tag.parse(to);
    if (!uses(left) || !uses(right)) {
      return false;
    }
    boolean sameType = left.sameType(right);
    return switch (this) {
      case IO, NONE -> true;
      case IOB1 -> right.position() != 'B' || sameType;
      case BIO -> right.position() != 'I' || sameType;
      case BIOES, BILOU -> isOpen(left) ? continues(right) && sameType : !continues(right);
    };
  }

  /** Whether a sentence may begin with the tag. */
  public boolean allowsStart(String tag) {
    return allows(OUTSIDE, tag);
  }

  /** Whether a sentence may end with the tag. */
  public boolean allowsEnd(String tag) {
    return allows(tag, OUTSIDE);
  }

  private boolean isOpen(Tag tag) {
    return tag.position() == first || tag.position() == inside;
  }

  private boolean continues(Tag tag) {
    return tag.position() == inside || tag.position() == last;
  }

  private boolean uses(Tag tag) {
    return tag.isOutside() || letters().contains(tag.position());
  }

  private Collection<Character> letters() {
    return switch (this) {
      case IO -> List.of('I');
      case IOB1, BIO -> List.of('B', 'I');
      case BIOES, BILOU -> Arrays.asList(first, inside, last, single);
      case NONE -> List.of();
    };
  }

  /**
   * All tags of the scheme for the types: {@link #OUTSIDE} first, then type by type. In {@link
   * #NONE} the types themselves.
   */
  public List<String> tagsOf(Collection<String> types) {
    if (this == NONE) {
      return List.copyOf(types);
    }
    List<String> tags = new ArrayList<>();
    tags.add(OUTSIDE);
    for (String type : types) {
      letters().forEach(letter -> tags.add(letter + "-" + type));
    }
    return tags;
  }

  /**
   * The tag of the same token in another scheme; empty where that depends on the tags around it.
   */
  public Optional<String> translate(String tag, TagScheme target) {
    if (this == target) {
      return Optional.of(tag);
    }
    if (this == NONE || target == NONE || target == IOB1) {
      return Optional.empty();
    }
    Tag own = Tag.parse(tag);
    if (own.isOutside() || target == IO) {
      return Optional.of(own.isOutside() ? OUTSIDE : inside(own.type()));
    }
    Set<Character> letters = new HashSet<>();
    for (boolean begins : new boolean[] {false, true}) {
      for (boolean ends : new boolean[] {false, true}) {
        if (letter(begins, ends) == own.position()) {
          letters.add(target.letter(begins, ends));
        }
      }
    }
    return letters.size() == 1
        ? Optional.of(letters.iterator().next() + "-" + own.type())
        : Optional.empty();
  }

  /** The position of the first tag that may not stand there, or behind the end; empty if none. */
  public OptionalInt firstViolation(List<String> tags) {
    String previous = OUTSIDE;
    for (int i = 0; i < tags.size(); i++) {
      if (!allows(previous, tags.get(i))) {
        return OptionalInt.of(i);
      }
      previous = tags.get(i);
    }
    return allowsEnd(previous) ? OptionalInt.empty() : OptionalInt.of(tags.size());
  }

  /**
   * Refuses tags that break the scheme.
   *
   * @throws IllegalArgumentException naming the first forbidden transition and its position
   */
  public void validate(List<String> tags) {
    firstViolation(tags)
        .ifPresent(
            at -> {
              String from = at == 0 ? "the begin" : tags.get(at - 1);
              String to = at == tags.size() ? "the end" : tags.get(at);
              throw new IllegalArgumentException(
                  "Tag ["
                      + to
                      + "] after ["
                      + from
                      + "] at position ["
                      + at
                      + "] breaks scheme ["
                      + this
                      + "]; correct the data or read it without a scheme");
            });
  }

  /** The same spans as tags of another scheme; the tags given may be of any scheme. */
  public static List<String> convert(List<String> tags, TagScheme target) {
    return target.encode(SpanDecoder.decode(tags), tags.size());
  }
}
