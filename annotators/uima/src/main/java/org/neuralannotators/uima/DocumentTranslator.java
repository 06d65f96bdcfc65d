package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CASRuntimeException;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ExternalResource;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TargetText;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TranslationGuards;
import org.neuralannotators.translate.text.Word;
import org.neuralannotators.types.TypeNames;

/**
 * Translates a document, sentence by sentence, into a new view: reads the type {@code
 * sentenceType}, writes the new view's text, language and sentences, and into both views the type
 * {@code NeuralTranslation}, which links a sentence and its translation. With {@code tokenLinks} it
 * also reads the type {@code tokenType}, writes the new view's tokens, and into both views the type
 * {@code TokenAlignment}.
 *
 * <p>Annotations of the {@code projectedTypes} that are of tokens of a sentence, such as entities,
 * are carried over to its translation, as {@link org.neuralannotators.translate.TagProjection}
 * tells; one of the same type that is at the same place there already gets the same features.
 *
 * <p>What is blank between sentences is between their translations too, so that paragraphs stay.
 * Text outside of sentences is left out, and the first such document reported in the log.
 * Overlapping sentences are translated one behind the other, with a warning. An empty document gets
 * an empty view. A view that is there already must have the same text, as after an earlier run,
 * since UIMA can't change it; then the links are written anew, and its sentences and tokens stay.
 * Threads and models as in {@link NeuralEngine}.
 */
@ResourceMetaData(
    name = "Neural Document Translator",
    description = "Translates a document into a new view with a trained network.",
    vendor = "org.neuralannotators")
@TypeCapability(
    inputs = {TypeNames.SENTENCE, TypeNames.TOKEN},
    outputs = {
      TypeNames.TRANSLATION,
      TypeNames.TRANSLATION + ":" + TypeNames.SOURCE,
      TypeNames.TRANSLATION + ":" + TypeNames.TARGET,
      TypeNames.TRANSLATION + ":" + TypeNames.SCORE,
      TypeNames.TRANSLATION + ":" + TypeNames.WARNINGS,
      TypeNames.TRANSLATION + ":" + TypeNames.MODEL_ID,
      TypeNames.TOKEN_ALIGNMENT,
      TypeNames.TOKEN_ALIGNMENT + ":" + TypeNames.TOKENS,
      TypeNames.TOKEN_ALIGNMENT + ":" + TypeNames.WEIGHTS,
      TypeNames.TOKEN_ALIGNMENT + ":" + TypeNames.MODEL_ID
    })
public final class DocumentTranslator extends NeuralEngine {
  /** Key of an optional {@link NeuralTranslatorResource}, which goes before the parameters. */
  public static final String RES_MODEL = "model";

  @ExternalResource(
      key = RES_MODEL,
      mandatory = false,
      description = "A model for several engines; goes before modelLocation and the options of it.")
  private NeuralTranslatorResource model;

  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      mandatory = false,
      description =
          "Path of a model bundle, classpath: and a path, or the name of a bundle. Needed where no"
              + " resource is bound.")
  private String modelLocation;

  public static final String PARAM_VIEW_NAME = "viewName";

  /** The view that is made where no other is named. */
  public static final String DEFAULT_VIEW = "translation";

  @ConfigurationParameter(
      name = PARAM_VIEW_NAME,
      defaultValue = DEFAULT_VIEW,
      description = "Name of the view that is made.")
  private String viewName;

  public static final String PARAM_TOKEN_LINKS = "tokenLinks";

  @ConfigurationParameter(
      name = PARAM_TOKEN_LINKS,
      defaultValue = "false",
      description =
          "Whether tokens are linked to those of the translation, with the weight of each: how much"
              + " the network attended to one for the other.")
  private boolean tokenLinks;

  public static final String PARAM_PROJECTED_TYPES = "projectedTypes";

  @ConfigurationParameter(
      name = PARAM_PROJECTED_TYPES,
      mandatory = false,
      description =
          "Types of annotations of tokens, such as entities, that are carried over to the translation"
              + " by what the network attended to, with those of their features that are texts,"
              + " numbers and the like.")
  private String[] projectedTypes;

  public static final String PARAM_SOURCE_LANGUAGE = "sourceLanguage";

  @ConfigurationParameter(
      name = PARAM_SOURCE_LANGUAGE,
      mandatory = false,
      description =
          "Language of the documents (BCP 47, or a code of the model's own). A model for another one"
              + " is refused; one for many must be told.")
  private String sourceLanguage;

  public static final String PARAM_TARGET_LANGUAGE = "targetLanguage";

  @ConfigurationParameter(
      name = PARAM_TARGET_LANGUAGE,
      mandatory = false,
      description =
          "Language of the translation, likewise. A model for many translates into this one.")
  private String targetLanguage;

  public static final String PARAM_TASK_PREFIX = "taskPrefix";

  @ConfigurationParameter(
      name = PARAM_TASK_PREFIX,
      mandatory = false,
      description =
          "Text that is put before each sentence in the place of the model's own, such as 'translate"
              + " English to German: ' for T5.")
  private String taskPrefix;

  public static final String PARAM_BEAM_SIZE = "beamSize";

  @ConfigurationParameter(
      name = PARAM_BEAM_SIZE,
      mandatory = false,
      description =
          "How many translations of a sentence the search follows; 1 is greedy. Default: 5, or what"
              + " the authors of an imported model want.")
  private Integer beamSize;

  public static final String PARAM_LENGTH_PENALTY = "lengthPenalty";

  @ConfigurationParameter(
      name = PARAM_LENGTH_PENALTY,
      mandatory = false,
      description =
          "The larger, the longer translations are; 0 for none. Default: 0.6, or what the authors of"
              + " an imported model want.")
  private Double lengthPenalty;

  public static final String PARAM_COVERAGE_PENALTY = "coveragePenalty";

  @ConfigurationParameter(
      name = PARAM_COVERAGE_PENALTY,
      mandatory = false,
      description =
          "The larger, the less of a sentence is left out; 0, the default, for none. Not for imported"
              + " models.")
  private Double coveragePenalty;

  public static final String PARAM_PRUNING_THRESHOLD = "pruningThreshold";

  @ConfigurationParameter(
      name = PARAM_PRUNING_THRESHOLD,
      mandatory = false,
      description =
          "What a translation that is followed may lack to the log probability of the best one; 0"
              + " for any; default 2. Not for imported models.")
  private Double pruningThreshold;

  public static final String PARAM_SPLIT_SENTENCES = "splitSentences";

  @ConfigurationParameter(
      name = PARAM_SPLIT_SENTENCES,
      defaultValue = NeuralTranslatorResource.GUARDED,
      description =
          "Whether sentences inside of a sentence of the document are translated one by one, where the"
              + " network learnt from single sentences.")
  private boolean splitSentences;

  public static final String PARAM_AVOID_REPETITIONS = "avoidRepetitions";

  @ConfigurationParameter(
      name = PARAM_AVOID_REPETITIONS,
      defaultValue = NeuralTranslatorResource.GUARDED,
      description =
          "Whether another translation is taken where the best one repeats itself or is much too"
              + " short.")
  private boolean avoidRepetitions;

  public static final String PARAM_KEEP_NUMBERS = "keepNumbers";

  @ConfigurationParameter(
      name = PARAM_KEEP_NUMBERS,
      defaultValue = NeuralTranslatorResource.GUARDED,
      description =
          "Whether another translation is taken where the best one has other numbers or addresses"
              + " than the sentence.")
  private boolean keepNumbers;

  public static final String PARAM_LOWER_CAPITALS = "lowerCapitals";

  @ConfigurationParameter(
      name = PARAM_LOWER_CAPITALS,
      defaultValue = NeuralTranslatorResource.GUARDED,
      description =
          "Whether text in capitals is read in small letters and written in capitals again.")
  private boolean lowerCapitals;

  public static final String PARAM_TOKEN_TYPE = TokenEngine.PARAM_TOKEN_TYPE;

  @ConfigurationParameter(
      name = PARAM_TOKEN_TYPE,
      mandatory = false,
      description = "Type of the tokens that are linked.")
  private String tokenType;

  public static final String PARAM_OPENNLP_TOKEN_TYPE = TokenEngine.PARAM_OPENNLP_TOKEN_TYPE;

  @ConfigurationParameter(
      name = PARAM_OPENNLP_TOKEN_TYPE,
      mandatory = false,
      description = "OpenNLP's name for tokenType.")
  private String openNlpTokenType;

  private Translator translator;
  private Type sentences;
  private TranslationWriter writer;

  @Override
  void open() throws ResourceInitializationException {
    if (model == null && modelLocation == null) {
      throw Messages.initialization("no_model", PARAM_MODEL_LOCATION, RES_MODEL);
    }
    translator =
        model != null
            ? model.open(needsTokens())
            : Models.load(
                modelLocation,
                NeuralTranslatorResource.options(
                        runOptions(),
                        new SearchChoice(
                            beamSize, lengthPenalty, coveragePenalty, pruningThreshold),
                        new TextChoice(sourceLanguage, targetLanguage, taskPrefix))
                    .withAlignments(needsTokens())
                    .withGuards(
                        new TranslationGuards(
                            splitSentences, avoidRepetitions, keepNumbers, lowerCapitals)),
                Translators::load);
  }

  @Override
  void findTypes(TypeSystem types) throws AnalysisEngineProcessException {
    sentences = sentenceType(types);
    String modelId = manifest().name();
    Type token = needsTokens() ? tokenType(types) : null;
    TokenLinks links =
        tokenLinks ? new TokenLinks(token, AlignmentType.find(types), modelId) : null;
    List<Type> projected = new ArrayList<>();
    for (String type : projectedNames()) {
      projected.add(new TypeParameter(PARAM_PROJECTED_TYPES, type).find(types));
    }
    writer =
        new TranslationWriter(
            sentences,
            TranslationType.find(types),
            token,
            links,
            new SpanProjection(projected),
            modelId);
  }

  private boolean needsTokens() {
    return tokenLinks || !projectedNames().isEmpty();
  }

  private List<String> projectedNames() {
    return projectedTypes == null ? List.of() : List.of(projectedTypes);
  }

  private Type tokenType(TypeSystem types) throws AnalysisEngineProcessException {
    return TypeParameter.firstSet(
            new TypeParameter(PARAM_TOKEN_TYPE, tokenType),
            new TypeParameter(PARAM_OPENNLP_TOKEN_TYPE, openNlpTokenType),
            new TypeParameter(PARAM_TOKEN_TYPE, preset().token()))
        .find(types);
  }

  @Override
  void annotate(CAS view) throws AnalysisEngineProcessException {
    String text = TokenGroups.textOf(view);
    List<AnnotationFS> read = sentences(view, sentences);
    read.removeIf(sentence -> place(sentence, text).in(text).isEmpty());
    Distinct.warnOfOverlaps(read, warnings(), PARAM_SENTENCE_TYPE);
    List<Word> places = read.stream().map(sentence -> place(sentence, text)).toList();
    List<Hypothesis> found =
        translator.translate(places.stream().map(place -> place.in(text)).toList()).stream()
            .map(hypotheses -> hypotheses.get(0))
            .toList();
    TargetText target = TargetText.of(text, places, found.stream().map(Hypothesis::text).toList());
    if (!target.isWhole()) {
      warnOfUnreadText(
          view,
          "A document has text outside of annotations of the sentence type ["
              + sentences.getName()
              + "], which is left out of the translation. Put a sentence splitter before this"
              + " engine, or name the type that yours writes by [sentenceType] or [typePreset].");
    }
    CAS targetView = targetView(view, target.text());
    removeLinks(view, targetView);
    removeLinks(targetView, view);
    Annotations translated = new Annotations(targetView);
    for (int i = 0; i < read.size(); i++) {
      writer.write(read.get(i), places.get(i), translated, target.sentences().get(i), found.get(i));
    }
  }

  private static Word place(AnnotationFS sentence, String text) {
    return new Word(sentence.getBegin(), sentence.getEnd()).strip(text);
  }

  /** A new view, or the one of an earlier run. */
  private CAS targetView(CAS view, String text) throws AnalysisEngineProcessException {
    CAS made = replacesExisting() ? CasUtil.getView(view, viewName, null) : null;
    if (made == null) {
      return newView(view, text);
    }
    if (made == view || !text.equals(made.getDocumentText())) {
      throw Messages.process(
          "view_not_made", viewName, PARAM_VIEW_NAME, "it is there, with another text");
    }
    return made;
  }

  /** Removes links that lead from a view to the other. */
  private void removeLinks(CAS view, CAS other) {
    Place whole = new Place(0, TokenGroups.textOf(view).length());
    removeExisting(view, writer.links(other::equals), List.of(whole), type -> false);
  }

  private CAS newView(CAS view, String text) throws AnalysisEngineProcessException {
    try {
      CAS made = view.createView(viewName);
      made.setDocumentText(text);
      made.setDocumentLanguage(translator.rules().targetLanguage());
      return made;
    } catch (CASRuntimeException e) {
      throw Messages.process("view_not_made", viewName, PARAM_VIEW_NAME, e.getMessage());
    }
  }

  @Override
  ModelManifest manifest() {
    return translator.manifest();
  }

  @Override
  void close() {
    if (translator != null) {
      translator.close();
      translator = null;
    }
  }
}
