package org.neuralannotators.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.network.DeviceInfo;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TranslationGuards;

/**
 * Our side of {@code it/src/bench/python/translator_speed.py}: {@link SpokenTasks}, of which {@code
 * load} imports a model and {@code translate} translates texts. Argument: how many threads.
 */
final class TranslatorSpeed {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TranslatorOptions options;
  private final Map<Integer, Translator> byBeams = new HashMap<>();
  private String bundle;

  private TranslatorSpeed(int threads) {
    TranslatorOptions usual = TranslatorOptions.DEFAULT;
    options = usual.withGuards(TranslationGuards.NONE).withRun(usual.run().withNumThreads(threads));
  }

  public static void main(String[] args) throws IOException {
    TranslatorSpeed ours = new TranslatorSpeed(Integer.parseInt(args[0]));
    SpokenTasks.run(Map.of("load", ours::load, "translate", ours::translate));
  }

  private ObjectNode load(JsonNode task) throws IOException {
    Path out = Path.of(task.get("out").asText());
    if (!Files.exists(out)) {
      try (ImportedModel imported =
          ModelImporter.read(Path.of(task.get("folder").asText()), Choice.NONE)) {
        imported.files().write(out, imported.manifest("random-marian").build());
      }
    }
    bundle = out.toString();
    return JSON.createObjectNode().put("machine", DeviceInfo.current().cpu());
  }

  private ObjectNode translate(JsonNode task) throws IOException {
    int beams = task.get("beams").asInt();
    if (!byBeams.containsKey(beams)) {
      byBeams.put(
          beams, Translators.load(bundle, new SearchChoice(beams, null, null, null).over(options)));
    }
    List<String> texts =
        StreamSupport.stream(task.get("texts").spliterator(), false).map(JsonNode::asText).toList();
    long begin = System.nanoTime();
    List<List<Hypothesis>> found = byBeams.get(beams).translate(texts);
    double seconds = (System.nanoTime() - begin) / 1e9;
    ObjectNode answer = JSON.createObjectNode().put("seconds", seconds);
    found.forEach(each -> answer.withArray("texts").add(each.get(0).text()));
    return answer;
  }
}
