package org.neuralannotators.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal. */
public final class Checksums {
  private Checksums() {}

  /** A new computation. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** The end of a computation. */
  public static String text(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A file's SHA-256, in small hexadecimal digits. */
  public static String sha256(FileBytes file) throws IOException {
    MessageDigest digest = sha256();
    for (ByteBuffer part : file.inOrder()) {
      digest.update(part);
    }
    return text(digest);
  }
}
