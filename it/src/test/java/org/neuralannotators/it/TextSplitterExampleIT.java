package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.neuralannotators.split.TextRange;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.split.TextSplitters;

/** The example of docs/tokens.md. */
class TextSplitterExampleIT {
  @Test
  void theExamplePrintsTokens() throws Exception {
    String text = "She can't stay. He left.";
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream standardOutput = System.out;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      // Example begin
      try (TextSplitter splitter = TextSplitters.load("en-tokens")) {
        for (TextRange sentence : splitter.sentences(text)) {
          for (TextRange token : splitter.tokens(text, sentence)) {
            System.out.println(token.of(text));
          }
        }
      }
      // Example end
    } finally {
      System.setOut(standardOutput);
    }
    assertThat(output.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("She", "ca", "n't", "stay", ".", "He", "left", ".");
  }
}
