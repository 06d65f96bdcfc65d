package org.neuralannotators.it.bench;

import java.util.List;

/**
 * A program that tags named entities.
 *
 * @param <D> a document in the form that it works on, so that making it isn't measured
 */
interface Peer<D> {
  String name();

  /** The document with nothing but tokens and what else the program needs before it tags. */
  D prepare(List<List<String>> document);

  /** Tags a document; called from several threads. */
  void tag(D document);
}
