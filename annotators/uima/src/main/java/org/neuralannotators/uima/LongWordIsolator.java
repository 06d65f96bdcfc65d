package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.neuralannotators.types.TypeNames;

/**
 * Takes what is far too long for a word, such as encoded data, out of its sentence: it becomes a
 * token of its own, and what is before and behind it sentences. OpenNLP's tokenizer needs time in
 * the square of a word's length and would hang. One thread at a time, like every UIMA engine.
 */
@ResourceMetaData(
    name = "Long Word Isolator",
    description = "Makes a token of each word that is too long for a tokenizer.",
    vendor = "org.neuralannotators")
public final class LongWordIsolator extends CasAnnotator_ImplBase {
  private static final int LONGEST_WORD = 1000;

  @Override
  public void process(CAS view) {
    Type sentence = view.getTypeSystem().getType(TypeNames.SENTENCE);
    List<AnnotationFS> sentences = new ArrayList<>();
    view.<AnnotationFS>getAnnotationIndex(sentence).forEach(sentences::add);
    sentences.forEach(candidate -> isolate(view, candidate));
  }

  private static void isolate(CAS view, AnnotationFS sentence) {
    String text = view.getDocumentText();
    int rest = sentence.getBegin();
    int word = skip(text, rest, sentence.getEnd(), true);
    while (word < sentence.getEnd()) {
      int end = skip(text, word, sentence.getEnd(), false);
      if (end - word > LONGEST_WORD) {
        add(view, TypeNames.SENTENCE, rest, word);
        add(view, TypeNames.TOKEN, word, end);
        rest = end;
      }
      word = skip(text, end, sentence.getEnd(), true);
    }
    if (rest > sentence.getBegin()) {
      add(view, TypeNames.SENTENCE, rest, sentence.getEnd());
      view.removeFsFromIndexes(sentence);
    }
  }

  /** The first position that isn't whitespace, or that is. */
  private static int skip(String text, int begin, int end, boolean whitespace) {
    int position = begin;
    while (position < end && isWhitespace(text.charAt(position)) == whitespace) {
      position++;
    }
    return position;
  }

  private static boolean isWhitespace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static void add(CAS view, String type, int begin, int end) {
    if (skip(view.getDocumentText(), begin, end, true) < end) {
      view.addFsToIndexes(view.createAnnotation(view.getTypeSystem().getType(type), begin, end));
    }
  }
}
