package org.neuralannotators.uima;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.classify.QuestionAnswerer.Question;
import org.neuralannotators.classify.QuestionAnswerers;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.types.TypeNames;

/**
 * Answers questions by a part of the document: reads {@code questions} and the text of annotations
 * of {@code questionType}, writes {@code answerType} over each answer. A question that the document
 * doesn't answer gets none, where the model learnt that there are such. All questions of a document
 * are one call. Threads and models as in {@link NeuralEngine}.
 */
@ResourceMetaData(
    name = "Neural Question Answerer",
    description = "Answers questions by parts of documents with a trained network.",
    vendor = "org.neuralannotators")
@TypeCapability(
    outputs = {
      TypeNames.ANSWER,
      TypeNames.ANSWER + ":" + TypeNames.QUESTION,
      TypeNames.ANSWER + ":" + TypeNames.CONFIDENCE,
      TypeNames.ANSWER + ":" + TypeNames.MODEL_ID
    })
public class QuestionAnswererAnnotator extends TextEngine {
  public static final String PARAM_QUESTIONS = "questions";

  @ConfigurationParameter(
      name = PARAM_QUESTIONS,
      mandatory = false,
      description = "Questions that every document is asked.")
  private String[] questions;

  public static final String PARAM_QUESTION_TYPE = "questionType";

  @ConfigurationParameter(
      name = PARAM_QUESTION_TYPE,
      mandatory = false,
      description = "Type of annotations whose text is a question to their document.")
  private String questionType;

  public static final String PARAM_QUESTION_VIEW = "questionView";

  @ConfigurationParameter(
      name = PARAM_QUESTION_VIEW,
      mandatory = false,
      description =
          "Name of the view in which questionType is read. Not set: the view that answers.")
  private String questionView;

  public static final String PARAM_ANSWER_TYPE = "answerType";

  @ConfigurationParameter(
      name = PARAM_ANSWER_TYPE,
      defaultValue = TypeNames.ANSWER,
      description =
          "Type of the annotations that are written; of its features question, confidence and"
              + " modelId those that it has.")
  private String answerType;

  private QuestionAnswerer answerer;
  private Type asked;
  private LabelledType answer;

  /** Opens the model; tests have their own. */
  QuestionAnswerer load(String location, PredictorOptions options) throws IOException {
    return QuestionAnswerers.load(location, options);
  }

  @Override
  final void configure() throws ResourceInitializationException {
    if (questionType == null && (questions == null || questions.length == 0)) {
      throw Messages.initialization("no_questions", PARAM_QUESTIONS, PARAM_QUESTION_TYPE);
    }
    if (questionType == null && questionView != null) {
      throw Messages.initialization(
          "view_without_type", PARAM_QUESTION_VIEW, questionView, PARAM_QUESTION_TYPE);
    }
  }

  @Override
  final void open(String location, PredictorOptions options)
      throws ResourceInitializationException {
    answerer = Models.load(location, options, this::load);
  }

  @Override
  final void findTypes(TypeSystem types) throws AnalysisEngineProcessException {
    asked =
        questionType == null
            ? null
            : new TypeParameter(PARAM_QUESTION_TYPE, questionType).find(types);
    answer =
        written(
            types,
            new TypeParameter(PARAM_ANSWER_TYPE, answerType),
            "the question",
            TypeNames.QUESTION);
  }

  @Override
  final void annotate(CAS view) throws AnalysisEngineProcessException {
    String text = TokenGroups.textOf(view);
    List<String> all = text.isBlank() ? List.of() : questions(view);
    if (all.isEmpty()) {
      return;
    }
    List<Optional<Answer>> answers =
        answerer.answer(all.stream().map(question -> new Question(question, text)).toList());
    String modelId = manifest().name();
    replace(view, modelId, all);
    for (int i = 0; i < all.size(); i++) {
      String question = all.get(i);
      answers
          .get(i)
          .filter(found -> isSure(found.confidence()))
          .ifPresent(
              found ->
                  answer.annotate(
                      view, found.begin(), found.end(), question, found.confidence(), modelId));
    }
  }

  /**
   * Removes answers to the same questions, as another engine may answer others by the same model,
   * and those that don't say their question.
   */
  private void replace(CAS view, String modelId, List<String> all) {
    Written written =
        answer
            .writtenBy(modelId)
            .where(
                annotation -> {
                  String question = answer.labelOf(annotation);
                  return question == null || all.contains(question);
                });
    Place document = new Place(0, TokenGroups.textOf(view).length());
    removeExisting(view, List.of(written), List.of(document), type -> false);
  }

  /** Each question once. */
  private List<String> questions(CAS view) throws AnalysisEngineProcessException {
    List<String> all = new ArrayList<>(questions == null ? List.of() : List.of(questions));
    if (asked != null) {
      annotations(view).forEach(question -> all.add(question.getCoveredText()));
    }
    return all.stream().map(String::strip).filter(text -> !text.isEmpty()).distinct().toList();
  }

  private List<AnnotationFS> annotations(CAS view) throws AnalysisEngineProcessException {
    CAS source = questionView == null ? view : CasUtil.getView(view, questionView, null);
    if (source == null) {
      warnings()
          .once(
              ("A document has no view [%s], which parameter [%s] names, so that it has no"
                      + " questions there.")
                  .formatted(questionView, PARAM_QUESTION_VIEW));
      return List.of();
    }
    return Distinct.of(source, asked).requireWithin(source).annotations();
  }

  @Override
  final ModelManifest manifest() {
    return answerer.manifest();
  }

  @Override
  final void close() {
    if (answerer != null) {
      answerer.close();
      answerer = null;
    }
  }
}
