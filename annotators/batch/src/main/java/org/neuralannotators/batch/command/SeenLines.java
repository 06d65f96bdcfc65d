package org.neuralannotators.batch.command;

/**
 * Remembers lines by hashes of 64 bits, at most 32 bytes a line: among 10 million lines two share
 * one with a probability of about 3 in a million. Not thread-safe.
 */
final class SeenLines {
  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /** A power of two, of which at most half is used; 0 is an empty place. */
  private long[] hashes = new long[1 << 10];

  private int size;

  /** Whether the line is new. */
  boolean add(String line) {
    if (2 * size >= hashes.length) {
      grow();
    }
    boolean isNew = put(hash(line));
    size += isNew ? 1 : 0;
    return isNew;
  }

  private void grow() {
    long[] old = hashes;
    hashes = new long[Math.multiplyExact(2, old.length)];
    for (long hash : old) {
      if (hash != 0) {
        put(hash);
      }
    }
  }

  private boolean put(long hash) {
    int place = (int) hash & (hashes.length - 1);
    while (hashes[place] != 0 && hashes[place] != hash) {
      place = (place + 1) & (hashes.length - 1);
    }
    boolean isNew = hashes[place] == 0;
    hashes[place] = hash;
    return isNew;
  }

  /** FNV-1a over the characters, then MurmurHash3's last step, which spreads it over all bits. */
  private static long hash(String line) {
    long hash = FNV_BASIS;
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
