package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;

/**
 * An engine that hands the sentences and tokens of the current view to its model, all in one call.
 * Tokens outside sentences are taken as sentences; of several tokens at one place one is read, and
 * all get what is written onto tokens. A document with text but without tokens is left as it is,
 * and the first one is reported in the log. Threads and models as in {@link NeuralEngine}.
 */
public abstract class TokenEngine extends NeuralEngine {
  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      defaultValue = "",
      description =
          "Path of a model bundle, classpath: and a path, or the name of a bundle."
              + " Empty: the bundle for the language and the variant, such as en-ner, en-pos or"
              + " en-elmo-small.")
  private String modelLocation;

  public static final String PARAM_MODEL_VARIANT = "modelVariant";

  @ConfigurationParameter(
      name = PARAM_MODEL_VARIANT,
      defaultValue = "",
      description = "Chooses among the bundles of a language: en-ner-VARIANT.")
  private String modelVariant;

  public static final String PARAM_LANGUAGE = "language";

  @ConfigurationParameter(
      name = PARAM_LANGUAGE,
      defaultValue = "en",
      description = "Language of the bundle, when no location is given.")
  private String language;

  public static final String PARAM_TOKEN_TYPE = "tokenType";

  @ConfigurationParameter(
      name = PARAM_TOKEN_TYPE,
      mandatory = false,
      description = "Type of the tokens that are read.")
  private String tokenType;

  public static final String PARAM_OPENNLP_TOKEN_TYPE = "opennlp.uima.TokenType";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_TOKEN_TYPE,
      mandatory = false,
      description = "OpenNLP's name for tokenType.")
  private String openNlpTokenType;

  private TypeSystem typeSystem;
  private Type sentences;
  private Type tokens;

  /** The tokens of the document that is annotated. */
  private Distinct read;

  /** The name of the bundle that is used where no location is given; the variant may be empty. */
  abstract String bundleName(String language, String variant);

  /** Finds what is written: types, or features of the type of tokens. */
  abstract void findOutputTypes(TypeSystem types, Type token) throws AnalysisEngineProcessException;

  /** What is written, apart from features of tokens. */
  abstract List<Written> written();

  /**
   * Annotates a document.
   *
   * @param tokens of each sentence; there is at least one sentence, and none is empty
   */
  abstract void annotate(CAS view, List<List<AnnotationFS>> tokens);

  /** Where the model is. */
  final String location() {
    return modelLocation.isEmpty() ? bundleName(language, modelVariant) : modelLocation;
  }

  @Override
  final void findTypes(TypeSystem types) throws AnalysisEngineProcessException {
    typeSystem = types;
    sentences = sentenceType(types);
    tokens =
        TypeParameter.firstSet(
                new TypeParameter(PARAM_TOKEN_TYPE, tokenType),
                new TypeParameter(PARAM_OPENNLP_TOKEN_TYPE, openNlpTokenType),
                new TypeParameter(PARAM_TOKEN_TYPE, preset().token()))
            .find(types);
    findOutputTypes(types, tokens);
  }

  @Override
  final void annotate(CAS view) throws AnalysisEngineProcessException {
    read = Distinct.of(view, tokens).warn(warnings(), PARAM_TOKEN_TYPE);
    Distinct.warnOfOverlaps(read.annotations(), warnings(), PARAM_TOKEN_TYPE);
    List<AnnotationFS> around =
        Distinct.of(view, sentences).warn(warnings(), PARAM_SENTENCE_TYPE).annotations();
    List<List<AnnotationFS>> groups =
        TokenGroups.of(TokenGroups.textOf(view), around, read.annotations());
    if (groups.isEmpty()) {
      warnOfUnreadText(
          view,
          "A document has text but no annotations of the token type ["
              + tokens.getName()
              + "], so that it is left as it is. Put a tokenizer before this engine, or name the"
              + " type that yours writes by [tokenType] or [typePreset].");
    } else {
      removeExisting(view, written(), places(around, groups), this::isRead);
      annotate(view, groups);
    }
    read = null;
  }

  /** The sentences, and groups of tokens that may be outside of sentences. */
  private static List<Place> places(List<AnnotationFS> sentences, List<List<AnnotationFS>> tokens) {
    List<Place> places = new ArrayList<>(sentences.stream().map(Place::of).toList());
    places.removeIf(sentence -> sentence.end() < sentence.begin());
    tokens.forEach(group -> places.add(Place.around(group)));
    return places;
  }

  private boolean isRead(Type type) {
    return typeSystem.subsumes(tokens, type) || typeSystem.subsumes(sentences, type);
  }

  /** A token that is read, and others at its place. */
  final List<AnnotationFS> tokensAt(AnnotationFS token) {
    return read.at(token);
  }
}
