package org.neuralannotators.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.SparkSession;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.registry.ModelRepository;

/**
 * Brings a bundle from the driver to the executors: as a zip file, because Spark ships no folders,
 * under a name that changes with its contents, because Spark never replaces a file.
 */
final class BundleShipping {
  private static final String CLASS_PATH = "classpath:";

  private BundleShipping() {}

  /** Looks at an open bundle. */
  interface Check {
    /**
     * @throws BundleException when it is the wrong one
     */
    void accept(ModelBundle bundle) throws BundleException;
  }

  /**
   * Checks all of a bundle, and ships it unless it is on the class path or was shipped before.
   *
   * @param location a path on the driver, the name of a file given with {@code --files}, a {@code
   *     classpath:} location or a bundle's name
   * @param check whether it is the right one
   * @throws BundleException when there is no such bundle or the check says so
   */
  static synchronized ModelFile ship(SparkSession spark, String location, Check check)
      throws IOException {
    try (ModelBundle bundle = ModelRepository.standard().open(onDriver(location))) {
      check.accept(bundle);
      if (bundle.location().startsWith(CLASS_PATH)) {
        return new ModelFile(location, false);
      }
      String manifest = bundle.manifest().toString();
      UUID contents = UUID.nameUUIDFromBytes(manifest.getBytes(StandardCharsets.UTF_8));
      String name = "bundle-" + contents + ".zip";
      if (!Files.exists(Path.of(SparkFiles.get(name)))) {
        Path zip = temporary(name);
        copy(Path.of(bundle.location()), zip);
        spark.sparkContext().addFile(zip.toString());
      }
      return new ModelFile(name, true);
    }
  }

  private static String onDriver(String location) {
    String shipped = SparkFiles.get(location);
    return !Files.exists(Path.of(location)) && Files.exists(Path.of(shipped)) ? shipped : location;
  }

  /** A file that stays as long as executors may come to fetch it. */
  private static Path temporary(String name) throws IOException {
    Path folder = Files.createTempDirectory("neural-annotators");
    Path file = folder.resolve(name);
    folder.toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    return file;
  }

  private static void copy(Path bundle, Path zip) throws IOException {
    if (!Files.isDirectory(bundle)) {
      Files.copy(bundle, zip);
      return;
    }
    try (OutputStream output = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(output);
        Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = bundle.relativize(file).toString().replace(File.separatorChar, '/');
        entries.putNextEntry(new ZipEntry(name));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
