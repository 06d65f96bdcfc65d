package org.neuralannotators.batch.read;

import org.neuralannotators.types.TypeNames;

/** Names of the types of sentences and tokens in XMI. */
public record SegmentTypes(String sentence, String token) {
  /** The types that this project writes. */
  public static final SegmentTypes OURS = new SegmentTypes(TypeNames.SENTENCE, TypeNames.TOKEN);
}
