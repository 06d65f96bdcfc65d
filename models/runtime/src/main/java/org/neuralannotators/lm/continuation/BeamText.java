package org.neuralannotators.lm.continuation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.neuralannotators.lm.Largest;

/**
 * The most probable text that a beam search finds. The search is that of Hugging Face's
 * transformers (4.53, without early stopping): of the best ways to go on, at least twice as many as
 * the beam is wide, those of the first half that end are kept as found, and the best others are
 * followed. It ends when the best text that is followed is, at its present length, no better than
 * any that was found.
 */
final class BeamText implements GrowingText {
  private final TextWriter writer;
  private final ContinuationOptions options;
  private final Consumer<String> listener;

  private List<Beam> beams;
  private final List<Found> found = new ArrayList<>();

  /** A text that is read to its last piece, or has ended. */
  private record Beam(int[] pieces, TextWriter.Written written, double logProbability) {}

  /** A way in which a text goes on. */
  private record Step(int parent, int piece, double logProbability) {}

  /** A step whose text is followed. */
  private record Followed(int parent, Beam beam) {}

  /** A text that has ended. */
  private record Found(Beam beam, double score) {}

  /**
   * @param listener gets the whole text in the end
   */
  BeamText(TextWriter writer, ContinuationOptions options, Consumer<String> listener) {
    this.writer = writer;
    this.options = options;
    this.listener = listener;
    beams = List.of(new Beam(writer.prompt(), writer.begin(), 0));
  }

  @Override
  public List<int[]> rows() {
    return beams.stream().map(Beam::pieces).toList();
  }

  @Override
  public int[] advance(double[][] scores) {
    List<Step> steps = best(scores);
    List<Followed> going = new ArrayList<>();
    for (int rank = 0; rank < steps.size(); rank++) {
      Step step = steps.get(rank);
      Beam beam = beam(step);
      if (beam.written().reason() == null && going.size() < options.beams()) {
        going.add(new Followed(step.parent(), beam));
      } else if (beam.written().reason() != null && rank < options.beams()) {
        found.add(new Found(beam, score(beam)));
      }
    }
    found.sort(Comparator.comparingDouble(Found::score).reversed());
    found.subList(Math.min(found.size(), options.beams()), found.size()).clear();
    if (!canImprove(going)) {
      going.clear();
    }
    going.sort(Comparator.comparingInt(Followed::parent));
    beams = going.stream().map(Followed::beam).toList();
    if (beams.isEmpty() && !found.get(0).beam().written().text().isEmpty()) {
      listener.accept(found.get(0).beam().written().text());
    }
    return going.stream().mapToInt(Followed::parent).toArray();
  }

  /** The best ways to go on, so many that enough are left when some of them end. */
  private List<Step> best(double[][] scores) {
    int most = Math.max(2, 1 + writer.ends()) * options.beams();
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

  /**
   * @param going the best first
   */
  private boolean canImprove(List<Followed> going) {
    return !going.isEmpty()
        && (found.size() < options.beams()
            || score(going.get(0).beam()) > found.get(found.size() - 1).score());
  }

  /** The pieces of the best text, those of the prompt first. */
  int[] pieces() {
    return found.get(0).beam().pieces();
  }

  @Override
  public Continuation continuation() {
    TextWriter.Written written = found.get(0).beam().written();
    return writer.continuation(pieces(), written.text(), written.reason());
  }
}
