package org.neuralannotators.bundle.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleSource;
import org.neuralannotators.bundle.ClassPathSource;
import org.neuralannotators.text.Utf8LineReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles that artifacts on the class path bring. Each artifact names its own in {@link
 * #INDEX}, since the folders of a class path can't be listed.
 */
record ClassPathBundles(List<ClassLoader> loaders) {
  /**
   * Resource with the names of an artifact's bundles, one a line, and with their former names:
   * {@code former = name}.
   */
  static final String INDEX = "META-INF/neural-annotators/bundles.txt";

  private static final Logger LOG = LoggerFactory.getLogger(ClassPathBundles.class);

  /** Between a former name and the one of now. */
  private static final String NOW = "=";

  private static final String FOLDER = "org/neuralannotators/bundles/";

  static String folderOf(String name) {
    return FOLDER + name;
  }

  /** The bundle of a name or of a former name, if there is one. */
  Optional<ClassPathSource> named(String name) throws IOException {
    Optional<ClassPathSource> found = find(folderOf(name));
    String now = found.isPresent() ? null : formerNames().get(name);
    if (now == null) {
      return found;
    }
    LOG.warn("The bundle [{}] is called [{}] now; please use this name", name, now);
    return find(folderOf(now));
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
    return lines().stream()
        .filter(line -> !line.contains(NOW))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** For each former name the one that took its place. */
  private Map<String, String> formerNames() throws IOException {
    return lines().stream()
        .map(line -> line.split(NOW, 2))
        .filter(names -> names.length == 2)
        .collect(
            Collectors.toMap(
                names -> names[0].strip(), names -> names[1].strip(), (first, other) -> first));
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (ClassLoader loader : loaders) {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        try (InputStream input = index.openStream();
            Utf8LineReader reader = new Utf8LineReader(input, index.toString())) {
          for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isBlank()) {
              lines.add(line.strip());
            }
          }
        }
      }
    }
    return lines;
  }
}
