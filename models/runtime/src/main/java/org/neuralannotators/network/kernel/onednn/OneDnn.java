package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;
import org.neuralannotators.network.kernel.HostAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** oneDNN's engine and stream on the CPU, one of each in a process. */
final class OneDnn {
  private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

  private OneDnn() {}

  /** Whether oneDNN loads on this platform and ND4J's memory is the CPU's. */
  static boolean isAvailable() {
    return HostAccess.isHostMemory() && Holder.AVAILABLE;
  }

  static engine engine() {
    return Holder.cpu;
  }

  static stream stream() {
    return Holder.queue;
  }

  static String version() {
    dnnl_version_t version = dnnl.dnnl_version();
    return version.major() + "." + version.minor() + "." + version.patch();
  }

  /** The best instructions that oneDNN found on this CPU. */
  static String instructionSet() {
    int found = dnnl.dnnl_get_effective_cpu_isa();
    for (dnnl.cpu_isa isa : dnnl.cpu_isa.values()) {
      if (isa.value == found) {
        return isa.name();
      }
    }
    return "oneDNN's number " + found;
  }

  /** Whether instructions are among those. */
  static boolean has(dnnl.cpu_isa instructions) {
    return (dnnl.dnnl_get_effective_cpu_isa() & instructions.value) == instructions.value;
  }

  /** A native address that can be moved without making an object for each place. */
  static final class Address extends FloatPointer {
    Address() {
      super((Pointer) null);
    }

    Address at(long place) {
      this.address = place;
      return this;
    }
  }

  private static final class Holder {
    static final boolean AVAILABLE;
    static engine cpu;
    static stream queue;

    static {
      // ND4J must load first: else JavaCPP 1.5.7 puts oneDNN's libgomp in the place of ND4J's in
      // its
      // cache, and other processes that run from there crash.
      Nd4j.getExecutioner();
      boolean loaded = false;
      try {
        cpu = new engine(org.bytedeco.dnnl.engine.kind.cpu, 0);
        queue = new stream(cpu, org.bytedeco.dnnl.stream.flags.default_flags);
        loaded = true;
        LOG.info("The kernels are oneDNN {} with {}", version(), instructionSet());
      } catch (LinkageError | RuntimeException e) {
        LOG.info("oneDNN can't be used here ({}): the kernels are ND4J operations", e.toString());
      }
      AVAILABLE = loaded;
    }
  }
}
