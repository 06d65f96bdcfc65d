package org.neuralannotators.lm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.lm.adapter.AdaptedDecoder;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.DeviceInfo;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Precision;

/**
 * Scores the language model of a decoder on files. Not thread-safe; {@link #close()} frees it.
 *
 * <p>Each document is read for itself. Before it stands what the tokenizer puts before texts or,
 * where that is nothing, the first piece that ends one, so that the document's first piece is
 * predicted too; only of a model with neither it isn't.
 */
public final class DecoderEvaluation implements AutoCloseable {
  private final DecoderModel model;
  private final ModelManifest manifest;
  private final Lanes lanes;

  private DecoderEvaluation(DecoderModel model, ModelManifest manifest) {
    this.model = model;
    this.manifest = manifest;
    lanes = Lanes.forInference(DeviceInfo.current().threads(), Precision.FP32);
  }

  /**
   * Loads a bundle.
   *
   * @param location its path or name, as {@link ModelRepository#open} takes it
   * @param adapter location of its adapter; null for none
   * @throws BundleException when one of them can't be used, or the adapter is another decoder's
   */
  public static DecoderEvaluation load(String location, String adapter) throws IOException {
    try (ModelBundle bundle = ModelRepository.standard().open(location)) {
      AdaptedDecoder decoder = AdaptedDecoder.read(bundle, adapter);
      return new DecoderEvaluation(decoder.model(), decoder.manifest());
    }
  }

  /**
   * Scores the model on a part of a file.
   *
   * @param windows how much is read at once; see {@link #windows}
   */
  public PieceScore score(Path file, RawFormat format, TextFormat.Part part, SlidingWindows windows)
      throws IOException {
    List<String> documents = format.documents(file, part);
    return new PieceScore(
        DecoderScore.of(model.network(), texts(documents, windows), lanes),
        documents.size(),
        PieceScore.words(documents),
        documents.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum());
  }

  /**
   * How much is read at once.
   *
   * @param context null for as much as the model can
   * @param stride null for half of the context or, with a memory, for windows that have but a piece
   *     in common
   * @param memory how many pieces before a window are remembered; null for as many as in the
   *     model's training
   * @throws IllegalArgumentException when it is more than the model can, or they don't fit together
   */
  public SlidingWindows windows(Integer context, Integer stride, Integer memory) {
    DecoderArchitecture decoder = model.spec().decoder();
    int maximum = decoder.maximumPositions();
    int length = context == null ? maximum : context;
    if (length > maximum) {
      throw new IllegalArgumentException(
          "Context [%d]; expected at most [%d] pieces, which is what [%s] reads at once"
              .formatted(length, maximum, manifest.name()));
    }
    int remembered = memory == null ? decoder.memory() : memory;
    if (remembered > 0 && decoder.positions() != DecoderArchitecture.Positions.RELATIVE) {
      throw new IllegalArgumentException(
          "Memory [%d]; expected 0, as the positions of [%s] are [%s] and not [RELATIVE]"
              .formatted(remembered, manifest.name(), decoder.positions()));
    }
    int usual = remembered > 0 ? length - 1 : Math.max(1, length / 2);
    return new SlidingWindows(length, stride == null ? usual : stride, remembered);
  }

  private List<List<TextWindow>> texts(List<String> documents, SlidingWindows windows) {
    List<List<TextWindow>> texts =
        documents.stream().map(text -> windows.of(pieces(text))).toList();
    return windows.memory() > 0 ? texts : TextWindow.alone(texts);
  }

  private int[] pieces(String text) {
    int[] pieces = model.pieces(text);
    List<Integer> ends = model.spec().ends();
    if (model.begin().length > 0 || ends.isEmpty()) {
      return pieces;
    }
    int[] all = new int[pieces.length + 1];
    all[0] = ends.get(0);
    System.arraycopy(pieces, 0, all, 1, pieces.length);
    return all;
  }

  /** The description of the model, from its bundle, or of its adapter. */
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    lanes.close();
    model.close();
  }
}
