package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuralannotators.batch.read.InputFile;
import org.neuralannotators.batch.read.JsonObjects;
import org.neuralannotators.batch.read.Utf8Text;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.classify.QuestionAnswerer.Question;
import org.neuralannotators.classify.QuestionAnswerers;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Questions in, answers out. */
@Command(
    name = "answer",
    description = {
      "Finds the part of a text (UTF-8) that answers a question.",
      "Prints for each question the answer and its probability with a tab between, or \"no answer\""
          + " where the model holds that the text has none; with --json an object a line: id,"
          + " question, and answer with begin, end (UTF-16 characters), text and confidence, or"
          + " null.",
      "Folders of documents are asked by annotate."
    },
    footer = "  neural-annotators answer --model my-qa --question \"Who wrote it?\" letter.txt")
final class AnswerCommand implements Callable<Integer> {
  /** Questions in memory at once. */
  private static final int BLOCK = 256;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The text; without --question JSON lines, {\"id\": ..., \"question\": ..., \"context\":"
              + " ...}; - or nothing for standard input.")
  private Path file;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Path of a bundle, classpath: and a path, or the name of a bundle.")
  private String model;

  @Option(
      names = "--question",
      converter = QuestionConverter.class,
      paramLabel = "TEXT",
      description = "What is asked of the text; may be given several times.")
  private List<String> questions = List.of();

  @Option(names = "--json", description = "Print a JSON object a line.")
  private boolean json;

  @Mixin private PrecisionOption precision;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    if (questions.isEmpty()) {
      try (JsonObjects objects = JsonObjects.open(file);
          QuestionAnswerer answerer = load()) {
        answer(objects, replies(answerer));
      }
    } else {
      String context = Utf8Text.read(file);
      try (QuestionAnswerer answerer = load()) {
        replies(answerer).print(asked(context));
      }
    }
    return ExitCode.OK;
  }

  private void check() {
    boolean jsonLines = JsonObjects.areIn(file);
    if (jsonLines && !questions.isEmpty()) {
      throw bad(
          "Option [--question] asks "
              + questions
              + ", but ["
              + file
              + "] has questions of its own");
    }
    boolean standardInput = file == null || file.equals(InputFile.STANDARD_INPUT);
    if (!standardInput && !jsonLines && questions.isEmpty()) {
      throw bad(
          "Option [--question] is missing; expected what is asked of ["
              + file
              + "], or JSON lines, in a file that ends in .jsonl or from standard input");
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private QuestionAnswerer load() throws IOException {
    return QuestionAnswerers.load(model, precision.predictor());
  }

  private Replies replies(QuestionAnswerer answerer) {
    return new Replies(answerer, json, spec.commandLine().getOut());
  }

  private List<Replies.Asked> asked(String context) {
    List<Replies.Asked> asked = new ArrayList<>();
    for (String question : questions) {
      asked.add(
          new Replies.Asked(Integer.toString(asked.size() + 1), new Question(question, context)));
    }
    return asked;
  }

  private static void answer(JsonObjects objects, Replies replies) throws IOException {
    List<Replies.Asked> block = new ArrayList<>();
    for (JsonObjects.Item object = objects.next(); object != null; object = objects.next()) {
      block.add(
          new Replies.Asked(
              object.id(), new Question(object.required("question"), object.required("context"))));
      if (block.size() == BLOCK) {
        replies.print(block);
        block.clear();
      }
    }
    replies.print(block);
  }
}
