package org.neuralannotators.batch.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.uima.UIMAException;
import org.apache.uima.analysis_component.AnalysisComponent;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.neuralannotators.batch.AnnotationSteps;
import org.neuralannotators.batch.ModelSettings;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TranslationGuards;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.Chunker;
import org.neuralannotators.uima.DocumentSummarizer;
import org.neuralannotators.uima.DocumentTranslator;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;
import org.neuralannotators.uima.NeuralEngine;
import org.neuralannotators.uima.PosTagger;
import org.neuralannotators.uima.PromptAnnotator;
import org.neuralannotators.uima.QuestionAnswererAnnotator;
import org.neuralannotators.uima.TextClassifierAnnotator;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * The models that annotate documents.
 *
 * @param models in the order in which they were named
 * @param summarizer behind them
 * @param summaryPrefix text before each document that is summarized; null for the summarizer's own
 * @param translator behind it
 * @param language of documents that don't say theirs
 */
record AnnotatingModels(
    List<AnnotatingModel> models,
    Optional<AnnotatingModel> summarizer,
    String summaryPrefix,
    Optional<AnnotatingModel> translator,
    String language,
    LanguageMismatch languageMismatch,
    SpanFilter filter,
    ClassifiedUnit unit,
    List<String> questions,
    Optional<EntityQuery> query,
    TextChoice texts,
    boolean projectsEntities,
    TranslationGuards guards,
    Precision precision) {
  /** A run that was stopped and goes on writes what an undisturbed one would. */
  private static final boolean SHARED_BATCHES = false;

  /** The models, then summarizer and translator. */
  List<AnnotatingModel> all() {
    return Stream.of(models.stream(), summarizer.stream(), translator.stream())
        .flatMap(each -> each)
        .toList();
  }

  /** Whether one looks for this. */
  boolean find(Layer.Kind kind) {
    return models.stream().anyMatch(model -> model.layer().kind() == kind);
  }

  /** What the annotations depend on. */
  ModelSettings settings() {
    return new ModelSettings(
        models.stream().map(AnnotatingModel::manifest).toList(),
        summarizer.map(AnnotatingModel::manifest),
        summaryPrefix,
        translator.map(AnnotatingModel::manifest),
        language,
        languageMismatch,
        filter,
        unit.name(),
        questions,
        query,
        translator.map(model -> texts),
        projectsEntities,
        translator.map(model -> guards),
        precision);
  }

  /**
   * An engine for each model.
   *
   * @param formats that documents are written in
   */
  AnnotationSteps steps(Set<DocumentFormat> formats) throws UIMAException {
    List<AnnotationSteps.ModelStep> steps = new ArrayList<>();
    for (AnnotatingModel model : all()) {
      steps.add(
          new AnnotationSteps.ModelStep(engine(model, formats), model.layer(), model.language()));
    }
    String tokenized = LanguageCheck.primarySubtag(language);
    return new AnnotationSteps(
        LanguageProcessing.sentences(tokenized), LanguageProcessing.tokens(tokenized), steps);
  }

  private AnalysisEngineDescription engine(AnnotatingModel model, Set<DocumentFormat> formats)
      throws UIMAException {
    return switch (model.layer().kind()) {
      case ENTITIES -> spans(NamedEntityRecognizer.class, model);
      case CHUNKS -> spans(Chunker.class, model);
      case PARTS_OF_SPEECH ->
          engine(
              PosTagger.class,
              model,
              PosTagger.PARAM_POS_TYPE,
              TypeNames.PART_OF_SPEECH,
              PosTagger.PARAM_SHARED_BATCHES,
              SHARED_BATCHES);
      case CLASSES_OF_SENTENCES, CLASSES_OF_DOCUMENTS -> classes(model);
      case ANSWERS ->
          engine(
              QuestionAnswererAnnotator.class,
              model,
              QuestionAnswererAnnotator.PARAM_QUESTIONS,
              questions.toArray(String[]::new),
              QuestionAnswererAnnotator.PARAM_MIN_CONFIDENCE,
              filter.minConfidence(),
              QuestionAnswererAnnotator.PARAM_SHARED_BATCHES,
              SHARED_BATCHES);
      case SUMMARY ->
          engine(
              DocumentSummarizer.class, model, DocumentSummarizer.PARAM_TASK_PREFIX, summaryPrefix);
      case TRANSLATION ->
          engine(
              DocumentTranslator.class,
              model,
              DocumentTranslator.PARAM_SOURCE_LANGUAGE,
              texts.sourceLanguage(),
              DocumentTranslator.PARAM_TARGET_LANGUAGE,
              texts.targetLanguage(),
              DocumentTranslator.PARAM_TASK_PREFIX,
              texts.taskPrefix(),
              DocumentTranslator.PARAM_PROJECTED_TYPES,
              projectsEntities ? new String[] {TypeNames.NAMED_ENTITY} : null,
              DocumentTranslator.PARAM_TOKEN_LINKS,
              formats.contains(DocumentFormat.HTML) || formats.contains(DocumentFormat.XMI),
              DocumentTranslator.PARAM_SPLIT_SENTENCES,
              guards.splitSentences(),
              DocumentTranslator.PARAM_AVOID_REPETITIONS,
              guards.avoidRepetitions(),
              DocumentTranslator.PARAM_KEEP_NUMBERS,
              guards.keepNumbers(),
              DocumentTranslator.PARAM_LOWER_CAPITALS,
              guards.lowerCapitals());
    };
  }

  private AnalysisEngineDescription classes(AnnotatingModel model) throws UIMAException {
    List<Object> parameters =
        new ArrayList<>(
            List.of(
                TextClassifierAnnotator.PARAM_UNIT,
                unit.name(),
                TextClassifierAnnotator.PARAM_MIN_CONFIDENCE,
                filter.minConfidence(),
                TextClassifierAnnotator.PARAM_SHARED_BATCHES,
                SHARED_BATCHES));
    if (model.prompt() == null) {
      return engine(TextClassifierAnnotator.class, model, parameters.toArray());
    }
    parameters.addAll(List.of(PromptAnnotator.PARAM_PROMPT_FILE, model.prompt().toString()));
    return engine(PromptAnnotator.class, model, parameters.toArray());
  }

  private AnalysisEngineDescription spans(
      Class<? extends AnalysisComponent> engine, AnnotatingModel model) throws UIMAException {
    List<Object> parameters =
        new ArrayList<>(
            Arrays.asList(
                NamedEntityRecognizer.PARAM_MIN_CONFIDENCE,
                filter.minConfidence(),
                NamedEntityRecognizer.PARAM_EXCLUDE,
                Objects.toString(filter.exclude(), null),
                NamedEntityRecognizer.PARAM_SHARED_BATCHES,
                SHARED_BATCHES));
    if (model.isAsked()) {
      EntityQuery wanted = query.orElseThrow();
      parameters.addAll(
          List.of(
              NamedEntityRecognizer.PARAM_LABELS,
              wanted.labels().toArray(String[]::new),
              NamedEntityRecognizer.PARAM_THRESHOLD,
              wanted.threshold()));
    }
    return engine(engine, model, parameters.toArray());
  }

  private AnalysisEngineDescription engine(
      Class<? extends AnalysisComponent> engine, AnnotatingModel model, Object... parameters)
      throws UIMAException {
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    all.addAll(
        List.of(
            NeuralEngine.PARAM_MODEL_LOCATION,
            model.location(),
            NeuralEngine.PARAM_PRECISION,
            precision.name(),
            // Documents are checked before, by name and once for all threads.
            NeuralEngine.PARAM_LANGUAGE_MISMATCH,
            LanguageMismatch.IGNORE.name()));
    return AnalysisEngineFactory.createEngineDescription(
        engine,
        TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
        all.toArray());
  }
}
