package org.neuralannotators.uima;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;

/**
 * An engine with a tagger that marks spans: reads the types {@code sentenceType} and {@code
 * tokenType}, writes an annotation of each span. A parameter of one's own goes before OpenNLP's
 * name for it, and that before {@code typePreset}. Threads and models as in {@link
 * SequenceAnnotator}.
 */
public abstract class SpanAnnotator extends SequenceAnnotator {
  public static final String PARAM_MIN_CONFIDENCE = MinConfidence.PARAMETER;

  @ConfigurationParameter(
      name = PARAM_MIN_CONFIDENCE,
      defaultValue = MinConfidence.ANY,
      description = "Annotations with a lower confidence aren't written; from 0 to 1.")
  private double minConfidence;

  public static final String PARAM_EXCLUDE = "exclude";

  @ConfigurationParameter(
      name = PARAM_EXCLUDE,
      mandatory = false,
      description =
          "Regular expression: what it matches as a whole isn't annotated, such as @.* for user"
              + " names.")
  private String exclude;

  public static final String PARAM_TAG_MAP = "tagMap";

  @ConfigurationParameter(
      name = PARAM_TAG_MAP,
      mandatory = false,
      description =
          "Types by label: PER=my.Person,LOC=my.Place. The label * stands for all others, the type"
              + " O drops annotations; labels that aren't named get the type of all annotations.")
  private String tagMap;

  private SpanFilter filter;
  private TypeMap typeMap;
  private LabelledTypes written;

  /** Adds the parameters besides {@code tagMap} that say which label gets which type. */
  abstract TypeMapSource withTypeMaps(TypeMapSource tagMap);

  /** The type for labels that no map names. */
  abstract TypeParameter spanType();

  /** The features that are written. */
  abstract LabelledFeatures spanFeatures(TypeSystem types);

  @Override
  final void configure() throws ResourceInitializationException {
    double least = MinConfidence.of(getContext(), minConfidence);
    try {
      filter = new SpanFilter(least, exclude == null ? null : Pattern.compile(exclude));
    } catch (PatternSyntaxException e) {
      throw Messages.initialization(e, "bad_exclude", exclude);
    }
    typeMap = withTypeMaps(new TypeMapSource().or(PARAM_TAG_MAP, tagMap, TypeMap::parse)).read();
  }

  @Override
  final void findOutputTypes(TypeSystem types, Type token) throws AnalysisEngineProcessException {
    LabelledFeatures features = spanFeatures(types);
    written = LabelledTypes.find(types, typeMap, spanType(), features);
    warnOfLostLabels(spanType(), written, features);
  }

  @Override
  final List<Written> written() {
    return written.written(manifest().name(), manifest().labels());
  }

  @Override
  final void write(CAS view, List<AnnotationFS> sentence, Tagging tagging, String modelId) {
    for (TaggedSpan span : tagging.spans()) {
      LabelledType type = written.of(span.label());
      int begin = sentence.get(span.begin()).getBegin();
      int end = sentence.get(span.end() - 1).getEnd();
      if (type != null
          && filter.accepts(span, () -> view.getDocumentText().substring(begin, end))) {
        type.annotate(view, begin, end, span.label(), span.confidence(), modelId);
      }
    }
  }
}
