package org.neuralannotators.spark;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.classify.TextClassifiers;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.translate.Translators;

/** What can be found in documents. */
enum Task {
  /** Named entities. */
  NER("entities", "entities"),
  /** Chunks, such as noun phrases. */
  CHUNKS("chunks", "chunks"),
  /** Parts of speech. */
  POS("pos", "tags"),
  /** Classes of texts, or of pairs of texts. */
  CLASSES("class", "classes"),
  /** Vectors of tokens, sentences or documents. */
  VECTORS("vectors", "vectors"),
  /** Translations. */
  TRANSLATION("translation", "translations"),
  /** Parts of texts that answer questions. */
  ANSWERS("answer", "answers");

  private static final String LABEL = "label";
  private static final String CONFIDENCE = "confidence";

  private final String column;
  private final String plural;

  Task(String column, String plural) {
    this.column = column;
    this.plural = plural;
  }

  /** The task of a name, in capital or small letters. */
  static Task parse(String name) {
    return Options.choice("task", name, Task.class);
  }

  /** The customary name of the column that is written. */
  String column() {
    return column;
  }

  /** What is counted. */
  String plural() {
    return plural;
  }

  /** Whether documents are read as tokens, and not as texts. */
  boolean readsTokens() {
    return switch (this) {
      case NER, CHUNKS, POS, VECTORS -> true;
      case CLASSES, TRANSLATION, ANSWERS -> false;
    };
  }

  /** The bundle that is meant where none is named; empty where one must be. */
  String bundle(String language) {
    return switch (this) {
      case NER -> TaggerTask.NER.bundleName(language, "");
      case POS -> TaggerTask.POS.bundleName(language, "");
      case VECTORS -> ModelRepository.bundleName(language, "elmo", "small");
      case CHUNKS, CLASSES, TRANSLATION, ANSWERS -> "";
    };
  }

  /**
   * The type of the column that is written.
   *
   * @param document what is read
   */
  DataType type(InputKind document, Options options) {
    return switch (this) {
      case NER, CHUNKS -> labelled(document, LABEL);
      case POS -> labelled(document, "tag");
      case CLASSES -> each(document, classification());
      case VECTORS -> vectors(document, options.vectors().unit());
      case TRANSLATION -> each(document, translation(options.translations().warnings()));
      case ANSWERS -> InputKind.TEXT.place().add(CONFIDENCE, DataTypes.DoubleType, false);
    };
  }

  private static DataType labelled(InputKind document, String label) {
    StructType place = document.place().add(label, DataTypes.StringType, false);
    return DataTypes.createArrayType(place.add(CONFIDENCE, DataTypes.DoubleType, false), false);
  }

  private static DataType each(InputKind document, DataType value) {
    return document == InputKind.TEXT ? value : DataTypes.createArrayType(value, true);
  }

  private static StructType classification() {
    StructType label =
        new StructType()
            .add(LABEL, DataTypes.StringType, false)
            .add(CONFIDENCE, DataTypes.DoubleType, false);
    return label.add("probabilities", DataTypes.createArrayType(label, false), false);
  }

  private static DataType translation(boolean warnings) {
    return warnings
        ? new StructType()
            .add("text", DataTypes.StringType, false)
            .add("warnings", DataTypes.createArrayType(DataTypes.StringType, false), false)
        : DataTypes.StringType;
  }

  private static DataType vectors(InputKind document, VectorUnit unit) {
    if (unit == VectorUnit.DOCUMENT) {
      return SQLDataTypes.VectorType();
    }
    DataType vector = DataTypes.createArrayType(DataTypes.FloatType, false);
    return DataTypes.createArrayType(document.place().add("vector", vector, false), false);
  }

  /**
   * Checks that an open bundle is for this task, without reading its weights.
   *
   * @param pairs whether pairs of texts are classified
   * @param options say what is looked for
   * @throws BundleException when it isn't
   */
  void require(ModelBundle bundle, boolean pairs, Options options) throws BundleException {
    switch (this) {
      case NER -> SequenceTaggers.require(bundle, TaggerTask.NER, options.query().read());
      case CHUNKS -> SequenceTaggers.require(bundle, TaggerTask.CHUNK, null);
      case POS -> SequenceTaggers.require(bundle, TaggerTask.POS, null);
      case CLASSES -> requireClasses(bundle, pairs, options);
      case VECTORS -> VectorFinder.require(bundle, options.vectors());
      case TRANSLATION ->
          Translators.rules(bundle.location(), bundle.manifest(), options.translations().texts());
      case ANSWERS -> bundle.requireKind(HeadKind.QUESTION_ANSWERER.name());
    }
  }

  private static void requireClasses(ModelBundle bundle, boolean pairs, Options options)
      throws BundleException {
    if (options.prompt() == null) {
      TextClassifiers.require(bundle, pairs);
    } else {
      bundle.requireKind(DecoderModel.KIND);
    }
  }
}
