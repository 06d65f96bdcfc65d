package org.neuralannotators.fillmask;

/**
 * A piece in the place of a mask.
 *
 * @param mask the number of the mask in its text, from 0
 * @param id of the piece in the vocabulary
 * @param piece as it is written, with the blank before it where the vocabulary has that
 * @param probability among all pieces
 * @param text with the piece in the mask's place; other masks stay
 */
public record Filling(int mask, int id, String piece, double probability, String text) {}
