package org.neuralannotators.split;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.bundle.registry.ModelRepository;

/** Loads splitters. Thread-safe. */
public final class TextSplitters {
  private static final String TASK = "tokens";

  private TextSplitters() {}

  /** The name of the bundle for a language, such as {@code en-tokens}. */
  public static String bundleName(String language) {
    return ModelRepository.bundleName(language, TASK, "");
  }

  /**
   * The splitter of a bundle. Whoever loads the same bundle shares one model.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @throws BundleException when there is no such bundle or it holds no splitter
   */
  public static TextSplitter load(String location) throws IOException {
    return new SharedSplitter(
        ModelRegistry.acquire(location, LinearSplitter.class, LinearSplitter::read));
  }

  /** A lease on a splitter. */
  private record SharedSplitter(Lease<LinearSplitter> lease) implements TextSplitter {
    @Override
    public List<TextRange> sentences(String text, TextRange part) {
      return lease.model().sentences(text, part);
    }

    @Override
    public List<TextRange> tokens(String text, TextRange sentence) {
      return lease.model().tokens(text, sentence);
    }

    @Override
    public ModelManifest manifest() {
      return lease.model().manifest();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
