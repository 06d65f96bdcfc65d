package org.neuralannotators.it;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;

/** Holds each thread until all have come, and keeps what the documents say. */
public final class ThreadMeeting extends CasAnnotator_ImplBase {
  private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();
  private static final List<List<String>> RESULTS = new CopyOnWriteArrayList<>();
  private static volatile CyclicBarrier meeting;

  static void expect(int threads) {
    THREADS.clear();
    RESULTS.clear();
    meeting = new CyclicBarrier(threads);
  }

  static Set<Thread> threads() {
    return THREADS;
  }

  static List<List<String>> results() {
    return RESULTS;
  }

  @Override
  public void process(CAS cas) throws AnalysisEngineProcessException {
    THREADS.add(Thread.currentThread());
    RESULTS.add(Entities.of(cas));
    try {
      meeting.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new AnalysisEngineProcessException(e);
    }
  }
}
