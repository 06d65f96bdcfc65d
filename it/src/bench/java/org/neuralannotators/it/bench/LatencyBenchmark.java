package org.neuralannotators.it.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.neuralannotators.label.Tagging;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One sentence at a time, as a service gets them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LatencyBenchmark {
  private NeuralTagger ours;
  private List<List<List<String>>> sentences;
  private int next;

  @Setup
  public void load() {
    ours = NeuralTagger.load();
    sentences = Documents.ofSize(1);
  }

  @TearDown
  public void close() {
    ours.tagger().close();
  }

  @Benchmark
  public List<Tagging> oneSentence() {
    next = (next + 1) % sentences.size();
    return ours.tagger().tag(sentences.get(next));
  }
}
