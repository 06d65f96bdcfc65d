package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.lm.RecurrentArchitecture;
import org.neuralannotators.lm.RecurrentLanguageModel;
import org.neuralannotators.lm.SoftmaxShape;
import org.neuralannotators.lm.TextUnit;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.text.Vocabulary;

/** The commands of language models with models of words. */
class TokenContinuerTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String bundle;

  @BeforeEach
  void write() throws IOException {
    bundle = folder.resolve("words.bundle").toString();
    try (RecurrentLanguageModel model =
        RecurrentLanguageModel.of(
            new RecurrentArchitecture(TextUnit.WORDS, RecurrentCell.LSTM, 4, 5, 1),
            new SoftmaxShape(List.of(), 4),
            Vocabulary.of(List.of("</S>", "the", "cat", "sat")),
            0)) {
      model.initialize(new Random(1));
      model
          .files(TensorType.F32)
          .write(Path.of(bundle), model.manifest("words").language("en").build());
    }
  }

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void wordsComeBehindThePrompt() {
    String[] command = {
      "generate", "--model", bundle, "--prompt", "the dog", "--length", "4", "--seed", "2"
    };
    assertThat(run(command)).as("%s", err).isZero();
    assertThat(out.toString().strip()).matches("(?s)the dog\\s.*").doesNotContain("<unk>");
    assertThat(err.toString()).contains("doesn't know these tokens of the prompt: [dog]");
    String first = out.toString();
    assertThat(run(command)).isZero();
    assertThat(out.toString()).isEqualTo(first + first);
  }

  @Test
  void severalPromptsAreContinued() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines.txt"), "the\nthe cat\n");
    assertThat(run("generate", "--model", bundle, lines.toString(), "--length", "3", "--json"))
        .as("%s", err)
        .isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"reason\":\"LENGTH\",\"pieces\":3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--beams=2", "--repetition-penalty=1.1", "--stop=x", "--precision=bf16"})
  void optionsOfDecodersAreRefused(String option) {
    assertThat(run("generate", "--model", bundle, option)).isEqualTo(2);
    assertThat(err.toString()).contains("--beams", "kind [decoder]", "[" + bundle + "]");
  }

  @Test
  void windowsAreOfDecoders() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "the cat sat\n");
    String[] command = {"evaluate", "lm", "--model", bundle, "--data", text.toString()};
    assertThat(run(command)).as("%s", err).isZero();
    assertThat(out.toString()).contains("perplexity forward: ", "3 tokens, 0.00 % of them unknown");
    assertThat(
            run("evaluate", "lm", "--model", bundle, "--data", text.toString(), "--context", "4"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("--context, --stride, --memory and --adapter", "kind [decoder]");
  }

  @Test
  void aColumnOfTextThatGoesOnIsRefused() {
    assertThat(run("evaluate", "lm", "--model", bundle, "--data", "text.txt", "--column", "1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("[column] is [1] with the layout [RUNNING]");
  }
}
