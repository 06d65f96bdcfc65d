package org.neuralannotators.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is
 * @param text in Markdown
 */
record MarkdownPage(Path file, String text) {
  static final Path ROOT = Path.of("..");

  private static final Pattern CODE =
      Pattern.compile("^```.*?^```$|^ {4}.*?$|`[^`]+`", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern FENCED =
      Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /**
   * @param name below the repository's folder, such as {@code docs/uima.md}
   */
  static MarkdownPage read(String name) throws IOException {
    Path file = ROOT.resolve(name);
    return new MarkdownPage(file, Files.readString(file));
  }

  /** README.md, those of modules, and all in {@code docs}. */
  static List<MarkdownPage> all() throws IOException {
    List<MarkdownPage> pages = new ArrayList<>(List.of(read("README.md")));
    for (String folder : List.of("docs", "annotators")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
          pages.add(read(ROOT.relativize(file).toString()));
        }
      }
    }
    return pages;
  }

  /** What stands between {@code ```language} and {@code ```}. */
  List<String> examples(String language) {
    return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** The files and anchors that it links to, but for the web's. */
  List<String> links() {
    return LINK.matcher(CODE.matcher(text).replaceAll(""))
        .results()
        .map(match -> match.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }

  /** Its headings' anchors, as GitHub makes them. */
  Set<String> anchors() {
    return HEADING
        .matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
