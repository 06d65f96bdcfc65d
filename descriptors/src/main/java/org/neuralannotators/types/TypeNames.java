package org.neuralannotators.types;

/** Names of the types and features in {@code TypeSystem.xml}. */
public final class TypeNames {
  public static final String TYPE_SYSTEM = "org.neuralannotators.types.TypeSystem";

  public static final String SENTENCE = "org.neuralannotators.types.Sentence";
  public static final String TOKEN = "org.neuralannotators.types.Token";
  public static final String NAMED_ENTITY = "org.neuralannotators.types.NeuralNamedEntity";
  public static final String CHUNK = "org.neuralannotators.types.NeuralChunk";
  public static final String CATEGORY = "org.neuralannotators.types.NeuralCategory";
  public static final String PART_OF_SPEECH = "org.neuralannotators.types.NeuralPartOfSpeech";
  public static final String ANSWER = "org.neuralannotators.types.NeuralAnswer";
  public static final String TOKEN_EMBEDDING = "org.neuralannotators.types.TokenEmbedding";
  public static final String SENTENCE_EMBEDDING = "org.neuralannotators.types.SentenceEmbedding";
  public static final String TRANSLATION = "org.neuralannotators.types.NeuralTranslation";
  public static final String SUMMARY = "org.neuralannotators.types.NeuralSummary";
  public static final String TOKEN_ALIGNMENT = "org.neuralannotators.types.TokenAlignment";

  /** The part of speech of a token, such as {@code NOUN}. */
  public static final String POS = "pos";

  /** The label of an annotation, such as {@code PER}. */
  public static final String VALUE = "value";

  /** The model's probability of an annotation, in [0, 1]. */
  public static final String CONFIDENCE = "confidence";

  /** Name of the model that made an annotation. */
  public static final String MODEL_ID = "modelId";

  /** The question that is answered. */
  public static final String QUESTION = "question";

  /** The numbers of an embedding. */
  public static final String VECTOR = "vector";

  /** The sentence that was translated. */
  public static final String SOURCE = "source";

  /** The translation of a sentence. */
  public static final String TARGET = "target";

  /** By which the search compared translations: the higher, the better. */
  public static final String SCORE = "score";

  public static final String WARNINGS = "warnings";

  /** The tokens that a token is aligned to. */
  public static final String TOKENS = "tokens";

  /** The weight of each of these. */
  public static final String WEIGHTS = "weights";

  private TypeNames() {}
}
