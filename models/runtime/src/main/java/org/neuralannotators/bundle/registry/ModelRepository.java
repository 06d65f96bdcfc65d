package org.neuralannotators.bundle.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleChecks;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleSource;
import org.neuralannotators.bundle.ClassPathSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;

/**
 * Finds model bundles. A location is a path; {@code classpath:} and a resource folder; or a
 * bundle's name, which is looked for in the repository folder and then among the bundles on the
 * class path. Nothing is downloaded. Immutable and so thread-safe.
 */
public final class ModelRepository {
  /** System property with the repository folder; goes before {@link #HOME_VARIABLE}. */
  public static final String HOME_PROPERTY = "neural.annotators.home";

  /** Environment variable with the repository folder; {@code ~/.neural-annotators} without it. */
  public static final String HOME_VARIABLE = "NEURAL_ANNOTATORS_HOME";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+-]*");
  private static final String ZIP = ".zip";

  private final Path folder;
  private final ClassPathBundles classPath;

  /** A repository in a folder, which needn't exist, and on the class paths of these loaders. */
  public ModelRepository(Path folder, List<ClassLoader> loaders) {
    this.folder = folder;
    this.classPath = new ClassPathBundles(List.copyOf(loaders));
  }

  /**
   * The user's repository and the class path: that of the current thread, and that of this
   * software, which in a container may be another.
   */
  public static ModelRepository standard() {
    return new ModelRepository(
        home(),
        Stream.of(
                Thread.currentThread().getContextClassLoader(),
                ModelRepository.class.getClassLoader())
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  private static Path home() {
    String home = System.getProperty(HOME_PROPERTY, System.getenv(HOME_VARIABLE));
    return home == null || home.isBlank()
        ? Path.of(System.getProperty("user.home"), ".neural-annotators")
        : Path.of(home);
  }

  /**
   * The name of the bundle for a language and a task, such as {@code en-ner}.
   *
   * @param variant chooses among several, such as {@code bert} for {@code en-ner-bert}; may be
   *     empty
   */
  public static String bundleName(String language, String task, String variant) {
    return language + "-" + task + (variant.isEmpty() ? "" : "-" + variant);
  }

  /** A bundle of the repository, by name and by what {@link #open} takes. */
  public record Entry(String name, String location) {}

  /** The repository folder. */
  public Path folder() {
    return folder;
  }

  /**
   * Opens a bundle and checks all of it.
   *
   * @throws BundleException when there is none, saying where it was looked for, or when it can't be
   *     used
   */
  public ModelBundle open(String location) throws IOException {
    try (BundleSource source = resolve(location)) {
      return ModelBundle.open(source);
    }
  }

  /** Reads only the manifest of a bundle; errors as in {@link #open}. */
  public ModelManifest manifest(String location) throws IOException {
    try (BundleSource source = resolve(location)) {
      return BundleChecks.manifest(source);
    }
  }

  /** The bundles of the repository folder and then those of the class path that it doesn't hide. */
  public List<Entry> list() throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> children = Files.list(folder)) {
        children
            .filter(child -> NAME.matcher(child.getFileName().toString()).matches())
            .filter(ModelRepository::isBundle)
            .sorted()
            .forEach(child -> entries.add(new Entry(nameOf(child), child.toString())));
      }
    }
    for (String name : classPath.names()) {
      if (entries.stream().noneMatch(entry -> entry.name().equals(name))) {
        entries.add(new Entry(name, ClassPathSource.PREFIX + ClassPathBundles.folderOf(name)));
      }
    }
    return entries;
  }

  private static String nameOf(Path bundle) {
    String name = bundle.getFileName().toString();
    return name.endsWith(ZIP) ? name.substring(0, name.length() - ZIP.length()) : name;
  }

  private static boolean isBundle(Path path) {
    return path.toString().endsWith(ZIP)
        ? Files.isRegularFile(path)
        : Files.isRegularFile(path.resolve(BundleSource.MANIFEST));
  }

  BundleSource resolve(String location) throws IOException {
    if (location.startsWith(ClassPathSource.PREFIX)) {
      return classPath.at(location.substring(ClassPathSource.PREFIX.length()));
    }
    Path path = path(location);
    if (!NAME.matcher(location).matches() || isBundle(path)) {
      return ModelBundle.source(path);
    }
    for (String name : List.of(location, location + ZIP)) {
      if (isBundle(folder.resolve(name))) {
        return ModelBundle.source(folder.resolve(name));
      }
    }
    Optional<ClassPathSource> named = classPath.named(location);
    if (named.isEmpty() && BundleChecks.isOfHuggingFace(path)) {
      return ModelBundle.source(path);
    }
    return named.orElseThrow(() -> notFound(location, path));
  }

  private BundleException notFound(String location, Path path) {
    return new BundleException(
        "There is no model bundle ["
            + location
            + "]: looked for the path ["
            + path.toAbsolutePath()
            + "], in the repository folder ["
            + folder
            + "] and on the class path at ["
            + ClassPathBundles.folderOf(location)
            + "]; correct the name, train or copy a bundle there, or add its artifact");
  }

  private static Path path(String location) throws BundleException {
    try {
      return Path.of(location);
    } catch (InvalidPathException e) {
      throw new BundleException(
          "Model location [" + location + "] is neither a path nor a name; correct it", e);
    }
  }
}
