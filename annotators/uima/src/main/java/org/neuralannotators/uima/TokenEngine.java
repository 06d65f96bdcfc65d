package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;

/**
 * An engine that hands the sentences and tokens of the current view to its model, all in one call.
 * Tokens outside sentences are taken as sentences. A document with text but without tokens is left
 * as it is, and the first one is reported in the log. Threads and models as in {@link
 * NeuralEngine}.
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

  private Type sentences;
  private Type tokens;

  /** The name of the bundle that is used where no location is given; the variant may be empty. */
  abstract String bundleName(String language, String variant);

  /** Finds what is written: types, or features of the type of tokens. */
  abstract void findOutputTypes(TypeSystem types, Type token) throws AnalysisEngineProcessException;

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
    List<List<AnnotationFS>> groups = TokenGroups.of(view, sentences, tokens);
    if (groups.isEmpty()) {
      warnOfUnreadText(
          view,
          "A document has text but no annotations of the token type ["
              + tokens.getName()
              + "], so that it is left as it is. Put a tokenizer before this engine, or name the"
              + " type that yours writes by [tokenType] or [typePreset].");
    } else {
      annotate(view, groups);
    }
  }
}
