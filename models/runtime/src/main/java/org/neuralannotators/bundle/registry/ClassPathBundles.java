package org.neuralannotators.bundle.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleSource;
import org.neuralannotators.bundle.ClassPathSource;
import org.neuralannotators.text.Utf8LineReader;

/**
 * The bundles that artifacts on the class path bring. Each artifact names its own in {@link
 * #INDEX}, since the folders of a class path can't be listed.
 */
record ClassPathBundles(List<ClassLoader> loaders) {
  /** Resource with the names of an artifact's bundles, one a line. */
  static final String INDEX = "META-INF/neural-annotators/bundles.txt";

  private static final String FOLDER = "org/neuralannotators/bundles/";

  static String folderOf(String name) {
    return FOLDER + name;
  }

  /** The bundle of a name, if there is one. */
  Optional<ClassPathSource> named(String name) {
    return find(folderOf(name));
  }

  /** The bundle in a resource folder; the location may also be that of its manifest. */
  ClassPathSource at(String location) throws BundleException {
    String folder = location.replaceFirst("^/+", "").replaceFirst("/?(manifest\\.json)?$", "");
    return find(folder)
        .orElseThrow(
            () ->
                new BundleException(
                    "There is no ["
                        + folder
                        + "/"
                        + BundleSource.MANIFEST
                        + "] on the class path; correct the location or add the artifact that has"
                        + " it"));
  }

  private Optional<ClassPathSource> find(String folder) {
    return loaders.stream()
        .map(loader -> new ClassPathSource(loader, folder))
        .filter(ClassPathSource::exists)
        .findFirst();
  }

  SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (ClassLoader loader : loaders) {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        readNames(index, names);
      }
    }
    return names;
  }

  private static void readNames(URL index, SortedSet<String> names) throws IOException {
    try (InputStream input = index.openStream();
        Utf8LineReader reader = new Utf8LineReader(input, index.toString())) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          names.add(line.strip());
        }
      }
    }
  }
}
