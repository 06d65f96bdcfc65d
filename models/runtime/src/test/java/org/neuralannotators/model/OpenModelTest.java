package org.neuralannotators.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.LaneMemory;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.RunOptions;

/** The computation gives the number of the load that it came from. */
class OpenModelTest {
  private static final ModelManifest MANIFEST = ModelManifest.builder("counter", "tiny").build();
  private static final RunOptions ONE_THREAD = RunOptions.DEFAULT.withNumThreads(1);

  private interface Face extends Predictor {}

  private interface OtherFace extends Predictor {}

  @TempDir private Path folder;
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicInteger freed = new AtomicInteger();

  @BeforeEach
  void writeBundle() throws IOException {
    new BundleWriter().write(folder.resolve("tiny"), MANIFEST);
  }

  private LoadedModel<Supplier<Integer>> loaded() {
    int number = loads.incrementAndGet();
    return new LoadedModel<>("counter", MANIFEST, () -> number, freed::incrementAndGet);
  }

  private OpenModel<Supplier<Integer>> shared(Class<? extends Predictor> face, String options)
      throws IOException {
    return OpenModel.shared(face, folder.resolve("tiny").toString(), options, bundle -> loaded());
  }

  private static int number(OpenModel<Supplier<Integer>> model) {
    return model.run(Supplier::get);
  }

  private void collectUntilFreed() throws InterruptedException {
    for (int i = 0; i < 200 && freed.get() == 0; i++) {
      System.gc();
      Thread.sleep(10);
    }
  }

  @Test
  void theSameFaceWithTheSameOptionsSharesAModelThatIsFreedWithItsLastUser() throws IOException {
    List<OpenModel<Supplier<Integer>>> users =
        List.of(
            shared(Face.class, "fast"),
            shared(Face.class, "fast"),
            shared(Face.class, "slow"),
            shared(OtherFace.class, "fast"));
    assertThat(users).extracting(OpenModelTest::number).containsExactly(1, 1, 2, 3);
    users.get(0).close();
    users.get(0).close();
    assertThat(freed).hasValue(0);
    assertThat(number(users.get(1))).isEqualTo(1);
    users.get(1).close();
    assertThat(freed).hasValue(1);
    users.forEach(OpenModel::close);
    assertThat(freed).hasValue(3);
  }

  @Test
  void aClosedModelSaysSo() throws IOException {
    for (OpenModel<Supplier<Integer>> model :
        List.of(OpenModel.own(loaded()), shared(Face.class, ""))) {
      model.close();
      assertThatThrownBy(() -> model.run(Supplier::get))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The counter [tiny] is closed; load it again");
    }
    assertThat(freed).hasValue(2);
  }

  @Test
  void aDroppedModelIsFreedByTheCollector() throws InterruptedException {
    drop();
    collectUntilFreed();
    assertThat(freed).hasValue(1);
  }

  private void drop() {
    assertThat(number(OpenModel.own(loaded()))).isEqualTo(1);
  }

  @Test
  void aModelThatIsDroppedWhileItComputesIsKeptForTheResult() {
    int before =
        OpenModel.own(loaded())
            .run(
                computation -> {
                  for (int i = 0; i < 20; i++) {
                    System.gc();
                  }
                  return freed.get();
                });
    assertThat(before).isZero();
  }

  @Test
  void aComputationThatCannotBeMadeLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                LoadedModel.onLanes(
                    "counter",
                    MANIFEST,
                    ONE_THREAD,
                    freed::incrementAndGet,
                    lanes -> {
                      throw new IllegalArgumentException("no");
                    }))
        .hasMessage("no");
    assertThat(freed).hasValue(1);
  }

  @Test
  void theMemoryOfTheLanesIsFreedWithTheModel() {
    Lanes[] lane = new Lanes[1];
    LoadedModel<String> model =
        LoadedModel.onLanes(
            "counter",
            MANIFEST,
            ONE_THREAD,
            freed::incrementAndGet,
            lanes -> {
              lane[0] = lanes;
              return "";
            });
    assertThat(LaneMemory.isFreedBy(lane[0], model::close)).isTrue();
    assertThat(freed).hasValue(1);
  }
}
