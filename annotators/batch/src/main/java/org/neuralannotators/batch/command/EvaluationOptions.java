package org.neuralannotators.batch.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of an evaluation, and its output. */
final class EvaluationOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Path of a bundle, classpath: and a path, or the name of a bundle.")
  private String model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "Data with known answers.")
  private Path data;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  String model() {
    return model;
  }

  Path data() {
    return data;
  }

  /**
   * Prints what was found.
   *
   * @param fields of the JSON object
   * @param report for people
   */
  void print(Object fields, String report) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? JsonMapper.builder().build().writeValueAsString(fields) : report);
    out.flush();
  }
}
