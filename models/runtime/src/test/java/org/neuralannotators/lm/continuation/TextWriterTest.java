package org.neuralannotators.lm.continuation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderShapes;
import org.neuralannotators.lm.decoder.DecoderSpec;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/** With a tokenizer of Llama's kind: words begin with a mark, and rare characters are bytes. */
class TextWriterTest {
  private static final String TOKENIZER =
      """
      {
        "model": {
          "type": "BPE", "byte_fallback": true, "unk_token": "<unk>", "merges": [],
          "vocab": {"<unk>": 0, "\u2581a": 1, "\u2581b": 2, "<0xC3>": 3, "<0xA9>": 4, "c": 5}
        },
        "decoder": {
          "type": "Sequence",
          "decoders": [
            {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "},
            {"type": "ByteFallback"},
            {"type": "Fuse"},
            {"type": "Strip", "content": " ", "start": 1, "stop": 0}
          ]
        }
      }
      """;

  private static String write(int[] prompt, int... pieces) {
    DecoderModel model =
        DecoderModel.of(
            new DecoderSpec(DecoderShapes.LLAMA.architecture(), List.of()),
            StoredTokenizer.read(TOKENIZER.getBytes(StandardCharsets.UTF_8)),
            0);
    Context context = new Context(16, new int[0]);
    int[] all = new int[prompt.length + pieces.length];
    System.arraycopy(prompt, 0, all, 0, prompt.length);
    System.arraycopy(pieces, 0, all, prompt.length, pieces.length);
    return new TextWriter(model, context, prompt, ContinuationOptions.DEFAULT).write(all).text();
  }

  @Test
  void aWordBehindThePromptHasItsBlank() {
    assertThat(write(new int[] {1}, 2, 5)).isEqualTo(" bc");
    assertThat(write(new int[] {}, 2, 5)).isEqualTo("bc");
  }

  @Test
  void bytesAreWrittenWhenTheirCharacterIsComplete() {
    assertThat(write(new int[] {1}, 2, 3)).isEqualTo(" b");
    assertThat(write(new int[] {1}, 2, 3, 4)).isEqualTo(" bé");
    assertThat(write(new int[] {1}, 2, 3, 4, 3)).isEqualTo(" bé");
    assertThat(write(new int[] {1}, 2, 3, 4, 3, 4, 5)).isEqualTo(" bééc");
    assertThat(write(new int[] {1, 3, 4}, 3)).isEmpty();
    assertThat(write(new int[] {1, 3, 4}, 3, 4)).isEqualTo("é");
  }

  @Test
  void numbersThatNoPieceHasAreNoText() {
    assertThat(write(new int[] {1}, 6, 5)).isEqualTo("c");
  }
}
