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
  public ByteBuffer read(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      return null;
    }
    requireReadable(name, entry.getSize());
    try (InputStream input = zip.getInputStream(entry)) {
      // The declared size may lie, so it bounds what is read but isn't allocated beforehand.
      return ByteBuffer.wrap(input.readNBytes((int) entry.getSize()));
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

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
