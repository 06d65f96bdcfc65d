package org.neuralannotators.corenlp;

import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What an annotator works with, or why it can't be made. CoreNLP makes annotators by reflection: an
 * error of a constructor reaches the user, and the client of a server, as "MetaClass couldn't
 * create", with our sentence among the causes at best. So the constructor only tries; whoever asks
 * gets the error, and the first to ask is CoreNLP, for what the annotator requires, while it makes
 * the pipeline. What couldn't be made is tried again at each question, for CoreNLP keeps the
 * annotator, and a model may be put in its place later.
 *
 * <p>Thread-safe.
 *
 * @param <T> what is made
 */
final class Deferred<T> {
  private final Supplier<T> maker;
  private volatile T made;

  /**
   * Tries to make it.
   *
   * @param maker throws what the user shall read
   */
  Deferred(Supplier<T> maker) {
    this.maker = maker;
    try {
      get();
    } catch (RuntimeException e) {
      // Comes again, where it is read.
    }
  }

  /** Makes it if it isn't there yet, and throws what the maker throws. */
  T get() {
    T present = made;
    return present == null ? make() : present;
  }

  private synchronized T make() {
    if (made == null) {
      try {
        made = maker.get();
      } catch (IllegalArgumentException e) {
        throw isAscii(e) ? e : new IllegalArgumentException(ascii(e), e);
      } catch (UncheckedIOException e) {
        throw isAscii(e) ? e : new UncheckedIOException(ascii(e), e.getCause());
      }
    }
    return made;
  }

  private static boolean isAscii(RuntimeException error) {
    String message = error.getMessage();
    return message == null || message.chars().allMatch(Deferred::isAscii);
  }

  private static boolean isAscii(int character) {
    return character < 0x80;
  }

  /** CoreNLP's server announces as many bytes as a message has characters, and sends no more. */
  private static String ascii(RuntimeException error) {
    return error
        .getMessage()
        .chars()
        .mapToObj(c -> isAscii(c) ? Character.toString(c) : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }

  /** Does something with it if it could be made. */
  void ifMade(Consumer<T> action) {
    T present = made;
    if (present != null) {
      action.accept(present);
    }
  }
}
