package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.uima.cas.CAS;
import org.apache.uima.collection.CollectionProcessingEngine;
import org.apache.uima.collection.EntityProcessStatus;
import org.apache.uima.collection.StatusCallbackListener;

/** One run of a CPE; fails with the errors of its documents. */
final class CpeRun implements StatusCallbackListener {
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Exception> errors = new CopyOnWriteArrayList<>();

  private CpeRun() {}

  static void complete(CollectionProcessingEngine engine) throws Exception {
    CpeRun run = new CpeRun();
    engine.addStatusCallbackListener(run);
    engine.process();
    assertThat(run.end.await(2, TimeUnit.MINUTES)).as("the CPE has come to its end").isTrue();
    assertThat(run.errors).isEmpty();
  }

  @Override
  public void entityProcessComplete(CAS cas, EntityProcessStatus status) {
    errors.addAll(status.getExceptions());
  }

  @Override
  public void collectionProcessComplete() {
    end.countDown();
  }

  @Override
  public void aborted() {
    errors.add(new IllegalStateException("aborted"));
    end.countDown();
  }

  @Override
  public void initializationComplete() {}

  @Override
  public void batchProcessComplete() {}

  @Override
  public void paused() {}

  @Override
  public void resumed() {}
}
