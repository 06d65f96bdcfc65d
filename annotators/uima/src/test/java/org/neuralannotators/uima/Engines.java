package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.neuralannotators.types.TypeNames;

/** Each of the engines with a fake of its model, which is for English. */
enum Engines {
  RECOGNIZER(NamedEntityRecognizer.class, FakeModel.class),
  CHUNKER(Chunker.class, FakeModel.class),
  POS_TAGGER(PosTagger.class, FakePosModel.class),
  EMBEDDER(ContextualEmbedder.class, FakeEmbedderModel.class),
  CLASSIFIER(TextClassifierAnnotatorTest.Engine.class, null),
  ANSWERER(QuestionAnswererAnnotatorTest.Engine.class, null),
  SUMMARIZER(DocumentSummarizerTest.Engine.class, null),
  TRANSLATOR(DocumentTranslator.class, FakeTranslatorModel.class);

  private final Class<? extends NeuralEngine> engine;
  private final Class<? extends NeuralResource> model;

  Engines(Class<? extends NeuralEngine> engine, Class<? extends NeuralResource> model) {
    this.engine = engine;
    this.model = model;
  }

  /** The types of annotations that it writes. */
  List<String> outputs() {
    return switch (this) {
      case RECOGNIZER -> List.of(TypeNames.NAMED_ENTITY);
      case CHUNKER -> List.of(TypeNames.CHUNK);
      case POS_TAGGER -> List.of(TypeNames.PART_OF_SPEECH);
      case EMBEDDER -> List.of(TypeNames.TOKEN_EMBEDDING, TypeNames.SENTENCE_EMBEDDING);
      case CLASSIFIER -> List.of(TypeNames.CATEGORY);
      case ANSWERER -> List.of(TypeNames.ANSWER);
      case SUMMARIZER -> List.of(TypeNames.SUMMARY);
      case TRANSLATOR -> List.of(TypeNames.TRANSLATION, TypeNames.TOKEN_ALIGNMENT);
    };
  }

  /** The engine without the fake. */
  AnalysisEngineDescription declared() throws ResourceInitializationException {
    return createEngineDescription(
        switch (this) {
          case CLASSIFIER -> TextClassifierAnnotator.class;
          case ANSWERER -> QuestionAnswererAnnotator.class;
          case SUMMARIZER -> DocumentSummarizer.class;
          default -> engine;
        });
  }

  /** The engine as it writes annotations of all kinds. */
  AnalysisEngineDescription description(TypeSystemDescription types, Object... parameters)
      throws ResourceInitializationException {
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    switch (this) {
      case POS_TAGGER -> all.addAll(List.of(PosTagger.PARAM_POS_TYPE, TypeNames.PART_OF_SPEECH));
      case EMBEDDER -> all.addAll(List.of(ContextualEmbedder.PARAM_GRANULARITY, "BOTH"));
      case CLASSIFIER, SUMMARIZER -> all.addAll(List.of(NeuralEngine.PARAM_MODEL_LOCATION, "fake"));
      case ANSWERER ->
          all.addAll(
              List.of(
                  NeuralEngine.PARAM_MODEL_LOCATION,
                  "fake",
                  QuestionAnswererAnnotator.PARAM_QUESTIONS,
                  new String[] {"Who left?", "Where does it rain?"}));
      case TRANSLATOR -> all.addAll(List.of(DocumentTranslator.PARAM_TOKEN_LINKS, true));
      case RECOGNIZER, CHUNKER -> {}
    }
    if (model != null) {
      all.add(SequenceAnnotator.RES_MODEL);
      all.add(
          createNamedResourceDescription(
              "fake", model, NeuralResource.PARAM_MODEL_LOCATION, "fake"));
    }
    return createEngineDescription(engine, types, all.toArray());
  }
}
