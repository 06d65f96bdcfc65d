package org.neuralannotators.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.FileContent;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.plot.TrainingPlot;

/**
 * What a training leaves beside its bundle, in the folder {@code BUNDLE.training}: {@code log.tsv},
 * {@code plot.svg} and the last checkpoint.
 *
 * @param folder where they are
 */
public record TrainingFiles(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static TrainingFiles of(Path bundle) {
    Path absolute = bundle.toAbsolutePath();
    return new TrainingFiles(absolute.resolveSibling(absolute.getFileName() + ".training"));
  }

  /** Makes the folder where there is none. */
  public void create() throws IOException {
    Files.createDirectories(folder);
  }

  Path log() {
    return folder.resolve("log.tsv");
  }

  /** The vectors of a frozen embedder, while training lasts. */
  public Path vectors() {
    return folder.resolve("vectors.tmp");
  }

  private Path checkpoint() {
    return folder.resolve("checkpoint.safetensors");
  }

  /**
   * The state of a training behind an epoch.
   *
   * @param config the configuration, as text, which must not change
   * @param stopping epochs and best score
   * @param seconds of training so far
   */
  record Progress(String config, EarlyStopping stopping, double seconds) {}

  /** A checkpoint that was read. */
  record Checkpoint(Progress progress, Map<String, Tensor> tensors) {}

  /** Writes a checkpoint in place of the last one, whole or not at all. */
  void save(Progress progress, TrainingSteps<?> training, BestWeights best, WeightAverage average)
      throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter();
    training.save(writer);
    best.save(writer);
    average.save(writer);
    writer.add("progress", JSON.writeValueAsBytes(progress));
    replace(checkpoint(), writer);
  }

  /** Reads the last checkpoint. */
  Checkpoint read() throws IOException {
    if (!Files.exists(checkpoint())) {
      throw new ConfigurationException(
          "There is no checkpoint [" + checkpoint() + "] to resume from; train without --resume");
    }
    Map<String, Tensor> tensors = SafeTensors.read(checkpoint());
    ByteBuffer json = tensors.get("progress").bytes();
    String text = StandardCharsets.UTF_8.decode(json).toString();
    return new Checkpoint(JSON.readValue(text, Progress.class), tensors);
  }

  /**
   * Draws the log.
   *
   * @param metric name of the score
   * @param column of the score
   */
  void plot(String title, String metric, String column) throws IOException {
    List<List<String>> lines = TrainingLog.read(log());
    List<Double> loss = column(lines, "loss");
    List<Double> score = column(lines, column);
    TrainingPlot plot =
        new TrainingPlot(
            title,
            List.of(
                new TrainingPlot.Panel("loss", List.of(new TrainingPlot.Curve("training", loss))),
                new TrainingPlot.Panel(metric, List.of(new TrainingPlot.Curve("dev", score)))));
    byte[] svg = plot.toSvg().getBytes(StandardCharsets.UTF_8);
    replace(folder.resolve("plot.svg"), output -> output.write(svg));
  }

  private static List<Double> column(List<List<String>> lines, String name) {
    int column = lines.get(0).indexOf(name);
    return lines.stream().skip(1).map(row -> Double.valueOf(row.get(column))).toList();
  }

  private static void replace(Path file, FileContent content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(temporary))) {
      content.writeTo(output);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
