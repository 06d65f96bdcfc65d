package org.neuralannotators.translate.network;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Tells the kinds of {@link TranslationArchitecture} apart. */
final class TranslationArchitectureReader extends StdDeserializer<TranslationArchitecture> {
  private static final long serialVersionUID = 1;
  private static final String TYPE = "type";

  /** What only recurrent networks have. */
  private static final String CELL = "cell";

  TranslationArchitectureReader() {
    super(TranslationArchitecture.class);
  }

  @Override
  public TranslationArchitecture deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode json = context.readTree(parser);
    return context.readTreeAsValue(json, kind(json));
  }

  private static Class<? extends TranslationArchitecture> kind(JsonNode json) {
    if (json.has(TYPE)) {
      return EncoderDecoderArchitecture.class;
    }
    return json.has(CELL) ? RnnArchitecture.class : TransformerArchitecture.class;
  }
}
