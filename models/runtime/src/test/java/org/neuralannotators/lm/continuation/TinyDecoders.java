package org.neuralannotators.lm.continuation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderShapes;
import org.neuralannotators.lm.decoder.DecoderSpec;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/** Small language models of a decoder, whose pieces are bytes: the two of é, a few letters, ab. */
public final class TinyDecoders {
  /** All pieces. */
  public static final List<String> PIECES =
      List.of("a", "b", "c", "d", "Ġ", "Ã", "©", "ab", "<end>");

  /** The number of the piece that ends a text. */
  public static final int END = 8;

  private TinyDecoders() {}

  /**
   * The tokenizer.
   *
   * @param begins whether the end stands before each text too
   */
  public static StoredTokenizer tokenizer(boolean begins) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.putObject("pre_tokenizer")
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("use_regex", false);
    root.putObject("decoder").put("type", "ByteLevel");
    ObjectNode model = root.putObject("model").put("type", "BPE");
    ObjectNode vocabulary = model.putObject("vocab");
    for (int i = 0; i < PIECES.size(); i++) {
      vocabulary.put(PIECES.get(i), i);
    }
    model.putArray("merges").add("a b");
    root.putArray("added_tokens")
        .addObject()
        .put("id", END)
        .put("content", PIECES.get(END))
        .put("special", true);
    if (begins) {
      ObjectNode post = root.putObject("post_processor").put("type", "TemplateProcessing");
      ObjectNode end = new ObjectMapper().createObjectNode().put("id", PIECES.get(END));
      end.put("type_id", 0);
      ObjectNode text = new ObjectMapper().createObjectNode().put("id", "A").put("type_id", 0);
      post.putArray("single").addObject().set("SpecialToken", end);
      post.withArray("single").addObject().set("Sequence", text);
      post.withArray("single").addObject().set("SpecialToken", end);
      post.putArray("pair").addObject().set("Sequence", text);
      ObjectNode token =
          post.putObject("special_tokens").putObject(PIECES.get(END)).put("id", PIECES.get(END));
      token.putArray("ids").add(END);
      token.putArray("tokens").add(PIECES.get(END));
    }
    return StoredTokenizer.of(root);
  }

  /** A model whose network has no memory. */
  static DecoderModel laidOut(DecoderShapes shape, boolean begins, int positions, Integer... ends) {
    DecoderArchitecture small = shape.architecture();
    DecoderArchitecture architecture =
        new DecoderArchitecture(
            small.layers(),
            small.hidden(),
            small.heads(),
            small.intermediate(),
            PIECES.size(),
            positions,
            small.positions(),
            small.rotary(),
            small.attention(),
            small.window(),
            small.memory(),
            small.norm(),
            small.epsilon(),
            small.normFirst(),
            small.normalizedHeads(),
            small.activation(),
            small.gated(),
            small.biases(),
            small.tied());
    return DecoderModel.of(new DecoderSpec(architecture, List.of(ends)), tokenizer(begins), 0);
  }

  /**
   * A model that has opinions.
   *
   * @param begins whether the end stands before each text too
   * @param positions that it reads at once
   * @param ends pieces
   */
  public static DecoderModel random(
      DecoderShapes shape, boolean begins, int positions, Integer... ends) {
    DecoderModel model = laidOut(shape, begins, positions, ends);
    Matrix all = model.network().parameters().allocateFloats().flat();
    all.write(new Random(4).doubles(all.size(), -1, 1).toArray());
    return model;
  }

  /**
   * Writes the bundle {@code tiny.bundle} of such a model, called tiny; the parameters are those of
   * {@link #random}.
   *
   * @return its location
   */
  public static String write(
      Path folder, DecoderShapes shape, boolean begins, int positions, Integer... ends)
      throws IOException {
    Path bundle = folder.resolve("tiny.bundle");
    try (DecoderModel model = random(shape, begins, positions, ends)) {
      model.files(TensorType.F32).write(bundle, model.manifest("tiny").language("en").build());
    }
    return bundle.toString();
  }
}
