package org.neuralannotators.uima;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ExternalResource;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.Granularity;
import org.neuralannotators.embed.MeanVector;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedders;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.types.TypeNames;

/**
 * Gives tokens or sentences vectors: reads the types {@code sentenceType} and {@code tokenType},
 * writes our types {@code TokenEmbedding} and {@code SentenceEmbedding}, or with {@code
 * vectorFeature} a feature of the tokens. The model is a language model, a BERT encoder, or a file
 * of word vectors; or, for the granularity {@code SENTENCE}, a sentence encoder, which reads the
 * sentences' texts. A {@code SentenceEmbedding} reaches from the sentence's first token to its
 * last. Tokens, threads and models as in {@link TokenEngine}.
 */
@ResourceMetaData(
    name = "Contextual Embedder",
    description = "Gives tokens or sentences vectors with a trained network.",
    vendor = "org.neuralannotators")
@TypeCapability(
    inputs = {TypeNames.SENTENCE, TypeNames.TOKEN},
    outputs = {
      TypeNames.TOKEN_EMBEDDING,
      TypeNames.TOKEN_EMBEDDING + ":" + TypeNames.VECTOR,
      TypeNames.TOKEN_EMBEDDING + ":" + TypeNames.MODEL_ID,
      TypeNames.SENTENCE_EMBEDDING,
      TypeNames.SENTENCE_EMBEDDING + ":" + TypeNames.VECTOR,
      TypeNames.SENTENCE_EMBEDDING + ":" + TypeNames.MODEL_ID
    })
public final class ContextualEmbedder extends TokenEngine {
  private static final String TASK = "elmo";
  private static final String DEFAULT_VARIANT = "small";

  /** Key of an optional {@link NeuralEmbedderResource}, which goes before the parameters. */
  public static final String RES_MODEL = "model";

  @ExternalResource(
      key = RES_MODEL,
      mandatory = false,
      description =
          "A model for several engines; goes before modelLocation and the options of embedders.")
  private NeuralEmbedderResource model;

  public static final String PARAM_LAYERS = "layers";

  @ConfigurationParameter(
      name = PARAM_LAYERS,
      defaultValue = NeuralEmbedderResource.TOP_LAYER,
      description =
          "What vectors are made of: TOP, the last layer; MEAN of all layers; ALL of them side by"
              + " side; or MIX, where the bundle has weights for it.")
  private String layers;

  public static final String PARAM_CARRY_STATE = "carryState";

  @ConfigurationParameter(
      name = PARAM_CARRY_STATE,
      defaultValue = NeuralEmbedderResource.STATELESS,
      description =
          "Whether a language model reads a sentence with what it knows from those before it in the"
              + " document, which is slower.")
  private boolean carryState;

  public static final String PARAM_GRANULARITY = "granularity";

  @ConfigurationParameter(
      name = PARAM_GRANULARITY,
      defaultValue = "TOKEN",
      description =
          "What gets a vector: TOKEN, SENTENCE, which gets the mean of its tokens, or BOTH.")
  private String granularity;

  public static final String PARAM_VECTOR_FEATURE = "vectorFeature";

  @ConfigurationParameter(
      name = PARAM_VECTOR_FEATURE,
      mandatory = false,
      description =
          "Feature of the tokens for their vector, an array of floats or doubles, instead of"
              + " annotations of the type TokenEmbedding.")
  private String vectorFeature;

  private Granularity embedded;
  private TokenEmbedder embedder;

  /** Instead of the embedder where the model reads whole sentences; else null. */
  private SentenceEmbedder sentenceEmbedder;

  private WrittenFeature<float[]> tokenVector;
  private EmbeddingType tokenEmbedding;
  private EmbeddingType sentenceEmbedding;

  @Override
  String bundleName(String language, String variant) {
    return ModelRepository.bundleName(
        language, TASK, variant.isEmpty() ? DEFAULT_VARIANT : variant);
  }

  @Override
  void open() throws ResourceInitializationException {
    embedded = Choice.of(PARAM_GRANULARITY, granularity, Granularity.class);
    if (model != null) {
      embedder = model.open();
      return;
    }
    // What was chosen is checked before any model is looked for.
    Choice.of(PARAM_LAYERS, layers, EmbedderOptions.Layers.class);
    RunOptions run = runOptions();
    if (embedsTexts()) {
      Models.checked(this::requireSentences);
      sentenceEmbedder =
          Models.load(
              location(),
              TaggerOptions.DEFAULT.withRun(run),
              (location, options) -> SentenceEmbedders.load(location, options, null));
      return;
    }
    embedder = NeuralEmbedderResource.open(location(), run, layers, carryState);
  }

  private boolean embedsTexts() throws ResourceInitializationException {
    return Models.load(
        location(), PARAM_MODEL_LOCATION, (location, of) -> SentenceEmbedders.isOne(location));
  }

  private Granularity requireSentences() {
    if (embedded != Granularity.SENTENCE) {
      throw new IllegalArgumentException(
          "%s [%s]; expected [%s], as [%s] embeds texts"
              .formatted(PARAM_GRANULARITY, embedded, Granularity.SENTENCE, location()));
    }
    return embedded;
  }

  @Override
  void findOutputTypes(TypeSystem types, Type token) throws AnalysisEngineProcessException {
    tokenVector =
        new FeatureParameter<>(
                PARAM_VECTOR_FEATURE,
                vectorFeature,
                TypeNames.VECTOR,
                FeatureKind.VECTOR,
                warnings())
            .requireNamed(token);
    tokenEmbedding =
        embedded.tokens() && tokenVector == null
            ? EmbeddingType.find(types, TypeNames.TOKEN_EMBEDDING)
            : null;
    sentenceEmbedding =
        embedded.sentences() ? EmbeddingType.find(types, TypeNames.SENTENCE_EMBEDDING) : null;
  }

  @Override
  List<Written> written() {
    return Stream.of(tokenEmbedding, sentenceEmbedding)
        .filter(Objects::nonNull)
        .map(embedding -> Written.by(modelId(), embedding.type(), embedding.modelId()))
        .toList();
  }

  @Override
  void annotate(CAS view, List<List<AnnotationFS>> tokens) {
    if (sentenceEmbedder != null) {
      annotateTexts(view, tokens);
      return;
    }
    List<List<String>> words = TokenGroups.words(view, tokens);
    List<float[][]> vectors = embedder.embed(words);
    for (int i = 0; i < vectors.size(); i++) {
      if (embedded.tokens()) {
        writeTokens(view, tokens.get(i), vectors.get(i));
      }
      if (embedded.sentences()) {
        writeSentence(view, tokens.get(i), MeanVector.of(words.get(i), vectors.get(i)));
      }
    }
  }

  private void annotateTexts(CAS view, List<List<AnnotationFS>> tokens) {
    String text = TokenGroups.textOf(view);
    float[][] vectors =
        sentenceEmbedder.embed(
            tokens.stream()
                .map(Place::around)
                .map(sentence -> text.substring(sentence.begin(), sentence.end()))
                .toList());
    for (int i = 0; i < vectors.length; i++) {
      writeSentence(view, tokens.get(i), vectors[i]);
    }
  }

  private void writeTokens(CAS view, List<AnnotationFS> tokens, float[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      AnnotationFS token = tokens.get(i);
      float[] vector = vectors[i];
      if (tokenVector == null) {
        tokenEmbedding.annotate(view, token.getBegin(), token.getEnd(), vector, modelId());
      } else {
        tokensAt(token).forEach(each -> tokenVector.write(each, vector));
      }
    }
  }

  private void writeSentence(CAS view, List<AnnotationFS> tokens, float[] vector) {
    Place sentence = Place.around(tokens);
    sentenceEmbedding.annotate(view, sentence.begin(), sentence.end(), vector, modelId());
  }

  private String modelId() {
    return manifest().name();
  }

  @Override
  ModelManifest manifest() {
    return sentenceEmbedder == null ? embedder.manifest() : sentenceEmbedder.manifest();
  }

  @Override
  void close() {
    if (embedder != null) {
      embedder.close();
      embedder = null;
    }
    if (sentenceEmbedder != null) {
      sentenceEmbedder.close();
      sentenceEmbedder = null;
    }
  }
}
