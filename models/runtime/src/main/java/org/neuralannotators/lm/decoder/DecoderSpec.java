package org.neuralannotators.lm.decoder;

import java.util.List;

/**
 * How a language model of a decoder is made, as a bundle's manifest keeps it.
 *
 * @param decoder the network
 * @param ends the pieces any of which ends a text; none where texts have no end
 */
public record DecoderSpec(DecoderArchitecture decoder, List<Integer> ends) {
  public DecoderSpec {
    if (decoder == null) {
      throw new IllegalArgumentException("[decoder] of a language model is missing");
    }
    ends = ends == null ? List.of() : List.copyOf(ends);
    for (int end : ends) {
      if (end < 0 || end >= decoder.vocabulary()) {
        throw new IllegalArgumentException(
            "Piece [%d] ends a text; expected pieces from 0 to [%d]"
                .formatted(end, decoder.vocabulary() - 1));
      }
    }
  }
}
