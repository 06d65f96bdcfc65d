package org.neuralannotators.translate.text;

import java.util.regex.Pattern;

/**
 * A part of a source, such as a sentence, that the network reads at once.
 *
 * @param place in the source
 * @param text as it is there
 * @param pieces of that
 * @param standIns as the network reads it; as many words
 * @param isInCapitals whether the target shall be in capitals
 * @param isCut whether it is less than a sentence, which was too long
 */
@SuppressWarnings("ArrayRecordComponent")
public record SourcePart(
    Word place, String text, StandIns standIns, int[] pieces, boolean isInCapitals, boolean isCut) {
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  /** Whether there is something that can be put into other words. */
  public boolean hasLetters() {
    return LETTER.matcher(text).find();
  }

  /** As the network reads it. */
  public String read() {
    return standIns.text();
  }
}
