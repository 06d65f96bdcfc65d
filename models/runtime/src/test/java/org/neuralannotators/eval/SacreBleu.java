package org.neuralannotators.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What sacreBLEU gave for texts that the script beside its answers has. */
final class SacreBleu {
  private SacreBleu() {}

  static JsonNode scores() throws IOException {
    try (InputStream input = SacreBleu.class.getResourceAsStream("sacrebleu/scores.json")) {
      return new ObjectMapper().readTree(input);
    }
  }

  /** The first references of a segment. */
  static List<String> references(JsonNode segment, int count) {
    List<String> references = new ArrayList<>();
    segment.get("references").forEach(reference -> references.add(reference.asText()));
    return references.subList(0, count);
  }

  /** The line that we should print where sacreBLEU printed this one. */
  static String withOurVersion(String line) {
    return line.replace("version:2.5.1", "version:neural-annotators-development");
  }
}
