package org.neuralannotators.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.neuralannotators.text.Utf8LineReader;

/**
 * The bundles that artifacts on the class path bring. Each artifact names its own in {@link
 * #INDEX}, since the folders of a class path can't be listed.
 */
record ClassPathBundles(ClassLoader loader) {
  /** Resource with the names of an artifact's bundles, one a line. */
  static final String INDEX = "META-INF/neural-annotators/bundles.txt";

  private static final String FOLDER = "org/neuralannotators/bundles/";

  static String folderOf(String name) {
    return FOLDER + name;
  }

  /** The bundle of a name, which may not exist. */
  ClassPathSource named(String name) {
    return new ClassPathSource(loader, folderOf(name));
  }

  /** The bundle in a resource folder; the location may also be that of its manifest. */
  ClassPathSource at(String location) throws BundleException {
    String folder = location.replaceFirst("^/+", "").replaceFirst("/?(manifest\\.json)?$", "");
    ClassPathSource source = new ClassPathSource(loader, folder);
    if (!source.exists()) {
      throw new BundleException(
          "There is no ["
              + folder
              + "/"
              + BundleSource.MANIFEST
              + "] on the class path; correct the location or add the artifact that has it");
    }
    return source;
  }

  SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (URL index : Collections.list(loader.getResources(INDEX))) {
      try (InputStream input = index.openStream();
          Utf8LineReader reader = new Utf8LineReader(input, index.toString())) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (!line.isBlank()) {
            names.add(line.strip());
          }
        }
      }
    }
    return names;
  }
}
