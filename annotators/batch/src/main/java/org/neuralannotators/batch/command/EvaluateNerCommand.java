package org.neuralannotators.batch.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.TaggedSentence;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a tagger of named entities by conlleval's definition. */
@Command(
    name = "ner",
    description = {
      "Measures a tagger of named entities by conlleval's definition, and its speed.",
      "Scores are percentages; the speed is measured after the data was tagged once."
    },
    footer =
        "  neural-annotators evaluate ner --model en-ner --data test.tsv"
            + " --label-map person=PER,location=LOC,*=O")
final class EvaluateNerCommand implements Callable<Integer> {
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
      description = "A token a line with its tag, a blank line between sentences.")
  private Path data;

  @Mixin private ColumnOptions columns;

  @Option(
      names = "--label-map",
      defaultValue = "",
      converter = LabelMapConverter.class,
      paramLabel = "FROM=TO,...",
      description = "Renames the labels of the data; * stands for all others, O drops a label.")
  private LabelMap labelMap;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--repeat",
      defaultValue = "1",
      paramLabel = "N",
      description = "Tag the data so often for the measurement of speed; default ${DEFAULT-VALUE}.")
  private int repeat;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (repeat < 1) {
      throw new ParameterException(
          spec.commandLine(), "Option [--repeat] is [" + repeat + "]; expected 1 or more");
    }
    List<TaggedSentence> sentences = columns.format().read(data);
    print(Evaluation.of(model, sentences, labelMap, repeat));
    return ExitCode.OK;
  }

  private void print(Evaluation evaluation) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(evaluation));
    } else {
      out.print(evaluation.report());
      out.println(evaluation.resources());
    }
    out.flush();
  }
}
