package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.EntityFinder;
import org.neuralannotators.tagger.EntityFinders;

/** GLiNER's models become bundles that find what the gliner package finds. */
class GlinerFolderTest {
  private static final double TOLERANCE = 2e-5;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert-span",
        "bert-span-plain",
        "bert-marker",
        "bert-token",
        "bert-token-spans",
        "deberta-span",
        "deberta-token",
      })
  void findsWhatTheGlinerPackageFinds(String name) throws IOException {
    List<List<String>> sentences = GlinerFixture.sentences();
    try (EntityFinder finder =
        EntityFinders.load(GlinerFixture.bundle(name, folder).toString())) {
      for (GlinerFixture.Expected expected : GlinerFixture.all(name)) {
        List<Tagging> found = finder.find(sentences, expected.query());
        expected
            .entities()
            .forEach((sentence, spans) -> assertSame(found.get(sentence).spans(), spans));
      }
    }
  }

  private static void assertSame(List<TaggedSpan> found, List<TaggedSpan> expected) {
    assertThat(found)
        .as("%s", expected)
        .usingElementComparator((one, other) -> one.matches(other) ? 0 : 1)
        .containsExactlyElementsOf(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).confidence())
          .isCloseTo(expected.get(i).confidence(), within(TOLERANCE));
    }
  }
}
