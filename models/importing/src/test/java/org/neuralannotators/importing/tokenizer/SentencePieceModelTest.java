package org.neuralannotators.importing.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.Algorithm;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.Piece;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.PieceType;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

/** Models written field by field from SentencePiece's description of them. */
class SentencePieceModelTest {
  @TempDir private Path folder;

  private interface Message {
    void write(CodedOutputStream output) throws IOException;
  }

  private static byte[] bytes(Message message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    message.write(output);
    output.flush();
    return bytes.toByteArray();
  }

  private Path model(List<Piece> pieces, Message training, Message normalization)
      throws IOException {
    byte[] model =
        bytes(
            output -> {
              for (Piece piece : pieces) {
                output.writeByteArray(1, bytes(message -> write(message, piece)));
              }
              output.writeByteArray(2, bytes(training));
              output.writeByteArray(3, bytes(normalization));
            });
    return Files.write(folder.resolve("spm.model"), model);
  }

  private static void write(CodedOutputStream output, Piece piece) throws IOException {
    output.writeString(1, piece.text());
    output.writeFloat(2, piece.score());
    output.writeEnum(3, List.of(PieceType.values()).indexOf(piece.type()) + 1);
  }

  private static final List<Piece> PIECES =
      List.of(
          new Piece("[PAD]", 0, PieceType.CONTROL),
          new Piece("[UNK]", 0, PieceType.UNKNOWN),
          new Piece("[CLS]", 0, PieceType.CONTROL),
          new Piece("[SEP]", 0, PieceType.CONTROL),
          new Piece("\u2581", -2, PieceType.NORMAL),
          new Piece("a", -2.5f, PieceType.NORMAL),
          new Piece("\u2581a", -1, PieceType.NORMAL));

  @Test
  void readsPiecesAndSettings() throws IOException {
    Path file =
        model(
            PIECES,
            output -> {
              output.writeEnum(3, 2);
              output.writeInt32(40, 1);
            },
            output -> output.writeByteArray(2, new byte[] {1, 2}));

    SentencePieceModel read = SentencePieceModel.read(file);

    assertThat(read.pieces()).isEqualTo(PIECES);
    assertThat(read.algorithm()).isEqualTo(Algorithm.BYTE_PAIRS);
    assertThat(read.unknown()).isEqualTo(1);
    assertThat(read.characters()).containsExactly(1, 2);
    assertThat(read.prefix()).isTrue();
  }

  @Test
  void noBlankIsPutBeforeATextWhereTheModelSaysSo() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"deberta-v2\"}");
    model(PIECES, output -> output.writeInt32(40, 1), output -> output.writeBool(3, false));
    assertThat(ids()).containsExactly(5, 6);
    model(PIECES, output -> output.writeInt32(40, 1), output -> output.writeBool(3, true));
    assertThat(ids()).containsExactly(6, 6);
  }

  private int[] ids() throws IOException {
    return TokenizerFolder.read(folder).tokenizer(SpecialsInText.AS_TEXT).encode("a a").ids();
  }

  @Test
  void modelsThatCanNotBeUsedAreRefused() throws IOException {
    assertRefused(model(PIECES, output -> output.writeEnum(3, 3), output -> {}), "[3]");
    assertRefused(model(PIECES, output -> output.writeInt32(40, 7), output -> {}), "[7]");
    assertRefused(model(PIECES, output -> output.writeBool(24, true), output -> {}), "behind");
    assertRefused(model(PIECES, output -> {}, output -> output.writeBool(5, false)), "as they are");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> SentencePieceModel.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(file.toString(), reason);
  }
}
