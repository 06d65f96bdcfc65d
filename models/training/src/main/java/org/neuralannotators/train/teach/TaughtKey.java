package org.neuralannotators.train.teach;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import org.neuralannotators.bundle.Checksums;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.kernel.Precision;

/**
 * What the file of a teacher and a set depends on beside them.
 *
 * @param temperature of the teachers
 * @param precision of their products
 */
public record TaughtKey(double temperature, Precision precision) {
  private static final String FORMAT = "1";
  private static final int DIGITS = 24;

  /**
   * The beginning of a SHA-256 of the bundle's files and network, of the items and of this.
   *
   * @param text of an item
   */
  <X> String of(ModelManifest teacher, List<X> items, Function<X, List<String>> text) {
    MessageDigest digest = Checksums.sha256();
    List<Object> settings =
        List.of(
            FORMAT,
            temperature,
            precision,
            teacher.kind(),
            teacher.files(),
            teacher.labels(),
            String.valueOf(teacher.tagScheme()),
            teacher.network(),
            teacher.normalization());
    settings.forEach(setting -> add(digest, setting.toString()));
    for (X item : items) {
      text.apply(item).forEach(part -> add(digest, part));
      digest.update((byte) 1);
    }
    return Checksums.text(digest).substring(0, DIGITS);
  }

  /** No byte of UTF-8 is 0 but for the character, which no token has. */
  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
