package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;

/** Documents that come as tokens, many in one call of the tagger. */
final class TokenFinder implements EntityFinder {
  /** Enough short sentences to fill a few batches of the network. */
  private static final int DOCUMENTS = 64;

  private final InputKind kind;
  private final double minConfidence;
  private final SequenceTagger tagger;

  /** Loads the model. */
  TokenFinder(FinderSettings settings) throws IOException {
    kind = settings.kind();
    minConfidence = settings.minConfidence();
    tagger =
        SequenceTaggers.load(settings.model().location(), TaggerOptions.DEFAULT, TaggerTask.NER);
  }

  @Override
  public int batchSize() {
    return DOCUMENTS;
  }

  @Override
  public List<List<Row>> find(List<Row> documents) {
    List<List<List<String>>> texts = documents.stream().map(this::sentences).toList();
    Iterator<Tagging> taggings =
        tagger.tag(texts.stream().flatMap(List::stream).toList()).iterator();
    List<List<Row>> found = new ArrayList<>();
    for (List<List<String>> sentences : texts) {
      List<Row> entities = new ArrayList<>();
      for (int i = 0; i < sentences.size(); i++) {
        addEntities(i, sentences.get(i), taggings.next(), entities);
      }
      found.add(entities);
    }
    return found;
  }

  private List<List<String>> sentences(Row document) {
    if (kind == InputKind.TOKENS) {
      return List.of(tokens(document, 0));
    }
    List<List<String>> sentences = new ArrayList<>();
    for (Object sentence : document.getList(0)) {
      // As part of a row, an array of Scala's becomes a list without a word of Scala.
      sentences.add(tokens(RowFactory.create(sentence), sentences.size()));
    }
    return sentences;
  }

  private static List<String> tokens(Row sentence, int number) {
    if (sentence.isNullAt(0)) {
      throw new IllegalArgumentException("Sentence [" + number + "] is null; expected an array");
    }
    List<String> tokens = sentence.getList(0);
    int missing = tokens.indexOf(null);
    if (missing >= 0) {
      throw new IllegalArgumentException(
          "Token [" + missing + "] of sentence [" + number + "] is null; expected a string");
    }
    return tokens;
  }

  private void addEntities(int sentence, List<String> tokens, Tagging tagging, List<Row> entities) {
    for (TaggedSpan span : tagging.spans()) {
      if (span.confidence() >= minConfidence) {
        List<Object> entity = new ArrayList<>();
        if (kind == InputKind.SENTENCES) {
          entity.add(sentence);
        }
        entity.add(span.begin());
        entity.add(span.end());
        entity.add(String.join(" ", tokens.subList(span.begin(), span.end())));
        entity.add(span.label());
        entity.add(span.confidence());
        entities.add(RowFactory.create(entity.toArray()));
      }
    }
  }

  @Override
  public void close() {
    tagger.close();
  }
}
