package org.neuralannotators.bundle.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.TestBundles;

class ModelRegistryTest {
  private static final class Model implements AutoCloseable {
    private final AtomicInteger closed;

    Model(AtomicInteger closed) {
      this.closed = closed;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  @TempDir private Path folder;
  private String location;

  @BeforeEach
  void writeBundle() throws IOException {
    location = TestBundles.write(folder.resolve("tiny")).toString();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(ModelRegistry.size()).isZero();
  }

  private Lease<Model> acquire(String variant) throws IOException {
    return ModelRegistry.acquire(
        location,
        variant,
        Model.class,
        bundle -> {
          bundle.requireKind(TestBundles.KIND);
          loads.incrementAndGet();
          return new Model(closed);
        });
  }

  @Test
  void lastCloseClosesTheModel() throws IOException {
    Lease<Model> first = acquire("");
    Lease<Model> second = acquire("");
    assertThat(first.model()).isSameAs(second.model());
    first.close();
    first.close();
    assertThat(closed).hasValue(0);
    assertThatThrownBy(first::model).isInstanceOf(IllegalStateException.class);
    second.close();
    assertThat(closed).hasValue(1);
    acquire("").close();
    assertThat(loads).hasValue(2);
  }

  @Test
  void variantsAndReplacedBundlesAreDifferentModels() throws IOException {
    try (Lease<Model> first = acquire("cpu");
        Lease<Model> second = acquire("gpu")) {
      assertThat(first.model()).isNotSameAs(second.model());
      new BundleWriter().write(Path.of(location), TestBundles.manifest());
      try (Lease<Model> third = acquire("cpu")) {
        assertThat(third.model()).isNotSameAs(first.model());
      }
    }
  }

  @Test
  void failingLoadLeavesNothingBehind() throws IOException {
    assertThatThrownBy(
            () ->
                ModelRegistry.acquire(
                    location,
                    Model.class,
                    bundle -> {
                      throw new BundleException("no");
                    }))
        .isInstanceOf(BundleException.class)
        .hasMessage("no");
    assertThat(ModelRegistry.size()).isZero();
    acquire("").close();
    assertThat(loads).hasValue(1);
  }

  @Test
  void concurrentAcquiresLoadOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Lease<Model> held = acquire("")) {
      assertThat(held.model()).isNotNull();
      List<Future<Lease<Model>>> leases = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        leases.add(threads.submit(() -> acquire("parallel")));
      }
      for (Future<Lease<Model>> lease : leases) {
        assertThat(lease.get().model()).isSameAs(leases.get(0).get().model());
      }
      assertThat(loads).hasValue(2);
      for (Future<Lease<Model>> lease : leases) {
        lease.get().close();
      }
      assertThat(closed).hasValue(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void acquiringAndClosingRaceWithoutHarm() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> rounds = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        rounds.add(
            threads.submit(
                () -> {
                  try (Lease<Model> lease = acquire("")) {
                    assertThat(lease.model()).isNotNull();
                  }
                  return null;
                }));
      }
      for (Future<?> round : rounds) {
        round.get();
      }
      assertThat(closed.get()).isEqualTo(loads.get());
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void droppedLeaseIsFreedByTheCollector() throws Exception {
    drop();
    for (int i = 0; i < 200 && closed.get() == 0; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(closed).hasValue(1);
  }

  private void drop() throws IOException {
    assertThat(acquire("").model()).isNotNull();
  }
}
