package org.neuralannotators.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/** Small sound bundles for tests. */
public final class TestBundles {
  public static final String KIND = "test-tagger";

  private TestBundles() {}

  public static ModelManifest manifest() {
    return ModelManifest.builder(KIND, "tiny")
        .language("en")
        .description("A bundle for tests")
        .licence("CC0-1.0")
        .labels(LabelSet.of(TagScheme.BIOES, List.of("PER", "LOC")))
        .network(Map.of("units", 3))
        .trainedOn("made up", "CC0-1.0", "nobody")
        .score("dev", "f1", 0.5)
        .build();
  }

  public static BundleWriter writer() {
    return new BundleWriter()
        .add("words.txt", "a\nb\n".getBytes(StandardCharsets.UTF_8))
        .add(
            "weights/all.safetensors",
            new SafeTensorsWriter().add("w", TensorType.F32, new float[] {1, 2}, 2).toBytes());
  }

  public static Path write(Path target) throws IOException {
    writer().write(target, manifest());
    return target;
  }
}
