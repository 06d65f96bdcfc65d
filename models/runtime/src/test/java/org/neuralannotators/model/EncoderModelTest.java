package org.neuralannotators.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.TokenSequence;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.head.ClassHead;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.TagHead;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Activation;

/** Models of an encoder with two heads, as a task might have them. */
class EncoderModelTest {
  private record Heads(ClassHead classes, TagHead tags) {}

  private record Shape(BertArchitecture encoder) {}

  private static final ModelLayout<Shape, Heads> LAYOUT =
      new ModelLayout<>("two-heads", Shape.class, Shape::encoder, EncoderModelTest::heads);

  private static final LabelSet LABELS = LabelSet.of(TagScheme.BIO, List.of("PER"));

  private static final TokenSequence SEQUENCE =
      new TokenSequence(PieceSequence.of(2, 9, 6, 3), new int[] {1, 2}, new int[] {1, 1});

  @TempDir private Path folder;

  private static Heads heads(EncoderNetwork network, ModelSpec<Shape> spec) {
    return new Heads(
        new ClassHead(network.parameters(), network.hidden(), PoolerShape.BERT, 2, 0),
        new TagHead(
            network.parameters(),
            network.hidden(),
            new TagHead.Shape(TagPooling.FIRST, true, null),
            TransitionConstraints.none(spec.tags().size()),
            0));
  }

  private static List<double[]> scores(EncoderModel<Shape, Heads> model) {
    List<double[]> scores = new ArrayList<>();
    try (Lanes lanes = Lanes.ofFloats(1)) {
      lanes.onLane(
          lane -> {
            List<TokenSequence> one = List.of(SEQUENCE);
            EncoderNetwork network = model.network();
            scores.addAll(network.scores(lane.inference(), one, model.head().classes()));
            scores.addAll(network.scores(lane.inference(), one, model.head().tags()));
          });
    }
    return scores;
  }

  private static ModelSpec<Shape> spec(EncoderCheckpoint checkpoint) {
    return new ModelSpec<>(new Shape((BertArchitecture) checkpoint.architecture()), LABELS);
  }

  @Test
  void severalHeadsGoThroughABundle() throws IOException {
    EncoderCheckpoint checkpoint = TinyBert.checkpoint(folder);
    Path bundle = folder.resolve("two-heads");
    List<double[]> written;
    try (EncoderModel<Shape, Heads> model =
        EncoderModel.untrained(LAYOUT, spec(checkpoint), checkpoint.tokenizer())) {
      model.network().initialize(new Random(1));
      checkpoint.copyTo(model.network().encoder());
      written = scores(model);
      model.files(TensorType.F32).write(bundle, model.manifest("tiny").build());
    }
    assertThat(written).extracting(scores -> scores.length).containsExactly(2, 2 * LABELS.size());
    try (ModelBundle opened = ModelBundle.open(bundle);
        EncoderModel<Shape, Heads> model = EncoderModel.read(LAYOUT, opened)) {
      assertThat(model.spec().tags().tags()).isEqualTo(LABELS.tags());
      List<double[]> read = scores(model);
      for (int i = 0; i < read.size(); i++) {
        assertThat(read.get(i)).containsExactly(written.get(i), offset(1e-5));
      }
    }
  }

  @Test
  void whatADescriptionLacksIsNamedAndItsBundleToo() throws IOException {
    EncoderCheckpoint checkpoint = TinyBert.checkpoint(folder);
    Shape shape = spec(checkpoint).architecture();
    assertThatThrownBy(
            () ->
                EncoderModel.untrained(
                    LAYOUT, new ModelSpec<>(shape, List.of("PER")), checkpoint.tokenizer()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[tagScheme]");
    BertArchitecture narrow =
        new BertArchitecture(1, 1, 4, 4, 8, 5, 2, Activation.GELU, 1e-12, 4, false);
    assertThatThrownBy(
            () ->
                EncoderModel.untrained(
                    LAYOUT, new ModelSpec<>(new Shape(narrow), LABELS), checkpoint.tokenizer()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at most [5]");
    Path bundle = folder.resolve("narrow");
    try (EncoderModel<Shape, Heads> model =
        EncoderModel.untrained(LAYOUT, spec(checkpoint), checkpoint.tokenizer())) {
      model.network().initialize(new Random(1));
      model
          .files(TensorType.F32)
          .write(bundle, ModelManifest.builder("two-heads", "narrow").network(shape).build());
    }
    try (ModelBundle opened = ModelBundle.open(bundle)) {
      assertThatThrownBy(() -> EncoderModel.read(LAYOUT, opened))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("narrow")
          .hasMessageContaining("[tagScheme]");
    }
  }
}
