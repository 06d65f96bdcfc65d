package org.neuralannotators.classify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.model.PredictorOptions;

/** Loads question answerers. Thread-safe. */
public final class QuestionAnswerers {
  private QuestionAnswerers() {}

  /** With the default options; see {@link #load(String, PredictorOptions)}. */
  public static QuestionAnswerer load(String location) throws IOException {
    return load(location, PredictorOptions.DEFAULT);
  }

  /**
   * The answerer of a bundle, shared as in {@link TextClassifiers#load(String, PredictorOptions)}.
   *
   * @throws BundleException when there is no such bundle or it answers no questions
   */
  public static QuestionAnswerer load(String location, PredictorOptions options)
      throws IOException {
    return new Face(
        OpenModel.shared(
            QuestionAnswerer.class, location, options.toString(), bundle -> open(bundle, options)));
  }

  /**
   * The answerer of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it answers no questions
   */
  public static QuestionAnswerer read(ModelBundle bundle, PredictorOptions options)
      throws IOException {
    return new Face(OpenModel.own(open(bundle, options)));
  }

  private static LoadedModel<QuestionAnswering> open(ModelBundle bundle, PredictorOptions options)
      throws IOException {
    EncoderHeadModel<PieceSpan> model = EncoderHeadModel.read(HeadKind.QUESTION_ANSWERER, bundle);
    return LoadedModel.onLanes(
        "answerer",
        bundle.manifest(),
        options.run(),
        model::close,
        lanes -> new QuestionAnswering(model, lanes, options));
  }

  private record Face(OpenModel<QuestionAnswering> model)
      implements QuestionAnswerer, PredictorFace<QuestionAnswering> {
    @Override
    public List<Optional<Answer>> answer(List<Question> questions) {
      return model.run(answering -> answering.answer(questions));
    }
  }
}
