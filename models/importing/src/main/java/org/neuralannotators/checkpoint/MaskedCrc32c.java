package org.neuralannotators.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksums of LevelDB and TensorFlow: CRC-32C, rotated and moved (LevelDB's crc32c.h). */
final class MaskedCrc32c {
  private static final int ROTATION = 15;
  private static final int OFFSET = 0xa282ead8;

  private MaskedCrc32c() {}

  static int of(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate());
    return Integer.rotateRight((int) checksum.getValue(), ROTATION) + OFFSET;
  }
}
