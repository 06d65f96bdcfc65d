package org.neuralannotators.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.Tagging;

class TaggerTaskTest {
  private boolean closed;

  @Test
  void namesBundlesByLanguageTaskAndVariant() {
    assertThat(TaggerTask.NER.bundleName("en", "")).isEqualTo("en-ner");
    assertThat(TaggerTask.POS.bundleName("nl", "small")).isEqualTo("nl-pos-small");
  }

  @Test
  void theSchemeTellsTheTask() throws BundleException {
    SequenceTagger spans = tagger(TagScheme.BIOES);
    SequenceTagger plain = tagger(TagScheme.NONE);
    assertThat(TaggerTask.NER.require(spans)).isSameAs(spans);
    assertThat(TaggerTask.POS.require(plain)).isSameAs(plain);
    assertThat(closed).isFalse();
  }

  @Test
  void aTaggerOfAnotherTaskIsClosedAndNamed() {
    assertThatThrownBy(() -> TaggerTask.POS.require(tagger(TagScheme.BIOES)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[mine] has the tag scheme [BIOES]")
        .hasMessageContaining("[en-pos]");
    assertThat(closed).isTrue();
    assertThatThrownBy(() -> TaggerTask.NER.require(tagger(TagScheme.NONE)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[mine] has the tag scheme [NONE]")
        .hasMessageContaining("[en-ner]");
  }

  private SequenceTagger tagger(TagScheme scheme) {
    return new SequenceTagger() {
      @Override
      public List<Tagging> tag(List<? extends List<String>> sentences) {
        return List.of();
      }

      @Override
      public ModelManifest manifest() {
        return ModelManifest.builder(BiLstmCrfModel.KIND, "mine")
            .labels(LabelSet.of(scheme, List.of("X")))
            .build();
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }
}
