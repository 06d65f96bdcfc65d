package org.neuralannotators.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.TaggedSentence;

/** The tokens that are tagged: a file {@code token<TAB>tag}, cut into documents. */
final class Documents {
  /** System property: the file whose sentences are tagged. */
  static final String DATA = "bench.data";

  private Documents() {}

  /** The sentences of the file. */
  static List<List<String>> sentences() {
    return read(System.getProperty(DATA)).stream().map(TaggedSentence::tokens).toList();
  }

  /** The sentences of the file, so many a document. */
  static List<List<List<String>>> ofSize(int sentences) {
    List<List<String>> all = sentences();
    List<List<List<String>>> documents = new ArrayList<>();
    for (int i = 0; i < all.size(); i += sentences) {
      documents.add(all.subList(i, Math.min(all.size(), i + sentences)));
    }
    return documents;
  }

  static int tokens(List<List<String>> document) {
    return document.stream().mapToInt(List::size).sum();
  }

  static List<TaggedSentence> read(String file) {
    try {
      return ColumnFormat.TAB_SEPARATED.read(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Data [" + file + "] can't be read; expected lines token<TAB>tag, see -Dbench.data", e);
    }
  }
}
