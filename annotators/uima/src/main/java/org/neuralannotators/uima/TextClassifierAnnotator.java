package org.neuralannotators.uima;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextClassifiers;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.types.TypeNames;

/**
 * Gives sentences or whole documents a class: reads the type {@code sentenceType} or the text,
 * writes {@code categoryType}, in the place of what its model wrote before of the same texts. A
 * model that may give a text many labels writes an annotation for each of a probability of at least
 * {@code minConfidence}, or 0.5 where that is 0, and so possibly none; one that gives numbers
 * writes them as its value, with the confidence 1. Blank texts get none. A document with text but
 * without sentences is left as it is, and the first one is reported in the log. Threads and models
 * as in {@link NeuralEngine}.
 */
@ResourceMetaData(
    name = "Neural Text Classifier",
    description = "Gives sentences or documents a class with a trained network.",
    vendor = "org.neuralannotators")
@TypeCapability(
    inputs = TypeNames.SENTENCE,
    outputs = {
      TypeNames.CATEGORY,
      TypeNames.CATEGORY + ":" + TypeNames.VALUE,
      TypeNames.CATEGORY + ":" + TypeNames.CONFIDENCE,
      TypeNames.CATEGORY + ":" + TypeNames.MODEL_ID
    })
public class TextClassifierAnnotator extends TextEngine {
  /** What gets a class. */
  private enum Unit {
    SENTENCE,
    DOCUMENT
  }

  public static final String PARAM_UNIT = "unit";

  @ConfigurationParameter(
      name = PARAM_UNIT,
      defaultValue = "SENTENCE",
      description = "What gets a class: SENTENCE or DOCUMENT.")
  private String unit;

  public static final String PARAM_CATEGORY_TYPE = "categoryType";

  @ConfigurationParameter(
      name = PARAM_CATEGORY_TYPE,
      defaultValue = TypeNames.CATEGORY,
      description =
          "Type of the annotations that are written; of its features value, confidence and modelId"
              + " those that it has.")
  private String categoryType;

  private Unit classified;
  private TextClassifier classifier;
  private TypeSystem typeSystem;
  private Type sentences;
  private LabelledType category;

  /** Opens the model; tests have their own. */
  TextClassifier load(String location, PredictorOptions options) throws IOException {
    return TextClassifiers.load(location, options, false);
  }

  @Override
  final void configure() throws ResourceInitializationException {
    classified = Choice.of(PARAM_UNIT, unit, Unit.class);
  }

  @Override
  final void open(String location, PredictorOptions options)
      throws ResourceInitializationException {
    classifier = Models.load(location, options, this::load);
  }

  @Override
  final void findTypes(TypeSystem types) throws AnalysisEngineProcessException {
    typeSystem = types;
    if (classified == Unit.SENTENCE) {
      sentences = sentenceType(types);
    }
    category =
        written(
            types,
            new TypeParameter(PARAM_CATEGORY_TYPE, categoryType),
            "the label",
            TypeNames.VALUE);
  }

  @Override
  final void annotate(CAS view) throws AnalysisEngineProcessException {
    String text = TokenGroups.textOf(view);
    List<Place> parts =
        classified == Unit.DOCUMENT
            ? new ArrayList<>(List.of(new Place(0, text.length())))
            : sentences(view);
    parts.removeIf(part -> text.substring(part.begin(), part.end()).isBlank());
    List<Classification> classes =
        classifier.classify(
            parts.stream().map(part -> text.substring(part.begin(), part.end())).toList());
    String modelId = manifest().name();
    replace(view, modelId, Set.copyOf(parts), labels(classes));
    for (int i = 0; i < classes.size(); i++) {
      Place part = parts.get(i);
      classes
          .get(i)
          .labels(leastConfidence())
          .forEach(
              (label, confidence) ->
                  category.annotate(view, part.begin(), part.end(), label, confidence, modelId));
    }
  }

  /** The values that the model may have written; empty for any, as where they are numbers. */
  private List<String> labels(List<Classification> classes) {
    return classes.stream().anyMatch(found -> !found.numbers().isEmpty())
        ? List.of()
        : manifest().labels();
  }

  /** Removes classes of the same texts: another engine may classify others by the same model. */
  private void replace(CAS view, String modelId, Set<Place> parts, List<String> labels) {
    List<Written> written =
        new LabelledTypes(Map.of(), category)
            .written(modelId, labels).stream()
                .map(each -> each.where(annotation -> parts.contains(Place.of(annotation))))
                .toList();
    removeExisting(view, written, parts, this::isRead);
  }

  private boolean isRead(Type type) {
    return classified == Unit.SENTENCE && typeSystem.subsumes(sentences, type);
  }

  private List<Place> sentences(CAS view) throws AnalysisEngineProcessException {
    List<Place> parts = new ArrayList<>();
    for (AnnotationFS sentence : sentences(view, sentences)) {
      parts.add(Place.of(sentence));
    }
    if (parts.isEmpty()) {
      warnOfUnreadText(
          view,
          "A document has text but no annotations of the sentence type ["
              + sentences.getName()
              + "], so that nothing is classified. Put a sentence splitter before this engine,"
              + " name the type that yours writes by [sentenceType] or [typePreset], or set"
              + " [unit] to DOCUMENT.");
    }
    return parts;
  }

  @Override
  final ModelManifest manifest() {
    return classifier.manifest();
  }

  @Override
  final void close() {
    if (classifier != null) {
      classifier.close();
      classifier = null;
    }
  }
}
