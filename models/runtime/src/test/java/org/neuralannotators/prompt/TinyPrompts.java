package org.neuralannotators.prompt;

import java.io.IOException;
import java.nio.file.Path;
import org.neuralannotators.lm.continuation.TinyDecoders;
import org.neuralannotators.lm.decoder.DecoderShapes;

/** Prompts for small language models, with texts of the few letters that these read. */
public final class TinyPrompts {
  /** Classifies by the labels x and y; its name is letters. */
  public static final String CLASSES =
      """
      name: letters
      template: '{text} d {answer}'
      examples: [{text: abab, answer: x}]
      labels: {x: ca, y: b}
      calibrated: true
      """;

  /** Fills a field; its name is rest. */
  public static final String FIELD =
      """
      name: rest
      template: '{text} d{answer}'
      examples: [{text: abab, answer: dd}]
      field: {length: 6, stop: [aab]}
      """;

  private TinyPrompts() {}

  /** Writes the bundle of a model, called tiny, that has room for both; gives its location. */
  public static String writeModel(Path folder) throws IOException {
    return TinyDecoders.write(folder, DecoderShapes.LLAMA, false, 60);
  }
}
