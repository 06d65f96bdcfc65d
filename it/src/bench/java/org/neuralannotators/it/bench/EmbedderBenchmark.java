package org.neuralannotators.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.network.kernel.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** ELMo vectors for all sentences of the file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EmbedderBenchmark {
  @Param public Precision precision;

  private TokenEmbedder embedder;
  private List<List<String>> sentences;

  @Setup
  public void load() {
    try {
      embedder =
          TokenEmbedders.load("en-elmo-small", EmbedderOptions.DEFAULT.withPrecision(precision));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sentences = Documents.sentences();
  }

  @TearDown
  public void close() {
    embedder.close();
  }

  @Benchmark
  public List<float[][]> elmo() {
    return embedder.embed(sentences);
  }
}
