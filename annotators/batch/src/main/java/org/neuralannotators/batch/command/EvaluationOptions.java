package org.neuralannotators.batch.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.train.config.ConfigurationException;
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
   * The data, which must not be nothing: its scores would be 0.
   *
   * @param what it consists of
   * @throws ConfigurationException when there is none
   */
  <T> List<T> requireAny(List<T> items, String what) {
    require(!items.isEmpty(), what);
    return items;
  }

  /** As {@link #requireAny}, for data that is no list. */
  void require(boolean any, String what) {
    if (!any) {
      throw new ConfigurationException(
          "[%s] has no %s; expected some, as there is nothing to score".formatted(data, what));
    }
  }

  /**
   * Says that labels of the data, with which no answer can agree, are none of the model's.
   *
   * @param known the model's
   */
  void warnOfUnknown(Collection<String> labels, Collection<String> known) {
    Set<String> unknown = new TreeSet<>(labels);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "Warning: [%s] has labels that the model doesn't know: %s; it knows %s. Rename them with"
              + " --label-map if they mean the same%n",
          data, unknown, new TreeSet<>(known));
      err.flush();
    }
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
