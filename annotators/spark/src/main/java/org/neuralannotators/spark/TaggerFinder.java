package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Row;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.zeroshot.EntityQuery;

/** What taggers say of documents, as rows. */
final class TaggerFinder {
  private TaggerFinder() {}

  /** Entities or chunks. */
  static Finder<?> spans(FinderSettings settings, TaggerTask task) throws IOException {
    SpanFilter filter = settings.options().labels().filter();
    LabelMap map = settings.options().labels().map();
    return open(settings, task, (sentences, taggings) -> spans(sentences, taggings, filter, map));
  }

  /** Parts of speech. */
  static Finder<?> tags(FinderSettings settings) throws IOException {
    LabelMap map = settings.options().labels().map();
    return open(settings, TaggerTask.POS, (sentences, taggings) -> tags(sentences, taggings, map));
  }

  private static Finder<?> open(
      FinderSettings settings,
      TaggerTask task,
      BiFunction<List<Sentence>, List<Tagging>, Object> value)
      throws IOException {
    SentenceReader reader = settings.sentenceReader();
    EntityQuery query = task == TaggerTask.NER ? settings.options().query().read() : null;
    TaggerOptions options = TaggerOptions.of(settings.options().run().predictor(), query);
    SequenceTagger tagger = SequenceTaggers.load(settings.model().location(), options, task);
    return new SentenceFinder<>(reader, tagger.manifest(), tagger::tag, value, tagger::close);
  }

  private static Object spans(
      List<Sentence> sentences, List<Tagging> taggings, SpanFilter filter, LabelMap map) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      Sentence sentence = sentences.get(i);
      List<TaggedSpan> wanted =
          taggings.get(i).spans().stream()
              .filter(span -> filter.accepts(span, () -> sentence.text(span.begin(), span.end())))
              .toList();
      for (TaggedSpan span : map.map(wanted)) {
        rows.add(
            Rows.of(sentence.place(span.begin(), span.end()), span.label(), span.confidence()));
      }
    }
    return rows.toArray();
  }

  private static Object tags(List<Sentence> sentences, List<Tagging> taggings, LabelMap map) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      List<String> tags = taggings.get(i).tags(map);
      for (int t = 0; t < tags.size(); t++) {
        rows.add(
            Rows.of(
                sentences.get(i).place(t, t + 1),
                tags.get(t),
                taggings.get(i).confidences().get(t)));
      }
    }
    return rows.toArray();
  }
}
