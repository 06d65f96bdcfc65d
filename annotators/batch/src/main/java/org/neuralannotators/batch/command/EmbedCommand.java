package org.neuralannotators.batch.command;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuralannotators.batch.read.TextLines;
import org.neuralannotators.batch.read.TokenLines;
import org.neuralannotators.batch.write.JsonVectorWriter;
import org.neuralannotators.batch.write.NewFile;
import org.neuralannotators.batch.write.NpyWriter;
import org.neuralannotators.batch.write.VectorWriter;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.embed.sentence.SentenceEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedders;
import org.neuralannotators.model.PredictorOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives the tokens of sentences vectors, or whole lines. */
@Command(
    name = "embed",
    description = {
      "Gives each token a vector, from ELMo, a BERT encoder or a file of word vectors. The input has"
          + " a sentence a line, with blanks between the tokens.",
      "A sentence encoder gives each line a vector instead; its end is left out where it is too"
          + " long.",
      "FILE.npy gets one array [tokens or lines, dimension] of floats in NumPy's format, FILE.jsonl"
          + " a line {\"tokens\": [...], \"vectors\": [[...], ...]} for each sentence, or {\"text\":"
          + " ..., \"vector\": [...]} for each line."
    },
    footer = {
      "  neural-annotators embed --model en-elmo-small sentences.txt --out vectors.npy",
      "  neural-annotators embed --model all-mpnet-base-v2.bundle lines.txt --out vectors.npy"
    })
final class EmbedCommand implements Callable<Integer> {
  private static final String NPY = ".npy";
  private static final String JSON_LINES = ".jsonl";

  /** Sentences that are embedded at once: enough for batches of similar length. */
  private static final int BLOCK = 1024;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description =
          "A bundle of the kind elmo, bert-encoder or sentence-encoder, or a file of word"
              + " vectors.")
  private String model;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The sentences; standard input by default.")
  private Path input;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A name that ends in .npy or .jsonl; JSON lines on standard output by default.")
  private Path out;

  @Option(
      names = "--layers",
      defaultValue = "top",
      paramLabel = "LAYERS",
      description = "all (side by side), top, mean or mix; default ${DEFAULT-VALUE}.")
  private EmbedderOptions.Layers layers;

  @Option(
      names = "--carry-state",
      description =
          "Read the input as one document, each sentence with the state behind the one before, as"
              + " ELMo's original programs do. The vectors of all of it must fit into memory.")
  private boolean carryState;

  @Option(
      names = "--prompt",
      paramLabel = "PROMPT",
      description =
          "What a sentence encoder reads before each line: the name of one of its prompts, such as"
              + " query, or another text; the model's default without it.")
  private String prompt;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Batches that are computed at once; 0, the default, for all processors.")
  private int threads;

  @Mixin private PrecisionOption precision;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    boolean npy = out != null && out.toString().endsWith(NPY);
    if (out != null && !npy && !out.toString().endsWith(JSON_LINES)) {
      throw wrong("--out [" + out + "]; expected a name that ends in .npy or .jsonl");
    }
    if (threads < 0) {
      throw wrong("--threads [" + threads + "]; expected 1 or more, or 0 for all processors");
    }
    return SentenceEmbedders.isOne(model) ? embedTexts(npy) : embedTokens(npy);
  }

  private int embedTexts(boolean npy) throws IOException {
    if (layers != EmbedderOptions.Layers.TOP || carryState) {
      throw wrong(
          "--layers and --carry-state are for tokens; expected neither, as [%s] embeds texts"
              .formatted(model));
    }
    PredictorOptions options = precision.predictor().withNumThreads(threads);
    try (TextLines lines = TextLines.open(input);
        SentenceEmbedder embedder = SentenceEmbedders.load(model, options, prompt)) {
      write(writer -> embed(lines, embedder, writer), "texts", embedder.dimension(), npy);
    }
    return ExitCode.OK;
  }

  private int embedTokens(boolean npy) throws IOException {
    if (prompt != null) {
      throw wrong("--prompt [%s]; expected none, as [%s] embeds tokens".formatted(prompt, model));
    }
    EmbedderOptions options =
        EmbedderOptions.DEFAULT
            .withNumThreads(threads)
            .withLayers(layers)
            .withCarryState(carryState)
            .withPrecision(precision.value());
    try (TokenLines lines = TokenLines.open(input);
        TokenEmbedder embedder = TokenEmbedders.load(model, options)) {
      write(writer -> embed(lines, embedder, writer), "tokens", embedder.dimension(), npy);
    }
    return ExitCode.OK;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Standard output, which stays open. */
  private static OutputStream standardOutput() {
    return new FilterOutputStream(new BufferedOutputStream(System.out)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Writes vectors and says how many there were. */
  @FunctionalInterface
  private interface Embedding {
    long write(VectorWriter writer) throws IOException;
  }

  private void write(Embedding embedding, String what, int dimension, boolean npy)
      throws IOException {
    if (out == null) {
      try (VectorWriter writer = new JsonVectorWriter(standardOutput())) {
        embedding.write(writer);
      }
      return;
    }
    try (NewFile file = new NewFile(out)) {
      try (VectorWriter writer =
          npy
              ? new NpyWriter(file.part(), dimension)
              : new JsonVectorWriter(
                  new BufferedOutputStream(Files.newOutputStream(file.part())))) {
        long count = embedding.write(writer);
        spec.commandLine()
            .getErr()
            .printf("%d %s, %d columns; wrote [%s]%n", count, what, dimension, out);
      }
      file.publish();
    }
  }

  private static long embed(TextLines lines, SentenceEmbedder embedder, VectorWriter writer)
      throws IOException {
    long texts = 0;
    for (List<String> block = lines.next(BLOCK); !block.isEmpty(); block = lines.next(BLOCK)) {
      float[][] vectors = embedder.embed(block);
      for (int i = 0; i < vectors.length; i++) {
        writer.write(block.get(i), vectors[i]);
      }
      texts += vectors.length;
    }
    return texts;
  }

  private long embed(TokenLines lines, TokenEmbedder embedder, VectorWriter writer)
      throws IOException {
    long tokens = 0;
    List<List<String>> block = block(lines);
    while (!block.isEmpty()) {
      List<float[][]> vectors = embedder.embed(block);
      for (int i = 0; i < vectors.size(); i++) {
        writer.write(block.get(i), vectors.get(i));
        tokens += vectors.get(i).length;
      }
      block = block(lines);
    }
    return tokens;
  }

  /** The next sentences; with carried state all of them. */
  private List<List<String>> block(TokenLines lines) throws IOException {
    List<List<String>> block = new ArrayList<>();
    List<String> tokens = lines.next();
    while (tokens != null) {
      block.add(tokens);
      tokens = carryState || block.size() < BLOCK ? lines.next() : null;
    }
    return block;
  }
}
