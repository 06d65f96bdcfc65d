package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Locale;
import org.neuralannotators.lm.PieceScore;
import org.neuralannotators.lm.SlidingWindows;

/** What {@code --json} prints of a decoder that was evaluated. */
record PieceEvaluation(
    String model,
    double perplexity,
    double wordPerplexity,
    double bitsPerByte,
    long documents,
    long pieces,
    long words,
    long bytes,
    int context,
    int stride,
    int memory,
    double piecesPerSecond,
    @JsonUnwrapped Resources resources) {
  static PieceEvaluation of(
      String model, PieceScore score, SlidingWindows windows, double seconds, double loadSeconds) {
    return new PieceEvaluation(
        model,
        score.pieces().value(),
        score.perWord(),
        score.bitsPerByte(),
        score.documents(),
        score.pieces().predictions(),
        score.words(),
        score.bytes(),
        windows.context(),
        windows.stride(),
        windows.memory(),
        score.pieces().predictions() / seconds,
        Resources.now(loadSeconds));
  }

  String report() {
    return String.join(
        System.lineSeparator(),
        String.format(Locale.ROOT, "perplexity of pieces: %.2f", perplexity),
        String.format(Locale.ROOT, "perplexity of words: %.2f", wordPerplexity),
        String.format(Locale.ROOT, "bits per byte: %.4f", bitsPerByte),
        String.format(
            Locale.ROOT,
            "%d pieces, %d words, %d bytes; context %d, stride %d, memory %d",
            pieces,
            words,
            bytes,
            context,
            stride,
            memory),
        resources.line(documents + " documents", "pieces", piecesPerSecond));
  }
}
