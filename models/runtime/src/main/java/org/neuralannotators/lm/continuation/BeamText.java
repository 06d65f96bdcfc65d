package org.neuralannotators.lm.continuation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.neuralannotators.generate.EarlyStopping;
import org.neuralannotators.generate.FilledBeam;
import org.neuralannotators.lm.Largest;

/**
 * The most probable text that a beam search finds, without early stopping; see {@link FilledBeam}.
 */
final class BeamText implements GrowingText {
  private final TextWriter writer;
  private final ContinuationOptions options;
  private final Consumer<String> listener;

  private final FilledBeam<Followed> search;
  private List<Beam> beams;

  /** A text that is read to its last piece, or has ended. */
  private record Beam(int[] pieces, TextWriter.Written written, double logProbability) {}

  /** A way in which a text goes on. */
  private record Step(int parent, int piece, double logProbability) {}

  /** A text and the place of what it was before. */
  private record Followed(int parent, Beam beam) {}

  /**
   * @param listener gets the whole text in the end
   */
  BeamText(TextWriter writer, ContinuationOptions options, Consumer<String> listener) {
    this.writer = writer;
    this.options = options;
    this.listener = listener;
    ToDoubleFunction<Followed> score = each -> score(each.beam());
    search = new FilledBeam<>(options.beams(), EarlyStopping.AT_PRESENT_LENGTH, score, score);
    beams = List.of(new Beam(writer.prompt(), writer.begin(), 0));
  }

  @Override
  public List<int[]> rows() {
    return beams.stream().map(Beam::pieces).toList();
  }

  @Override
  public int[] advance(double[][] scores) {
    List<Followed> ways =
        best(scores).stream().map(step -> new Followed(step.parent(), beam(step))).toList();
    List<Followed> going =
        search.advance(ways, way -> way.beam().written().reason() != null).stream()
            .sorted(Comparator.comparingInt(Followed::parent))
            .toList();
    beams = going.stream().map(Followed::beam).toList();
    if (beams.isEmpty() && !found().written().text().isEmpty()) {
      listener.accept(found().written().text());
    }
    return going.stream().mapToInt(Followed::parent).toArray();
  }

  /** The best ways to go on, so many that enough are left when some of them end. */
  private List<Step> best(double[][] scores) {
    int most = FilledBeam.candidates(options.beams(), writer.ends());
    List<Step> steps = new ArrayList<>();
    for (int parent = 0; parent < scores.length; parent++) {
      Beam beam = beams.get(parent);
      double[] logs = logProbabilities(scores[parent]);
      RepetitionPenalty.apply(options.repetitionPenalty(), beam.pieces(), logs);
      for (int piece : Largest.of(logs, most)) {
        steps.add(new Step(parent, piece, beam.logProbability() + logs[piece]));
      }
    }
    steps.sort(Comparator.comparingDouble(Step::logProbability).reversed());
    return steps.subList(0, Math.min(most, steps.size()));
  }

  private static double[] logProbabilities(double[] scores) {
    double most = scores[Largest.of(scores, 1)[0]];
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - most);
    }
    double norm = most + Math.log(sum);
    double[] logs = new double[scores.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = scores[i] - norm;
    }
    return logs;
  }

  private Beam beam(Step step) {
    Beam parent = beams.get(step.parent());
    int[] pieces = Arrays.copyOf(parent.pieces(), parent.pieces().length + 1);
    pieces[pieces.length - 1] = step.piece();
    return new Beam(pieces, writer.write(parent.written(), pieces), step.logProbability());
  }

  private double score(Beam beam) {
    return beam.logProbability()
        / Math.pow(beam.pieces().length - writer.prompt().length, options.lengthPenalty());
  }

  private Beam found() {
    return search.found().get(0).beam();
  }

  /** The pieces of the best text, those of the prompt first. */
  int[] pieces() {
    return found().pieces();
  }

  @Override
  public Continuation continuation() {
    TextWriter.Written written = found().written();
    return writer.continuation(pieces(), written.text(), written.reason());
  }
}
