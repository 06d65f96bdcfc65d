package org.neuralannotators.tagger;

import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.zeroshot.EntityQuery;

/** An entity finder that always looks for the same, as a tagger with these labels. */
record QueryTagger(EntityFinder finder, EntityQuery query, ModelManifest manifest)
    implements SequenceTagger {
  static QueryTagger of(EntityFinder finder, EntityQuery query) {
    LabelSet labels = LabelSet.of(TagScheme.BIO, query.labels());
    return new QueryTagger(finder, query, finder.manifest().withLabels(labels));
  }

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    return finder.find(sentences, query);
  }

  @Override
  public void close() {
    finder.close();
  }
}
