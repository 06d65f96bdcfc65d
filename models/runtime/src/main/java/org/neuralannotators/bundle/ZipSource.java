package org.neuralannotators.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A bundle in a zip file, whose entries are read straight into memory. */
final class ZipSource implements BundleSource {
  /** The largest array. */
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 8;

  private final Path path;
  private final ZipFile zip;

  private ZipSource(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  static ZipSource open(Path path) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException | EOFException e) {
      throw new BundleException(
          "["
              + path
              + "] isn't a zip file or is cut short ("
              + e
              + "), expected a model bundle; get it anew",
          e);
    }
    try {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName();
        FileNames.requireSafe(
            entry.isDirectory() ? name.substring(0, name.length() - 1) : name, path.toString());
      }
    } catch (IOException e) {
      zip.close();
      throw e;
    } catch (IllegalArgumentException e) {
      zip.close();
      throw new BundleException(
          "["
              + path
              + "] has a file whose name isn't UTF-8 ("
              + e.getMessage()
              + "), expected a model bundle; get it anew",
          e);
    }
    return new ZipSource(path, zip);
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public FileBytes read(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      return null;
    }
    requireReadable(name, entry.getSize());
    try (InputStream input = zip.getInputStream(entry)) {
      // The declared size may lie, so it bounds what is read but isn't allocated beforehand.
      return FileBytes.of(ByteBuffer.wrap(input.readNBytes((int) entry.getSize())));
    } catch (ZipException | EOFException e) {
      throw new BundleException(
          "File ["
              + name
              + "] of bundle ["
              + path
              + "] is altered: "
              + e.getMessage()
              + "; get the bundle anew",
          e);
    }
  }

  /** Refuses a file that no array can hold. */
  private void requireReadable(String name, long size) throws BundleException {
    if (size < 0 || size > LARGEST_FILE) {
      throw new BundleException(
          "File ["
              + name
              + "] of bundle ["
              + path
              + "] has ["
              + size
              + "] bytes, expected at most ["
              + LARGEST_FILE
              + "] in a zip file; unpack it and name the folder");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
