package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.TypeSystemDescriptionFactory.createTypeSystemDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.fit.util.JCasUtil;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.NeuralNamedEntity;
import org.neuralannotators.types.Sentence;
import org.neuralannotators.types.Token;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;

/** Our types as classes, which programmers read and make. */
class JcasClassesIT {
  private static final String TEXT = "Angela Merkel was born in Hamburg .";

  @Test
  void everyTypeHasItsClass() throws Exception {
    for (TypeDescription type : createTypeSystemDescription(TypeNames.TYPE_SYSTEM).getTypes()) {
      assertThat(Class.forName(type.getName())).isAssignableTo(Annotation.class);
    }
  }

  @Test
  void whatAnEngineFoundIsSelectedByItsClass() throws Exception {
    JCas document = JCasFactory.createText(TEXT, "en");
    createEngine(LanguageProcessing.namedEntities("en")).process(document);

    assertThat(JCasUtil.select(document, NeuralNamedEntity.class))
        .extracting(NeuralNamedEntity::getCoveredText, NeuralNamedEntity::getValue)
        .containsExactly(tuple("Angela Merkel", "PER"), tuple("Hamburg", "LOC"));
    assertThat(JCasUtil.select(document, NeuralNamedEntity.class))
        .allSatisfy(
            entity -> {
              assertThat(entity.getConfidence()).isBetween(0.5, 1.0);
              assertThat(entity.getModelId()).isEqualTo("en-ner");
            });
  }

  @Test
  void enginesReadTokensThatAProgramMade() throws Exception {
    JCas document = JCasFactory.createText(TEXT, "en");
    fill(document);
    createEngine(createEngineDescription(NamedEntityRecognizer.class)).process(document);
    assertThat(JCasUtil.select(document, NeuralNamedEntity.class))
        .extracting(NeuralNamedEntity::getCoveredText)
        .containsExactly("Angela Merkel", "Hamburg");
  }

  private static void fill(JCas document) {
    new Sentence(document, 0, TEXT.length()).addToIndexes();
    int begin = 0;
    for (String word : TEXT.split(" ", -1)) {
      new Token(document, begin, begin + word.length()).addToIndexes();
      begin += word.length() + 1;
    }
  }

  @Test
  void aTypeOfOursWithoutAFeatureIsStillReadAndWritten() throws Exception {
    TypeSystemDescription fewer =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    for (String type : List.of(TypeNames.SENTENCE, TypeNames.TOKEN, TypeNames.NAMED_ENTITY)) {
      fewer.addType(type, "", CAS.TYPE_NAME_ANNOTATION);
    }
    JCas document = JCasFactory.createJCas(fewer);
    document.setDocumentText(TEXT);
    fill(document);
    createEngine(createEngineDescription(NamedEntityRecognizer.class, fewer)).process(document);
    assertThat(JCasUtil.select(document, NeuralNamedEntity.class))
        .extracting(NeuralNamedEntity::getCoveredText)
        .containsExactly("Angela Merkel", "Hamburg");
  }

  /** UIMA keeps the places of a class' features for as long as the class is loaded. */
  @Test
  void typesToWhichAnApplicationAddsFeaturesWorkBesideOurs() throws Exception {
    TypeSystemDescription own =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    own.addType(TypeNames.TOKEN, "", CAS.TYPE_NAME_ANNOTATION)
        .addFeature("lemma", "", CAS.TYPE_NAME_STRING);
    own.addType(TypeNames.NAMED_ENTITY, "", CAS.TYPE_NAME_ANNOTATION)
        .addFeature("link", "", CAS.TYPE_NAME_STRING);
    TypeSystemDescription ours = createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
    for (TypeSystemDescription types :
        List.of(
            ours,
            CasCreationUtils.mergeTypeSystems(List.of(own, ours)),
            CasCreationUtils.mergeTypeSystems(List.of(ours, own)))) {
      JCas document = JCasFactory.createJCas(types);
      document.setDocumentText(TEXT);
      Token token = new Token(document, 0, 6);
      token.setPos("PROPN");
      NeuralNamedEntity entity = new NeuralNamedEntity(document, 0, 13);
      entity.setConfidence(0.75);
      entity.setValue("PER");
      assertThat(token.getPos()).isEqualTo("PROPN");
      assertThat(entity.getConfidence()).isEqualTo(0.75);
      assertThat(entity.getValue()).isEqualTo("PER");
    }
  }
}
