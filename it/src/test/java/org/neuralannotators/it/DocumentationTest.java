package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the documentation shows is what tests run, and its links lead somewhere. */
class DocumentationTest {
  private static final List<String> PAGES_WITH_EXAMPLES =
      List.of(
          "README.md",
          "docs/uima.md",
          "docs/corenlp.md",
          "docs/opennlp.md",
          "docs/spark.md",
          "docs/tokens.md");
  private static final int README_BYTES = 9000;

  @Test
  void theJavaExamplesAreRunByTests() throws IOException {
    String tests = unindented(testSources());

    for (String name : PAGES_WITH_EXAMPLES) {
      assertThat(MarkdownPage.read(name).examples("java"))
          .as(name)
          .isNotEmpty()
          .allSatisfy(code -> assertThat(tests).contains(unindented(code)));
    }
  }

  @Test
  void linksLeadToFilesAndHeadingsThatExist() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (MarkdownPage page : MarkdownPage.all()) {
      for (String link : page.links()) {
        links++;
        if (!leadsSomewhere(page, link)) {
          broken.add(page.file() + ": " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(100);
  }

  private static boolean leadsSomewhere(MarkdownPage from, String link) throws IOException {
    int hash = link.indexOf('#');
    String name = hash < 0 ? link : link.substring(0, hash);
    Path file = name.isEmpty() ? from.file() : from.file().resolveSibling(name);
    return Files.exists(file)
        && (hash < 0
            || new MarkdownPage(file, Files.readString(file))
                .anchors()
                .contains(link.substring(hash + 1)));
  }

  @Test
  void theIndexNamesEachPage() throws IOException {
    MarkdownPage index = MarkdownPage.read("docs/README.md");
    try (Stream<Path> pages = Files.list(index.file().getParent())) {
      assertThat(index.links())
          .containsAll(
              pages
                  .map(page -> page.getFileName().toString())
                  .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                  .toList());
    }
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.size(MarkdownPage.ROOT.resolve("README.md")))
        .isLessThanOrEqualTo(README_BYTES);
  }

  @Test
  void theMavenExampleNamesWhatTheTestsRunOn() throws Exception {
    String example = MarkdownPage.read("docs/build.md").examples("xml").get(0);
    NodeList dependencies =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader("<all>" + example + "</all>")))
            .getElementsByTagName("dependency");

    assertThat(IntStream.range(0, dependencies.getLength()).mapToObj(dependencies::item))
        .hasSize(5)
        .allSatisfy(
            each -> assertThat(isOnClassPath((Element) each)).as(each.getTextContent()).isTrue());
  }

  /** Modules of this build are folders, or jars of the name without a classifier. */
  private static boolean isOnClassPath(Element dependency) {
    String name = text(dependency, "artifactId");
    String version = text(dependency, "version");
    String classifier = text(dependency, "classifier");
    String jar = name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(classPath.split(File.pathSeparator))
        .anyMatch(entry -> entry.endsWith(jar) || isModule(Path.of(entry), name, version));
  }

  private static boolean isModule(Path classes, String name, String version) {
    Path pom = classes.resolve("../../pom.xml");
    try {
      return Files.exists(pom)
          && Files.readString(pom).contains("<artifactId>" + name + "</artifactId>")
          && Files.readString(pom).contains("<version>" + version + "</version>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Element dependency, String child) {
    Node node = dependency.getElementsByTagName(child).item(0);
    return node == null ? "" : node.getTextContent();
  }

  private static String testSources() throws IOException {
    try (Stream<Path> files = Files.walk(MarkdownPage.ROOT)) {
      StringBuilder sources = new StringBuilder();
      for (Path file :
          files
              .filter(
                  file ->
                      file.toString().endsWith("IT.java") || file.toString().endsWith("Test.java"))
              .toList()) {
        sources.append(Files.readString(file));
      }
      return sources.toString();
    }
  }

  private static String unindented(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
