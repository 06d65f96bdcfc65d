package org.neuralannotators.uima;

import java.util.HashSet;
import java.util.Set;
import org.apache.uima.util.Logger;

/** What an engine says in the log, each sentence once. Belongs to the engine's thread. */
final class Warnings {
  private final Logger logger;
  private final Set<String> said = new HashSet<>();

  Warnings(Logger logger) {
    this.logger = logger;
  }

  void once(String message) {
    if (said.add(message)) {
      logger.warn(message + " This is said once.");
    }
  }
}
