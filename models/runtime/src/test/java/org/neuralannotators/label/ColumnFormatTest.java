package org.neuralannotators.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import opennlp.tools.formats.Conll02NameSampleStream;
import opennlp.tools.formats.Conll03NameSampleStream;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.util.InputStreamFactory;
import opennlp.tools.util.ObjectStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnFormatTest {
  private static final Map<String, String> OPENNLP_TYPES =
      Map.of("PER", "person", "LOC", "location", "ORG", "organization", "MISC", "misc");

  private static final ColumnFormat NAMES = ColumnFormat.of(ColumnLines.CONLL, true);

  @TempDir private Path folder;

  @Test
  void readsSentencesBetweenBlankLines() throws IOException {
    List<TaggedSentence> sentences =
        read(ColumnFormat.TAB_SEPARATED, "\uFEFFAnn\tB-PER\r\nsleeps\tO\r\n\r\n\r\nYes\tO");
    assertThat(sentences)
        .containsExactly(
            new TaggedSentence(List.of("Ann", "sleeps"), List.of("B-PER", "O")),
            new TaggedSentence(List.of("Yes"), List.of("O")));
  }

  @Test
  void columnsMayBeCountedFromTheEnd() throws IOException {
    List<TaggedSentence> sentences =
        read(
            new ColumnFormat(1, -2, " "),
            "-DOCSTART- -X- O O\n\n1 Ann NNP B-PER x\n2 sleeps VBZ O x\n");
    assertThat(sentences)
        .containsExactly(new TaggedSentence(List.of("Ann", "sleeps"), List.of("B-PER", "O")));
  }

  @Test
  void emptyFileHasNoSentences() throws IOException {
    assertThat(read(ColumnFormat.CONLL, "")).isEmpty();
  }

  @Test
  void missingTagIsNamedWithFileLineAndColumns() {
    assertThatThrownBy(() -> read(ColumnFormat.TAB_SEPARATED, "Ann\tB-PER\n\nsleeps\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[data] line [3]: no tag in column [1]: found [1] columns");
    assertThatThrownBy(() -> read(ColumnFormat.CONLL, "sleeps\n"))
        .hasMessageContaining("line [1]: no tag in column [-1]");
  }

  @Test
  void bytesThatAreNotUtf8AreNamedWithFileAndLine() throws IOException {
    Path file = folder.resolve("latin1.tsv");
    Files.write(file, "Ann\tO\nJosé\tO\n".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> ColumnFormat.TAB_SEPARATED.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("latin1.tsv] line [2] isn't UTF-8 from byte [3] on");
  }

  @Test
  void tagsThatBreakTheSchemeAreNamedWithLine() {
    ColumnFormat format = ColumnFormat.TAB_SEPARATED.withScheme(TagScheme.BIO);
    assertThatThrownBy(() -> read(format, "Ann\tO\n\nsees\tO\nAda\tI-PER\n\nYes\tO\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line [4]: tag [I-PER] breaks scheme [BIO]");
  }

  @Test
  void blanksAroundTokensAndTagsDontCount() throws IOException {
    assertThat(read(NAMES, "Berlin \tLOC \nis\tO \t\n big\t O\u00A0\n"))
        .containsExactly(
            new TaggedSentence(List.of("Berlin", "is", "big"), List.of("LOC", "O", "O")));
    assertThat(read(ColumnFormat.CONLL, "Berlin B-LOC \nis O\t\n"))
        .containsExactly(new TaggedSentence(List.of("Berlin", "is"), List.of("B-LOC", "O")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o", "0", "b-per", "i-LOC", "M-PER", "O-PER", "B", "e", "B-", "B_PER", "(PER*", "*"
      })
  void whatOnlyLooksLikeATagIsRefusedWithFileAndLine(String slip) {
    assertThatThrownBy(() -> read(NAMES, "Ann\tB-PER\n\nsleeps\t" + slip + "\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[data] line [3]: [" + slip + "] isn't a tag that marks spans");
  }

  @ParameterizedTest
  @ValueSource(strings = {"O", "B-per", "S-a b", "LOC", "work_of_art", "B-LOC-deriv", "U-8", "人"})
  void tagsOfAnySchemeMarkSpans(String tag) throws IOException {
    assertThat(read(NAMES, "x\t" + tag + "\n").get(0).tags()).containsExactly(tag);
  }

  @Test
  void anyTagWillDoThatMarksNoSpan() throws IOException {
    ColumnFormat tags = ColumnFormat.of(ColumnLines.CONLL, false);
    assertThat(read(tags, "x\to\ny\t``\n").get(0).tags()).containsExactly("o", "``");
  }

  @Test
  void conlluHasWordsBesideCommentsRangesAndEmptyNodes() throws IOException {
    String text =
        """
        \uFEFF# sent_id = 1
        # text = Vámonos
        1-2\tVámonos\t_\t_\t_\t_\t_\t_\t_\t_
        1\tVamos\tir\tVERB\tVBP\t_\t0\troot\t_\tNER=O
        2\tnos\tnosotros\tPRON\tPRP\t_\t1\tobj\t_\tSpaceAfter=No|ner=B-PER
        2.1\tya\tya\tADV\tRB\t_\t_\t_\t1:x\t_

        1\t#\t#\tSYM\tNN\t_\t0\troot\t_\t_
        """
            .replace("\n", "\r\n");
    assertThat(read(ColumnFormat.of(ColumnLines.CONLLU, false), text))
        .containsExactly(
            new TaggedSentence(List.of("Vamos", "nos"), List.of("VERB", "PRON")),
            new TaggedSentence(List.of("#"), List.of("SYM")));
    assertThat(read(ColumnFormat.of(ColumnLines.CONLLU, false).withColumns(1, 4, null), text))
        .extracting(TaggedSentence::tags)
        .containsExactly(List.of("VBP", "PRP"), List.of("NN"));
    assertThat(read(ColumnFormat.of(ColumnLines.CONLLU, true), text))
        .extracting(TaggedSentence::tags)
        .containsExactly(List.of("O", "B-PER"), List.of("O"));
  }

  /** Web texts have Unicode's line separators, which end no line of a file. */
  @Test
  void commentsAndRangesMayHaveSeparatorsOfUnicode() throws IOException {
    String text =
        """
        # text = a~b^c
        1-2\ta^b\t_\t_\t_\t_\t_\t_\t_\t_
        1\ta\ta\tX\t_\t_\t0\troot\t_\tGloss=~|NER=B-PER|X=^
        """
            .replace('~', '\u2028')
            .replace('^', '\u0085');
    assertThat(read(ColumnFormat.of(ColumnLines.CONLLU, true), text))
        .containsExactly(new TaggedSentence(List.of("a"), List.of("B-PER")));
  }

  @Test
  void conlluWithoutNamesHasNoneToLearn() {
    String text = "1\tAnn\tAnn\tPROPN\t_\t_\t0\troot\t_\t_\n";
    assertThatThrownBy(() -> read(ColumnFormat.of(ColumnLines.CONLLU, true), text))
        .hasMessageContaining("[data] line [1]: up to here no token has an attribute [NER]");
  }

  @Test
  void theEndingTellsCoNllU() {
    assertThat(ColumnLines.of(Path.of("a.CoNLLU"))).isEqualTo(ColumnLines.CONLLU);
    assertThat(ColumnLines.of(Path.of("conllu.conll"))).isEqualTo(ColumnLines.CONLL);
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> ColumnFormat.CONLL.read(folder))
        .hasMessage("[" + folder + "] is a folder; expected a file");
  }

  @Test
  void readsConll2003LikeOpenNlp() throws IOException {
    InputStreamFactory input = () -> resource("conll2003-en.sample");
    try (ObjectStream<NameSample> expected =
        new Conll03NameSampleStream(Conll03NameSampleStream.LANGUAGE.EN, input, 15)) {
      assertSameNames(expected, "conll2003-en.sample");
    }
  }

  @Test
  void readsConll2002LikeOpenNlp() throws IOException {
    InputStreamFactory input = () -> resource("conll2002-es.sample");
    try (ObjectStream<NameSample> expected =
        new Conll02NameSampleStream(Conll02NameSampleStream.LANGUAGE.SPA, input, 15)) {
      assertSameNames(expected, "conll2002-es.sample");
    }
  }

  private static void assertSameNames(ObjectStream<NameSample> expected, String resource)
      throws IOException {
    List<TaggedSentence> sentences = new ArrayList<>();
    try (InputStream input = resource(resource)) {
      ColumnFormat.CONLL.read(input, resource, sentences::add);
    }
    int spans = 0;
    for (TaggedSentence sentence : sentences) {
      NameSample sample = expected.read();
      assertThat(sentence.tokens()).containsExactly(sample.getSentence());
      assertThat(sentence.spans())
          .extracting(s -> s.begin() + "-" + s.end() + "-" + OPENNLP_TYPES.get(s.label()))
          .containsExactlyElementsOf(
              Arrays.stream(sample.getNames())
                  .map(name -> name.getStart() + "-" + name.getEnd() + "-" + name.getType())
                  .toList());
      spans += sample.getNames().length;
    }
    assertThat(expected.read()).isNull();
    assertThat(spans).isPositive();
  }

  private static InputStream resource(String name) {
    return Conll03NameSampleStream.class.getResourceAsStream("/opennlp/tools/formats/" + name);
  }

  private static List<TaggedSentence> read(ColumnFormat format, String text) throws IOException {
    List<TaggedSentence> sentences = new ArrayList<>();
    format.read(new ByteArrayInputStream(text.getBytes(UTF_8)), "data", sentences::add);
    return sentences;
  }
}
