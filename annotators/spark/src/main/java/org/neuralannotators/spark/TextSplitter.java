package org.neuralannotators.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.translate.text.Word;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.LanguageProcessing;

/** Splits plain text as the pipelines of a single machine do; one thread at a time. */
final class TextSplitter implements SentenceReader {
  private final String language;
  private final AnalysisEngine sentenceDetector;
  private final AnalysisEngine tokenizer;
  private final CAS cas;
  private final Type sentenceType;
  private final Type tokenType;

  /**
   * Loads the models.
   *
   * @throws IllegalArgumentException when there are none for the language
   */
  TextSplitter(String language) {
    this.language = language;
    try {
      sentenceDetector = produce(LanguageProcessing.sentences(language));
      tokenizer = produce(LanguageProcessing.tokens(language));
      cas = sentenceDetector.newCAS();
    } catch (ResourceInitializationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    sentenceType = cas.getTypeSystem().getType(TypeNames.SENTENCE);
    tokenType = cas.getTypeSystem().getType(TypeNames.TOKEN);
  }

  private static AnalysisEngine produce(AnalysisEngineDescription description)
      throws ResourceInitializationException {
    return UIMAFramework.produceAnalysisEngine(
        description, UIMAFramework.newDefaultResourceManager(), null);
  }

  /**
   * Refuses text that can't be split.
   *
   * @throws IllegalArgumentException when there are no models for the language
   */
  static void requireLanguage(String language) {
    try {
      LanguageProcessing.sentences(language);
    } catch (ResourceInitializationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Whether there are models for a language. */
  static boolean reads(String language) {
    try {
      requireLanguage(language);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public List<Sentence> read(Row columns) throws AnalysisEngineProcessException {
    String text = columns.getString(0);
    detectSentences(text);
    tokenizer.process(cas);
    List<Sentence> sentences = new ArrayList<>();
    for (AnnotationFS sentence : cas.<AnnotationFS>getAnnotationIndex(sentenceType)) {
      List<Annotation> tokens = cas.<Annotation>select(tokenType).coveredBy(sentence).asList();
      if (!tokens.isEmpty()) {
        sentences.add(TextSentence.of(text, tokens));
      }
    }
    return sentences;
  }

  /** Where the sentences of a text are. */
  List<Word> sentences(String text) {
    try {
      detectSentences(text);
    } catch (AnalysisEngineProcessException e) {
      throw new IllegalStateException(e);
    }
    List<Word> places = new ArrayList<>();
    cas.<AnnotationFS>getAnnotationIndex(sentenceType)
        .forEach(sentence -> places.add(new Word(sentence.getBegin(), sentence.getEnd())));
    return places;
  }

  private void detectSentences(String text) throws AnalysisEngineProcessException {
    cas.reset();
    cas.setDocumentLanguage(language);
    cas.setDocumentText(text);
    sentenceDetector.process(cas);
  }

  @Override
  public void close() {
    sentenceDetector.destroy();
    tokenizer.destroy();
  }

  /**
   * A sentence of a text.
   *
   * @param text the whole document's
   * @param begins where each token begins in the text
   * @param ends behind each token
   */
  private record TextSentence(String text, List<String> tokens, int[] begins, int[] ends)
      implements Sentence {
    static TextSentence of(String text, List<Annotation> tokens) {
      return new TextSentence(
          text,
          tokens.stream().map(AnnotationFS::getCoveredText).toList(),
          tokens.stream().mapToInt(AnnotationFS::getBegin).toArray(),
          tokens.stream().mapToInt(AnnotationFS::getEnd).toArray());
    }

    @Override
    public Object[] place(int begin, int end) {
      int first = begins[begin];
      int last = ends[end - 1];
      return new Object[] {first, last, text.substring(first, last)};
    }
  }
}
