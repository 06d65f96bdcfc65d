package org.neuralannotators.text.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.neuralannotators.text.Tokenizer;

/**
 * A tokenizer and the {@code tokenizer.json} of Hugging Face's that describes it, as bundles keep
 * it. Text that spells a special token is text. Immutable and so thread-safe.
 */
public final class StoredTokenizer {
  /** The name of the file. */
  public static final String FILE = "tokenizer.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<byte[]> json;
  private final PieceTokenizer tokenizer;

  private StoredTokenizer(Supplier<byte[]> json, JsonNode root) {
    this.json = json;
    tokenizer = PieceTokenizer.read(root, PieceTokenizer.SpecialsInText.AS_TEXT);
  }

  /**
   * The tokenizer of a description.
   *
   * @throws IllegalArgumentException when it has a part that isn't known, or a fault
   */
  public static StoredTokenizer of(JsonNode root) {
    byte[] json = bytes(root);
    return new StoredTokenizer(() -> json, root);
  }

  /**
   * The tokenizer of a description that costs less to make than to keep.
   *
   * @param description made once more whenever the file's bytes are asked for
   * @throws IllegalArgumentException when it has a part that isn't known, or a fault
   */
  public static StoredTokenizer of(Supplier<? extends JsonNode> description) {
    return new StoredTokenizer(() -> bytes(description.get()), description.get());
  }

  private static byte[] bytes(JsonNode root) {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The tokenizer of a file.
   *
   * @throws IllegalArgumentException when it isn't JSON, has a part that isn't known, or a fault
   */
  public static StoredTokenizer read(byte[] json) {
    try {
      byte[] kept = json.clone();
      return new StoredTokenizer(() -> kept, JSON.readTree(kept));
    } catch (IOException e) {
      throw new IllegalArgumentException("[" + FILE + "] isn't JSON: " + e.getMessage(), e);
    }
  }

  /** What cuts texts. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The same with another reading of special tokens in texts. */
  public PieceTokenizer tokenizer(PieceTokenizer.SpecialsInText specialsInText) {
    return tokenizer.with(specialsInText);
  }

  /** Whether capitals and small letters differ. */
  public boolean cased() {
    return !Arrays.equals(tokenizer.encode("ABC").ids(), tokenizer.encode("abc").ids());
  }

  /** The file's bytes. */
  public byte[] toBytes() {
    return json.get().clone();
  }
}
