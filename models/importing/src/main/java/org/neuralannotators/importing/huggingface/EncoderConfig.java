package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.importing.bert.BertImporter;

/** Encoders by their {@code config.json}. */
final class EncoderConfig {
  private EncoderConfig() {}

  static EncoderArchitecture architecture(Path source, JsonNode json) throws BundleException {
    return BertImporter.architecture(source, json);
  }

  /** The name in {@code BertModel} of a tensor. */
  static String standard(String name) {
    return BertImporter.standardName(name);
  }
}
