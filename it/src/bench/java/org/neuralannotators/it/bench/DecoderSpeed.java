package org.neuralannotators.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * Our side of {@code it/src/bench/python/decoder_speed.py}: does the tasks of standard input, an
 * object a line, each when it is asked to, and answers with an object that has its {@code seconds}
 * or its {@code tokensPerSecond}. Argument: how many threads.
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
    // What trainings say isn't an answer.
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader tasks =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
      answers.println(ours.answer(JSON.readTree(line)));
    }
    // ND4J's threads are no daemons.
    System.exit(0);
  }

  private ObjectNode answer(JsonNode task) throws IOException {
    return switch (task.get("task").asText()) {
      case "load" -> load(Path.of(task.get("folder").asText()), Path.of(task.get("out").asText()));
      case "generate" -> generate(task);
      case "position" -> position(task);
      case "train" -> train(task);
      default -> throw new IllegalArgumentException("No task [" + task + "]");
    };
  }

  private ObjectNode load(Path folder, Path bundle) throws IOException {
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
