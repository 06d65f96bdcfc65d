package org.neuralannotators.it.bench;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.neuralannotators.network.DeviceInfo;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all benchmarks and writes {@code benchmarks.md} and {@code benchmarks.svg} to a folder. */
public final class Benchmarks {
  private static final int THREADS = 2;

  private Benchmarks() {}

  /**
   * @param arguments the folder and the seconds of a turn
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Map<String, Double> speeds = PeerComparison.run(THREADS, Integer.parseInt(arguments[1]));
    StringBuilder report = new StringBuilder("# Benchmarks\n\nMachine: " + machine() + "\n\n");
    appendSpeeds(report, speeds);
    appendTimes(report, times());
    Files.writeString(folder.resolve("benchmarks.md"), report);
    Files.writeString(folder.resolve("benchmarks.svg"), new SpeedPlot(speeds).toSvg());
    System.out.println(report);
    // ND4J's threads are no daemons.
    System.exit(0);
  }

  private static String machine() throws IOException {
    Path cpu = Path.of("/proc/cpuinfo");
    String name = System.getProperty("os.arch");
    if (Files.exists(cpu)) {
      try (Stream<String> lines = Files.lines(cpu)) {
        name =
            lines
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(name);
      }
    }
    Runtime runtime = Runtime.getRuntime();
    return "%d cores of %s, %s, %s, Java %s"
        .formatted(
            runtime.availableProcessors(),
            name,
            DeviceInfo.current().cpu(),
            System.getProperty("os.name"),
            System.getProperty("java.version"));
  }

  private static void appendSpeeds(StringBuilder report, Map<String, Double> speeds) {
    double ours = speeds.values().iterator().next();
    report.append(
        "| %d threads | tokens/s | ours is faster by |%n|---|---|---|%n".formatted(THREADS));
    speeds.forEach(
        (name, speed) ->
            report.append(
                String.format(Locale.ROOT, "| %s | %,.0f | %.2f |%n", name, speed, ours / speed)));
  }

  private static Collection<RunResult> times() throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(LatencyBenchmark.class.getSimpleName())
                .include(AdapterBenchmark.class.getSimpleName())
                .include(KernelBenchmark.class.getSimpleName())
                .include(EmbedderBenchmark.class.getSimpleName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(3))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(3))
                .build())
        .run();
  }

  private static void appendTimes(StringBuilder report, Collection<RunResult> results) {
    report.append("\n| JMH | mean | median | 99 % | unit |\n|---|---|---|---|---|\n");
    for (RunResult run : results) {
      Result<?> result = run.getPrimaryResult();
      report.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %.3f | %.3f | %s |%n",
              name(run.getParams()),
              result.getScore(),
              result.getStatistics().getPercentile(50),
              result.getStatistics().getPercentile(99),
              result.getScoreUnit()));
    }
  }

  /** Of a benchmark and its parameters, if it has some. */
  private static String name(BenchmarkParams run) {
    String parameters =
        run.getParamsKeys().stream().map(key -> " " + run.getParam(key)).collect(joining());
    return run.getBenchmark().replaceAll(".*\\.(\\w+)Benchmark", "$1") + parameters;
  }
}
