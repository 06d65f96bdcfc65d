package org.neuralannotators.it.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Lets a peer tag documents for a while, from several threads. */
final class Turns<D> {
  private final Peer<D> peer;
  private final List<Prepared<D>> documents;
  private final int threads;
  private final long nanos;
  private final AtomicInteger next = new AtomicInteger();

  private record Prepared<D>(D document, int tokens) {}

  Turns(Peer<D> peer, List<List<List<String>>> documents, int threads, long seconds) {
    this.peer = peer;
    this.documents =
        documents.stream()
            .map(tokens -> new Prepared<>(peer.prepare(tokens), Documents.tokens(tokens)))
            .toList();
    this.threads = threads;
    nanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  String name() {
    return peer.name();
  }

  /** One turn; goes on with the documents where the last one stopped. */
  double tokensPerSecond() {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long begin = System.nanoTime();
      Callable<Long> work = () -> tagUntil(begin + nanos);
      long tokens = 0;
      for (Future<Long> done :
          pool.invokeAll(Stream.generate(() -> work).limit(threads).toList())) {
        tokens += done.get();
      }
      return tokens / ((System.nanoTime() - begin) / 1e9);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(peer.name() + " failed", e);
    } finally {
      pool.shutdown();
    }
  }

  private long tagUntil(long end) {
    long tokens = 0;
    while (System.nanoTime() < end) {
      Prepared<D> document = documents.get(Math.floorMod(next.getAndIncrement(), documents.size()));
      peer.tag(document.document());
      tokens += document.tokens();
    }
    return tokens;
  }
}
