package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md shows is what tests run. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

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
