package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What README.md shows is what tests run. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

  @Test
  void theJavaExamplesAreRunByTests() throws IOException {
    String tests = unindented(testSources());

    List<String> examples =
        JAVA.matcher(Files.readString(ROOT.resolve("README.md")))
            .results()
            .map((MatchResult match) -> unindented(match.group(1)))
            .toList();

    assertThat(examples).hasSizeGreaterThan(3).allSatisfy(code -> assertThat(tests).contains(code));
  }

  @Test
  void theMavenExampleNamesWhatTheTestsRunOn() throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher example = XML.matcher(readme);
    assertThat(example.find()).isTrue();
    NodeList dependencies =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader("<all>" + example.group(1) + "</all>")))
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
    try (Stream<Path> files = Files.walk(ROOT)) {
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
