package org.neuralannotators.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.lm.continuation.Continuation;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import org.neuralannotators.lm.continuation.TextContinuer;
import org.neuralannotators.lm.continuation.TextContinuers;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Attention;
import org.neuralannotators.network.DeviceInfo;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.lm.LanguageModelRecipe;

/**
 * Our side of {@code it/src/bench/python/decoder_speed.py}: {@link SpokenTasks}, whose answers have
 * their {@code seconds} or their {@code tokensPerSecond}. Argument: how many threads.
 */
final class DecoderSpeed {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunOptions run;
  private TextContinuer model;

  private DecoderSpeed(int threads) {
    run = TextContinuers.DEFAULT_RUN.withNumThreads(threads);
  }

  public static void main(String[] args) throws IOException {
    DecoderSpeed ours = new DecoderSpeed(Integer.parseInt(args[0]));
    SpokenTasks.run(
        Map.of(
            "load", ours::load,
            "generate", ours::generate,
            "position", ours::position,
            "train", ours::train));
  }

  private ObjectNode load(JsonNode task) throws IOException {
    Path folder = Path.of(task.get("folder").asText());
    Path bundle = Path.of(task.get("out").asText());
    if (!Files.exists(bundle)) {
      try (ImportedModel imported = ModelImporter.read(folder, Choice.NONE)) {
        imported.files().write(bundle, imported.manifest("random-gpt2").language("und").build());
      }
    }
    model = TextContinuers.load(bundle.toString(), run);
    return JSON.createObjectNode().put("machine", DeviceInfo.current().cpu());
  }

  private ObjectNode generate(JsonNode task) {
    List<String> prompts =
        StreamSupport.stream(task.get("prompts").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    ContinuationOptions options =
        ContinuationOptions.DEFAULT.withLength(task.get("length").asInt());
    long begin = System.nanoTime();
    List<Continuation> texts = model.continueTexts(prompts, options);
    ObjectNode answer = JSON.createObjectNode().put("seconds", secondsSince(begin));
    texts.forEach(text -> answer.withArray("texts").add(text.text()));
    return answer;
  }

  private ObjectNode position(JsonNode task) {
    Attention attention = Attention.valueOf(task.get("attention").asText());
    try (GrowingDecoder decoder = new GrowingDecoder(attention, run.numThreads())) {
      double[] seconds =
          decoder.secondsOfPieces(
              StreamSupport.stream(task.get("positions").spliterator(), false)
                  .mapToInt(JsonNode::asInt)
                  .toArray());
      ObjectNode answer = JSON.createObjectNode();
      for (double each : seconds) {
        answer.withArray("seconds").add(each);
      }
      return answer;
    }
  }

  private ObjectNode train(JsonNode task) throws IOException {
    double speed =
        Trainer.train(
                LanguageModelRecipe.TASK,
                Path.of(task.get("config").asText()),
                Path.of(task.get("out").asText()),
                false)
            .tokensPerSecond();
    return JSON.createObjectNode().put("tokensPerSecond", speed);
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
