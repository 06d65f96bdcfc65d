package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextFormatTest {
  private static final Pattern TAB = Pattern.compile("\t");
  private static final LabelledTextFormat TEXTS = new LabelledTextFormat(0, null, -1, TAB, false);

  @TempDir private Path folder;

  private List<LabelledText> read(LabelledTextFormat format, String text) throws IOException {
    return format.read(Files.writeString(folder.resolve("data.tsv"), text));
  }

  @Test
  void textsMayBeEmptyAndBlankLinesAreSkipped() throws IOException {
    assertThat(read(TEXTS, "good\t1\r\n\n\t0\n"))
        .containsExactly(new LabelledText("good", null, "1"), new LabelledText("", null, "0"));
  }

  @Test
  void theLastColumnIsTheLabelAndBlanksAroundItDontCount() throws IOException {
    assertThat(read(LabelledTextFormat.DEFAULT, "good \tx\t 1\u00A0\r\nbad\t1 \n"))
        .containsExactly(new LabelledText("good ", null, "1"), new LabelledText("bad", null, "1"));
  }

  @Test
  void pairsStandInTheColumnsThatAreNamedBehindAHeader() throws IOException {
    LabelledTextFormat format = new LabelledTextFormat(1, 2, 0, TAB, true);
    assertThat(read(format, "label\ta\tb\nyes\tx\ty\n"))
        .containsExactly(new LabelledText("x", "y", "yes"));
  }

  @Test
  void missingColumnAndEmptyLabelNameFileAndLine() {
    assertThatThrownBy(() -> read(TEXTS, "good\t1\nbad\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("data.tsv")
        .hasMessageContaining("line [2]");
    assertThatThrownBy(() -> read(TEXTS, "good\t\n")).hasMessageContaining("label is empty");
    LabelledTextFormat pairs = new LabelledTextFormat(0, 1, 2, TAB, false);
    assertThatThrownBy(() -> read(pairs, "a\tb\n")).hasMessageContaining("[2] columns");
  }
}
