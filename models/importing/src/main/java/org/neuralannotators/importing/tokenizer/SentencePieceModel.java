package org.neuralannotators.importing.tokenizer;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.ProtobufMessage;

/**
 * A model of SentencePiece (Kudo and Richardson 2018), as its {@code sentencepiece_model.proto}
 * describes it. Its byte array isn't to be changed.
 *
 * @param pieces a piece's place is its id
 * @param unknown the id of the unknown piece
 * @param byteFallback whether characters without a piece become bytes
 * @param characters the precompiled map of characters; empty where there is none
 * @param prefix whether a blank is put before a text
 * @param mergesBlanks whether blanks at the ends of a text and next to another one are left out
 */
record SentencePieceModel(
    List<Piece> pieces,
    Algorithm algorithm,
    int unknown,
    boolean byteFallback,
    byte[] characters,
    boolean prefix,
    boolean mergesBlanks) {
  /** How the pieces of a word are found. */
  enum Algorithm {
    UNIGRAM,
    BYTE_PAIRS
  }

  /** What a piece is for. */
  enum PieceType {
    NORMAL,
    UNKNOWN,
    /** Never found in a text. */
    CONTROL,
    /** Found in a text before all others. */
    USER_DEFINED,
    UNUSED,
    BYTE
  }

  /**
   * A piece.
   *
   * @param score the logarithm of its probability, or what orders merges
   */
  record Piece(String text, float score, PieceType type) {}

  private static final int MOST_BYTES = 1 << 27;

  /**
   * Reads a file.
   *
   * @throws BundleException when it isn't one, or one of a kind that can't be used
   */
  static SentencePieceModel read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new BundleException(
          "["
              + file
              + "] has ["
              + Files.size(file)
              + "] bytes; expected a model of SentencePiece of at most ["
              + MOST_BYTES
              + "]");
    }
    Reading reading = new Reading();
    try {
      ProtobufMessage.read(CodedInputStream.newInstance(Files.readAllBytes(file)), reading::model);
    } catch (InvalidProtocolBufferException e) {
      throw new BundleException(
          "[" + file + "] isn't a model of SentencePiece: " + e.getMessage() + "; get it anew", e);
    }
    return reading.checked(file);
  }

  /** What was read so far; it begins with the format's defaults. */
  private static final class Reading {
    private static final int UNIGRAM = 1;
    private static final int BYTE_PAIRS = 2;

    private final List<Piece> pieces = new ArrayList<>();
    private int algorithm = UNIGRAM;
    private int unknown;
    private boolean suffix;
    private boolean byteFallback;
    private boolean escapes = true;
    private boolean prefix = true;
    private boolean mergesBlanks = true;
    private byte[] characters = {};

    boolean model(int field, int tag, CodedInputStream input) throws IOException {
      switch (field) {
        case 1 -> piece(tag, input);
        case 2 -> ProtobufMessage.read(input, tag, this::training);
        case 3 -> ProtobufMessage.read(input, tag, this::normalization);
        default -> {
          return false;
        }
      }
      return true;
    }

    private void piece(int tag, CodedInputStream message) throws IOException {
      PieceReading piece = new PieceReading();
      ProtobufMessage.read(message, tag, piece::read);
      pieces.add(new Piece(piece.text, piece.score, piece.type));
    }

    private boolean training(int field, int tag, CodedInputStream input) throws IOException {
      switch (field) {
        case 3 -> algorithm = input.readEnum();
        case 24 -> suffix = input.readBool();
        case 35 -> byteFallback = input.readBool();
        case 40 -> unknown = input.readInt32();
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean normalization(int field, int tag, CodedInputStream input) throws IOException {
      switch (field) {
        case 2 -> characters = input.readByteArray();
        case 3 -> prefix = input.readBool();
        case 4 -> mergesBlanks = input.readBool();
        case 5 -> escapes = input.readBool();
        default -> {
          return false;
        }
      }
      return true;
    }

    SentencePieceModel checked(Path file) throws BundleException {
      if (pieces.isEmpty()) {
        throw new BundleException(
            "[" + file + "] has no pieces; expected a model of SentencePiece. Get it anew");
      }
      if (unknown < 0 || unknown >= pieces.size()) {
        throw new BundleException(
            "["
                + file
                + "] says that piece ["
                + unknown
                + "] is the unknown one; expected one of its ["
                + pieces.size()
                + "]. Get it anew");
      }
      if (algorithm != UNIGRAM && algorithm != BYTE_PAIRS) {
        throw new BundleException(
            "["
                + file
                + "] is a model of the type ["
                + algorithm
                + "]; expected 1, unigram, or 2, byte pairs. Others can't be imported");
      }
      if (suffix || !escapes) {
        throw new BundleException(
            "["
                + file
                + "] keeps blanks ["
                + (suffix ? "behind words" : "as they are")
                + "]; expected them to be marked before words. Others can't be imported");
      }
      return new SentencePieceModel(
          List.copyOf(pieces),
          algorithm == UNIGRAM ? Algorithm.UNIGRAM : Algorithm.BYTE_PAIRS,
          unknown,
          byteFallback,
          characters,
          prefix,
          mergesBlanks);
    }
  }

  private static final class PieceReading {
    private static final List<PieceType> TYPES = List.of(PieceType.values());

    private String text = "";
    private float score;
    private PieceType type = PieceType.NORMAL;

    boolean read(int field, int tag, CodedInputStream input) throws IOException {
      switch (field) {
        case 1 -> text = input.readStringRequireUtf8();
        case 2 -> score = input.readFloat();
        case 3 -> type = type(input.readEnum());
        default -> {
          return false;
        }
      }
      return true;
    }

    private static PieceType type(int number) throws InvalidProtocolBufferException {
      if (number < 1 || number > TYPES.size()) {
        throw new InvalidProtocolBufferException("a piece is of the type [" + number + "]");
      }
      return TYPES.get(number - 1);
    }
  }
}
