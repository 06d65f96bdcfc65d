package org.neuralannotators.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Tasks that a script tells on standard input, an object a line with the task's name as {@code
 * task}; each is answered by an object on standard output when it is done.
 */
final class SpokenTasks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpokenTasks() {}

  /** What is done. */
  @FunctionalInterface
  interface Task {
    ObjectNode answer(JsonNode told) throws IOException;
  }

  /** Does tasks until there are none left, and ends the program. */
  static void run(Map<String, Task> tasks) throws IOException {
    // What trainings say isn't an answer.
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode told = JSON.readTree(line);
      Task task = tasks.get(told.get("task").asText());
      if (task == null) {
        throw new IllegalArgumentException("No task [" + told + "]");
      }
      answers.println(task.answer(told));
    }
    // ND4J's threads are no daemons.
    System.exit(0);
  }
}
