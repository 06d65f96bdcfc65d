package org.neuralannotators.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.text.Utf8Text;

/**
 * Reads the JSON of SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016 and 2018). Its offsets count Unicode
 * characters.
 */
public final class SquadFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SquadFile() {}

  /**
   * All questions of a file.
   *
   * @throws IOException naming the file when it isn't SQuAD's JSON, and the question when an answer
   *     isn't where it says
   */
  public static List<SquadQuestion> read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Utf8Text.read(file));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "["
              + file
              + "] isn't JSON at line ["
              + e.getLocation().getLineNr()
              + "]: "
              + e.getOriginalMessage()
              + ". Expected a file of SQuAD",
          e);
    }
    List<SquadQuestion> questions = new ArrayList<>();
    for (JsonNode article : required(root, "data", file)) {
      for (JsonNode paragraph : required(article, "paragraphs", file)) {
        String context = required(paragraph, "context", file).asText();
        for (JsonNode question : required(paragraph, "qas", file)) {
          questions.add(question(question, context, file));
        }
      }
    }
    return questions;
  }

  private static SquadQuestion question(JsonNode node, String context, Path file)
      throws IOException {
    String id = required(node, "id", file).asText();
    List<SquadQuestion.Gold> answers = new ArrayList<>();
    if (!node.path("is_impossible").asBoolean()) {
      for (JsonNode answer : required(node, "answers", file)) {
        answers.add(answer(answer, context, id, file));
      }
    }
    return new SquadQuestion(id, required(node, "question", file).asText(), context, answers);
  }

  private static SquadQuestion.Gold answer(JsonNode node, String context, String id, Path file)
      throws IOException {
    String text = required(node, "text", file).asText();
    int start = required(node, "answer_start", file).asInt();
    int begin =
        start < 0 || start > context.codePointCount(0, context.length())
            ? -1
            : context.offsetByCodePoints(0, start);
    if (begin < 0 || !context.startsWith(text, begin)) {
      throw new IOException(
          "Question [%s] of [%s]: its context has no answer [%s] at character [%d]; expected it"
                  .formatted(id, file, text, start)
              + " there. Correct [answer_start]");
    }
    return new SquadQuestion.Gold(begin, text);
  }

  private static JsonNode required(JsonNode node, String key, Path file) throws IOException {
    if (!node.has(key)) {
      throw new IOException(
          "[" + file + "] has an object without [" + key + "]; expected SQuAD's JSON, 1.1 or 2.0");
    }
    return node.get(key);
  }
}
