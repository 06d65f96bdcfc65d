package org.neuralannotators.network.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.nd4j.common.io.Resource;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

class OneDnnTest {
  @Test
  void memoryOfADeviceIsNotForOneDnn() {
    Nd4jBackend own = Nd4j.getBackend();
    boolean before = OneDnn.isAvailable();
    Nd4j.backend = new DeviceBackend();
    try {
      assertThat(OneDnn.isAvailable()).isFalse();
    } finally {
      Nd4j.backend = own;
    }
    assertThat(OneDnn.isAvailable()).isEqualTo(before);
  }

  /** Stands for ND4J's CUDA backend. */
  private static final class DeviceBackend extends Nd4jBackend {
    @Override
    public Environment getEnvironment() {
      InvocationHandler onDevice =
          (proxy, method, arguments) -> method.getName().equals("isCPU") ? false : null;
      return (Environment)
          Proxy.newProxyInstance(
              getClass().getClassLoader(), new Class<?>[] {Environment.class}, onDevice);
    }

    @Override
    public boolean allowsOrder() {
      return true;
    }

    @Override
    public int getPriority() {
      return BACKEND_PRIORITY_GPU;
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public boolean canRun() {
      return true;
    }

    @Override
    public Resource getConfigurationResource() {
      return null;
    }

    @Override
    public Class<?> getNDArrayClass() {
      return null;
    }

    @Override
    public String buildInfo() {
      return "";
    }

    @Override
    public void logBackendInit() {}
  }
}
