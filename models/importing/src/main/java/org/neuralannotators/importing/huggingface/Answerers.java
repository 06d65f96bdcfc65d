package org.neuralannotators.importing.huggingface;

import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.classify.HeadArchitecture;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;

/** Question answerers. */
final class Answerers {
  /** Begin and end. */
  private static final int OUTPUTS = 2;

  /** Most pieces of an answer. */
  private static final int LONGEST = 30;

  private Answerers() {}

  static ImportedHead read(HuggingFaceFolder model, Renaming renaming) throws BundleException {
    Map<String, Tensor> head = model.head(renaming);
    int outputs = model.outputs(head, "qa_outputs.weight");
    if (outputs != OUTPUTS) {
      throw new IllegalArgumentException(
          "a head of [%d] outputs for answers; expected [%d], begin and end"
              .formatted(outputs, OUTPUTS));
    }
    HeadArchitecture architecture =
        new HeadArchitecture(
            model.architecture(),
            model.maximumPieces(),
            model.stride(),
            true,
            new HeadArchitecture.Answers(LONGEST, false),
            null,
            null,
            model.family().transform().apply(model.config()));
    return new ImportedHead(
        model,
        renaming,
        EncoderModel.imported(
            HeadKind.QUESTION_ANSWERER.layout(),
            new ModelSpec<>(architecture, List.of()),
            model.checkpoint(head)),
        "a question answerer");
  }
}
