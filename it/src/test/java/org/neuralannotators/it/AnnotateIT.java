package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Formats of {@code annotate}, with the bundle that ships. */
class AnnotateIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TEXT_BOUND_ANNOTATION =
      Pattern.compile("^T\\d+\t\\S+ ([^\t]+)\t(.+)$", Pattern.MULTILINE);
  private static final Pattern SPAN = Pattern.compile("(\\d+) (\\d+)");
  private static final String SAMPLES = Samples.FOLDER.toString();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theSameCommandGoesOnAndAnotherIsRefused() throws IOException {
    assertThat(annotate(SAMPLES, "--format", "html,jsonl")).as(err.toString()).isZero();
    assertThat(annotate(SAMPLES, "--format", "html,jsonl")).isZero();
    assertThat(out.toString()).contains("; 8 were done before");
    JsonNode report = JSON.readTree(output("report.json"));
    assertThat(report.get("skipped").asInt()).isEqualTo(8);
    assertThat(report.get("settings").get("models")).isEqualTo(JSON.readTree("[\"en-ner\"]"));

    assertThat(annotate(SAMPLES, "--format", "html")).isEqualTo(2);
    assertThat(err.toString()).contains("[formats] was", "--overwrite").hasLineCount(1);
    assertThat(annotate(SAMPLES, "--format", "html", "--overwrite")).isZero();
  }

  @Test
  void aPageIsWellFormedAndMarksTheEntities() throws Exception {
    annotate(SAMPLES, "--format", "html,json");
    Document page;
    try (InputStream html = Files.newInputStream(folder.resolve("out/harbour.txt.html"))) {
      page = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(html);
    }
    JsonNode entities = JSON.readTree(output("harbour.txt.json")).get("entities");
    assertThat(page.getElementsByTagName("mark").getLength()).isEqualTo(entities.size());
    Element first = (Element) page.getElementsByTagName("mark").item(0);
    assertThat(first.getTextContent()).startsWith(entities.get(0).get("text").asText());
  }

  @Test
  void tokensOfConllAreKeptLineByLine() throws IOException {
    Path tokens =
        Files.writeString(
            folder.resolve("tokens.conll"),
            """
            -DOCSTART- -X-

            Angela NNP
            Merkel NNP
            vis-ited VBD
            Paris NNP
            . .


            Bye UH
            """);

    assertThat(
            annotate(
                tokens.toString(),
                "--format",
                "conll",
                "--columns",
                "token,pos",
                "--separator",
                "space"))
        .as(err.toString())
        .isZero();

    assertThat(output("tokens.conll.conll"))
        .isEqualTo(
            """
            -DOCSTART- -X-

            Angela\tB-PER
            Merkel\tI-PER
            vis-ited\tO
            Paris\tB-LOC
            .\tO


            Bye\tO
            """);
  }

  @Test
  void xmiGoesOnWithItsSentencesAndTokens() throws IOException {
    annotate(SAMPLES, "--format", "xmi,conll");
    Path first = Files.move(folder.resolve("out"), folder.resolve("first"));

    assertThat(annotate(first.toString(), "--input-format", "xmi", "--format", "conll,brat"))
        .as(err.toString())
        .isZero();

    for (Path sample : samples()) {
      String name = Samples.FOLDER.relativize(sample).toString();
      assertThat(folder.resolve("out").resolve(name + ".xmi.conll"))
          .hasSameTextualContentAs(first.resolve(name + ".conll"));
    }
  }

  @Test
  void offsetsOfBratCountCodePoints() throws IOException {
    annotate(SAMPLES, "--format", "brat");

    int annotations = 0;
    for (Path sample : samples()) {
      String name = Samples.FOLDER.relativize(sample).toString();
      int[] text = output(name + ".txt").codePoints().toArray();
      Matcher annotation = TEXT_BOUND_ANNOTATION.matcher(output(name + ".ann"));
      while (annotation.find()) {
        List<String> fragments = new ArrayList<>();
        Matcher span = SPAN.matcher(annotation.group(1));
        while (span.find()) {
          int begin = Integer.parseInt(span.group(1));
          fragments.add(new String(text, begin, Integer.parseInt(span.group(2)) - begin));
        }
        assertThat(annotation.group(2)).isEqualTo(String.join(" ", fragments));
        annotations++;
      }
    }
    assertThat(annotations).isPositive();
  }

  @Test
  void jsonLinesComeFromStandardInput() throws IOException {
    String lines =
        """
        {"id": "a", "text": "Angela Merkel visited Paris."}
        {"id": "b", "text":
        {"id": "c", "tokens": [["Angela", "Merkel", "left", "."]]}
        """;
    InputStream standard = System.in;
    try {
      System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
      assertThat(annotate("-", "--input-format", "jsonl", "--format", "jsonl")).isEqualTo(1);
    } finally {
      System.setIn(standard);
    }

    assertThat(err.toString()).contains("standard input line [2]: not JSON").hasLineCount(1);
    List<String> annotated = output("stdin.jsonl").lines().toList();
    assertThat(annotated).hasSize(3);
    assertThat(JSON.readTree(annotated.get(0)).get("entities").findValuesAsText("text"))
        .containsExactly("Angela Merkel", "Paris");
    assertThat(JSON.readTree(annotated.get(1)).get("error").asText()).contains("not JSON");
    assertThat(JSON.readTree(annotated.get(2)).get("id").asText()).isEqualTo("c");
    assertThat(JSON.readTree(output("report.json")).get("failures").get(0).get("document").asText())
        .isEqualTo("standard input line [2]");
  }

  @Test
  void excludedEntitiesAreLeftOut() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "Angela Merkel visited Paris.");

    assertThat(annotate(text.toString(), "--exclude", "Par.*")).as(err.toString()).isZero();

    assertThat(JSON.readTree(output("a.txt.json")).get("entities").findValuesAsText("text"))
        .containsExactly("Angela Merkel");
  }

  @Test
  void aBadValueDoesNotSpoilTheFolder() {
    assertThat(annotate(SAMPLES, "--exclude", "@(")).isEqualTo(2);
    assertThat(annotate(SAMPLES, "--min-confidence", "2")).isEqualTo(2);
    assertThat(annotate(SAMPLES, "--min-confidence", "0.2")).as(err.toString()).isZero();
  }

  private int annotate(String input, String... options) {
    String[] command = {"annotate", input, "--out", folder.resolve("out").toString()};
    return NeuralAnnotators.run(
        new PrintWriter(out),
        new PrintWriter(err),
        Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
  }

  private String output(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name));
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> all = Files.walk(Samples.FOLDER)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
