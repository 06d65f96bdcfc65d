package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GpuTest {
  @Test
  void gpuThatTheBackendWasBuiltForIsUsable() {
    assertThat(Gpu.verdict("NVIDIA A10, 8.6")).startsWith("NVIDIA A10").contains("usable");
  }

  @Test
  void newerGpuIsRefusedWithItsCapability() {
    assertThat(Gpu.verdict("NVIDIA H200, 9.0")).contains("9.0").contains("can't be used");
  }

  @Test
  void answerThatIsNoCapabilityIsShown() {
    assertThat(Gpu.verdict("what?")).contains("[what?]");
  }
}
