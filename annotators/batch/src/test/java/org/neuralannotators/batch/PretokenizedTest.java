package org.neuralannotators.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.read.SegmentTypes;
import org.neuralannotators.batch.write.DocumentFormat;

/** CoNLL and XMI as input. */
class PretokenizedTest {
  private static final String FOREIGN_TYPES =
      """
      <typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">
        <types>
          <typeDescription>
            <name>my.Word</name>
            <supertypeName>uima.tcas.Annotation</supertypeName>
            <features>
              <featureDescription>
                <name>lemma</name>
                <rangeTypeName>uima.cas.String</rangeTypeName>
              </featureDescription>
            </features>
          </typeDescription>
          <typeDescription>
            <name>my.Sentence</name>
            <supertypeName>uima.tcas.Annotation</supertypeName>
          </typeDescription>
        </types>
      </typeSystemDescription>
      """;
  private static final String FOREIGN_DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <xmi:XMI xmlns:my="http:///my.ecore" xmlns:cas="http:///uima/cas.ecore" \
      xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0">
        <cas:NULL xmi:id="0"/>
        <my:Sentence xmi:id="10" sofa="1" begin="0" end="8"/>
        <my:Word xmi:id="11" sofa="1" begin="0" end="2" lemma="ad"/>
        <my:Word xmi:id="12" sofa="1" begin="2" end="3" lemma="a"/>
        <my:Word xmi:id="13" sofa="1" begin="4" end="8" lemma="&lt;leave&gt;"/>
        <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" \
      sofaString="ADA left"/>
        <cas:View sofa="1" members="10 11 12 13"/>
      </xmi:XMI>
      """;

  @TempDir private Path folder;
  private Batch batch;

  @BeforeEach
  void makeFolders() throws Exception {
    batch = new Batch(folder);
    batch.formats = EnumSet.of(DocumentFormat.CONLL, DocumentFormat.XMI);
  }

  @Test
  void conllAlignsLineByLine() throws Exception {
    batch.write(
        "a.conll",
        "-DOCSTART-\tO\n\n\nADA\tO\nLOVE\tO\tx\n\tO\nno body\n\n\nBOB\tO\r\n.\tO\n\u200B\tO");

    batch.annotate();

    assertThat(batch.failures).isEmpty();
    assertThat(batch.output("a.conll.conll"))
        .isEqualTo(
            "-DOCSTART-\tO\n\n\nADA\tB-PER\nLOVE\tI-PER\n\tO\nno body\tO\n\n\n"
                + "BOB\tB-PER\n.\tO\n\u200B\tO");
  }

  @Test
  void conlluIsReadWithItsSpacesAndWithoutWhatIsNoWord() throws Exception {
    batch.formats = EnumSet.of(DocumentFormat.CONLL, DocumentFormat.JSON);
    batch.write(
        "a.conllu",
        """
        # text = ADA doesn't.
        1\tADA\t_\t_\t_\t_\t_\t_\t_\t_
        2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
        2\tdoes\t_\t_\t_\t_\t_\t_\t_\t_
        3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
        3.1\tleave\t_\t_\t_\t_\t_\t_\t_\t_
        4\t.\t_\t_\t_\t_\t_\t_\t_\t_

        # text = (BOB) du
        1\t(\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
        2\tBOB\t_\t_\t_\t_\t_\t_\t_\tX=1|SpaceAfter=No
        3\t)\t_
        4-5\tdu\t_\t_\t_\t_\t_\t_\t_\t_
        4\tde\t_
        5\tle\t_
        """
            .replace("\n", "\r\n"));

    batch.annotate();

    assertThat(batch.failures).isEmpty();
    assertThat(batch.output("a.conllu.conll"))
        .isEqualTo("ADA\tB-PER\ndoes\tO\nn't\tO\n.\tO\n\n(\tO\nBOB\tB-PER\n)\tO\nde\tO\nle\tO\n");
    assertThat(batch.output("a.conllu.json")).contains("\"ADA doesn't.\\n(BOB) de le\\n\"");
  }

  @Test
  void aMissingColumnIsNamedByItsLine() throws Exception {
    batch.write("good.conll", "ADA\n");
    Path bad = batch.write("bad.conll", "ADA\tO\n\nBOB\n");
    batch.tokenColumn = 1;

    batch.annotate();

    assertThat(batch.reasons())
        .contains(
            "["
                + bad
                + "] line [3]: no token in column [2]: found [1] columns; correct the line or"
                + " choose other --columns");
  }

  @Test
  void annotationsOfUnknownTypesAreKept() throws Exception {
    batch.write("a.xmi", FOREIGN_DOCUMENT);

    batch.annotate();

    assertThat(batch.failures).isEmpty();
    assertThat(batch.output("a.xmi.xmi"))
        .contains("my:Word", "lemma=\"&lt;leave&gt;\"", "my:Sentence", "types:NeuralNamedEntity");
    assertThat(batch.output("a.xmi.conll")).isEqualTo("ADA\tB-PER\nleft\tO\n\n");
  }

  @Test
  void tokensOfOtherTypesAreUsedWithTheTypeSystemBesideTheFile() throws Exception {
    batch.segments = new SegmentTypes("my.Sentence", "my.Word");
    batch.write("a.xmi", FOREIGN_DOCUMENT);
    batch.write("TypeSystem.xml", FOREIGN_TYPES);

    batch.annotate();

    assertThat(batch.failures).isEmpty();
    assertThat(batch.output("a.xmi.conll")).isEqualTo("AD\tB-PER\nA\tI-PER\nleft\tO\n\n");
    assertThat(batch.output("a.xmi.xmi")).contains("lemma=\"&lt;leave&gt;\"");
  }

  @Test
  void tokensOfTypesThatAreNotThereAreNamed() throws Exception {
    batch.segments = new SegmentTypes("my.Sentence", "my.Word");
    batch.write("a.xmi", FOREIGN_DOCUMENT);

    batch.annotate();

    assertThat(batch.reasons())
        .singleElement()
        .asString()
        .contains("[my.Word] isn't an annotation of the type system; put [TypeSystem.xml] beside");
  }

  @Test
  void ourOwnOutputCanBeAnnotatedAgainWithoutDoubles() throws Exception {
    batch.write("a.txt", "ADA left .\nBOB too .");
    batch.annotate();
    String first = batch.output("a.txt.xmi");
    Files.delete(batch.in.resolve("a.txt"));
    batch.write("a.txt", first);
    Files.move(batch.in.resolve("a.txt"), batch.in.resolve("b.xmi"));

    batch.annotate();

    assertThat(batch.output("b.xmi.conll")).isEqualTo(batch.output("a.txt.conll"));
    assertThat(batch.output("b.xmi.xmi").split("types:NeuralNamedEntity", -1)).hasSize(3);
  }

  @Test
  void damagedXmiIsNamedAndStopsNoOther() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "ADA");
    batch.write("cut.xmi", FOREIGN_DOCUMENT.substring(0, 400));
    batch.write("text.xmi", "no XML");
    batch.write("html.xmi", "<html><body/></html>");
    batch.write("empty.xmi", "");
    batch.write(
        "entity.xmi",
        FOREIGN_DOCUMENT
            .replace(
                "encoding=\"UTF-8\"?>",
                "encoding=\"UTF-8\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>")
            .replace("ADA left", "&e; left"));
    batch.write("good.txt", "ADA");

    BatchReport report = batch.annotate();

    assertThat(report.annotated()).isEqualTo(1);
    assertThat(batch.reasons())
        .hasSize(5)
        .allSatisfy(reason -> assertThat(reason).containsPattern("isn't XMI|has no text"));
  }
}
