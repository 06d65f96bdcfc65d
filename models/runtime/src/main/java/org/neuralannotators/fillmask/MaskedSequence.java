package org.neuralannotators.fillmask;

import org.neuralannotators.encode.PieceSequence;

/**
 * A sequence with masks, and how many pieces are wanted for each.
 *
 * @param pieces special ones included
 * @param places of the masks in it
 * @param most how many pieces are wanted
 */
record MaskedSequence(PieceSequence pieces, int[] places, int most) {}
