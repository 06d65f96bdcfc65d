package org.neuralannotators.embed.sentence;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.tagger.SharedBatches;
import org.neuralannotators.tagger.TaggerOptions;

/** Loads embedders of texts. Thread-safe. */
public final class SentenceEmbedders {
  private SentenceEmbedders() {}

  /**
   * Whether a location is that of a bundle with a model that embeds texts, told by its manifest.
   *
   * @param location as for {@link #load(String)}, or a file of word vectors
   * @throws BundleException when there is no such bundle
   */
  public static boolean isOne(String location) throws IOException {
    return !TokenEmbedders.isVectorFile(location)
        && ModelRepository.standard().manifest(location).kind().equals(SentenceModel.KIND);
  }

  /** With the default options and prompt; see {@link #load(String, TaggerOptions, String)}. */
  public static SentenceEmbedder load(String location) throws IOException {
    return load(location, TaggerOptions.DEFAULT, null);
  }

  /**
   * The embedder of a bundle. Whoever loads the same bundle with the same options and prompt shares
   * one model, which is freed when the last embedder is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads and batches, as of a tagger; tokens are word pieces
   * @param prompt what is put before each text: the name of one of the model's prompts, such as
   *     {@code query}, or else the text itself; null for the model's default
   * @throws BundleException when there is no such bundle or it embeds no texts
   */
  public static SentenceEmbedder load(String location, TaggerOptions options, String prompt)
      throws IOException {
    return new Shared(
        ModelRegistry.acquire(
            location,
            options + " " + prompt,
            SentenceEmbedder.class,
            bundle -> read(bundle, options, prompt)));
  }

  /**
   * The embedder of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @param prompt as for {@link #load(String, TaggerOptions, String)}
   * @throws BundleException when it embeds no texts
   */
  public static SentenceEmbedder read(ModelBundle bundle, TaggerOptions options, String prompt)
      throws IOException {
    SentenceModel model = SentenceModel.read(bundle);
    OpenModel open =
        new OpenModel("sentence embedder", bundle.manifest(), options.run(), model::close);
    SentenceTexts texts = model.texts(prompt);
    return new Own(
        open,
        texts,
        SharedBatches.ofLargeProducts(
            open.lanes(),
            options,
            PieceSequence::length,
            (lane, sequences) -> model.embed(lane.inference(), sequences, texts.skipped())),
        model.architecture().dimension());
  }

  /** An embedder that is nobody else's. */
  private record Own(
      OpenModel open,
      SentenceTexts texts,
      SharedBatches<PieceSequence, float[]> batches,
      int dimension)
      implements SentenceEmbedder {
    @Override
    public float[][] embed(List<String> given) {
      open.requireOpen();
      return batches.run(given.stream().map(texts::read).toList()).toArray(float[][]::new);
    }

    @Override
    public ModelManifest manifest() {
      return open.manifest();
    }

    @Override
    public void close() {
      open.close();
    }
  }

  /** A lease on an embedder. */
  private record Shared(Lease<SentenceEmbedder> lease) implements SentenceEmbedder {
    @Override
    public float[][] embed(List<String> texts) {
      return lease.model().embed(texts);
    }

    @Override
    public int dimension() {
      return lease.model().dimension();
    }

    @Override
    public ModelManifest manifest() {
      return lease.model().manifest();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
