package org.neuralannotators.classify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.tagger.TaggerOptions;

/** Loads question answerers. Thread-safe. */
public final class QuestionAnswerers {
  private QuestionAnswerers() {}

  /** With the default options; see {@link #load(String, TaggerOptions)}. */
  public static QuestionAnswerer load(String location) throws IOException {
    return load(location, TaggerOptions.DEFAULT);
  }

  /**
   * The answerer of a bundle, shared as in {@link TextClassifiers#load(String, TaggerOptions)}.
   *
   * @throws BundleException when there is no such bundle or it answers no questions
   */
  public static QuestionAnswerer load(String location, TaggerOptions options) throws IOException {
    return new Shared(
        ModelRegistry.acquire(
            location, options.toString(), QuestionAnswerer.class, bundle -> read(bundle, options)));
  }

  /**
   * The answerer of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it answers no questions
   */
  public static QuestionAnswerer read(ModelBundle bundle, TaggerOptions options)
      throws IOException {
    EncoderHeadModel<PieceSpan> model = EncoderHeadModel.read(HeadKind.QUESTION_ANSWERER, bundle);
    OpenModel open = new OpenModel("answerer", bundle.manifest(), options.run(), model::close);
    return new Own(open, new QuestionAnswering(model, open.lanes(), options));
  }

  /** An answerer that is nobody else's. */
  private record Own(OpenModel open, QuestionAnswering answering) implements QuestionAnswerer {
    @Override
    public List<Optional<Answer>> answer(List<Question> questions) {
      open.requireOpen();
      return answering.answer(questions);
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

  /** A lease on an answerer. */
  private record Shared(Lease<QuestionAnswerer> lease) implements QuestionAnswerer {
    @Override
    public List<Optional<Answer>> answer(List<Question> questions) {
      return lease.model().answer(questions);
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
