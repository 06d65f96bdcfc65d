package org.neuralannotators.batch.command;

/** What a classifier gives a class; the names are those of the engine's parameter. */
enum ClassifiedUnit {
  SENTENCE,
  DOCUMENT
}
