package org.neuralannotators.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConlluTextTest {
  private static final Path FOLDER = Path.of("src/test/resources/split");

  @TempDir private Path folder;

  @Test
  void joinsTokensSentencesAndParagraphs() throws Exception {
    SplitText text = ConlluText.read(FOLDER.resolve("gold.conllu"), false);

    assertThat(text.text())
        .startsWith("The FDA's rules don't help. He left.\n\n10-12 %of it… Ünlü naïve, 你好。Well...");
    assertThat(texts(text.sentences(), text.text()))
        .startsWith("The FDA's rules don't help.", "He left.", "10-12 %of it…");
    assertThat(texts(text.tokens(), text.text()))
        .startsWith("The", "FDA", "'s", "rules", "do", "n't", "help", ".", "He");
  }

  @Test
  void takesTheWordsOfATokenThatTheySpell() throws Exception {
    SplitText text = ConlluText.read(FOLDER.resolve("multiword.conllu"), false);

    assertThat(texts(text.tokens(), text.text()))
        .containsExactly(
            "The", "FDA", "'s", "rules", "do", "n't", "help", ".", "Vamos", "del", "vámonos", ".");
  }

  @Test
  void takesWholeTokensWhenAsked() throws Exception {
    SplitText text = ConlluText.read(FOLDER.resolve("multiword.conllu"), true);

    assertThat(texts(text.tokens(), text.text())).startsWith("The", "FDA's", "rules", "don't");
  }

  @Test
  void namesTheLineThatIsNotConllu() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.conllu"), "# newpar\n1\tone\n");

    assertThatThrownBy(() -> ConlluText.read(file, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line [2]")
        .hasMessageContaining("found [2] columns, expected 10");
  }

  @Test
  void namesTheLineOfANumberThatCameAlready() throws Exception {
    String line = "1\tone\t_\t_\t_\t_\t_\t_\t_\t_\n";
    Path file = Files.writeString(folder.resolve("twice.conllu"), line + line);

    assertThatThrownBy(() -> ConlluText.read(file, false))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("line [2]", "[1]");
  }

  @Test
  void theEndingTellsConlluInAnyCase() throws Exception {
    Path tokens = Files.copy(FOLDER.resolve("gold.conllu"), folder.resolve("GOLD.CONLLU"));
    SplitText gold = ConlluText.read(tokens, false);
    Path text = Files.writeString(folder.resolve("t.txt"), gold.text());

    assertThat(TokenColumn.read(tokens, text, false).tokens()).hasSameSizeAs(gold.tokens());
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> ConlluText.read(folder, false))
        .hasMessage("[" + folder + "] is a folder; expected a file");
  }

  @Test
  void findsTheTokensOfColumnsInTheirText() throws Exception {
    Path tokens = Files.writeString(folder.resolve("t.tsv"), "Ada\tX\n's\tX\n\ncat\tX\n.\tX\n");
    Path text = Files.writeString(folder.resolve("t.txt"), "Ada's\n\n  cat .\n");

    SplitText found = TokenColumn.read(tokens, text, false);

    assertThat(texts(found.tokens(), found.text())).containsExactly("Ada", "'s", "cat", ".");
    assertThat(texts(found.sentences(), found.text())).containsExactly("Ada's", "cat .");
  }

  @Test
  void findsTheTokensOfConlluInAnotherText() throws Exception {
    Path text = folder.resolve("t.txt");
    SplitText gold = ConlluText.read(FOLDER.resolve("gold.conllu"), false);
    Files.writeString(text, gold.text().replace(" ", "\n"));

    SplitText found = TokenColumn.read(FOLDER.resolve("gold.conllu"), text, false);

    assertThat(texts(found.tokens(), found.text())).isEqualTo(texts(gold.tokens(), gold.text()));
    assertThat(found.sentences()).hasSameSizeAs(gold.sentences());
  }

  @Test
  void namesATokenThatTheTextDoesNotHave() throws Exception {
    Path tokens = Files.writeString(folder.resolve("t.tsv"), "Ada\nwas\n");
    Path text = Files.writeString(folder.resolve("t.txt"), "Ada is here");

    assertThatThrownBy(() -> TokenColumn.read(tokens, text, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("token [2], [was], isn't next in the text; found [is here]");
  }

  static List<String> texts(List<TextRange> ranges, String text) {
    return ranges.stream().map(range -> range.of(text)).toList();
  }
}
