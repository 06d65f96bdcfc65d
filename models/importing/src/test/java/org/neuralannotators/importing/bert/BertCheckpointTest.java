package org.neuralannotators.importing.bert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.TensorBundle;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.Pooler;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.family.AlbertFamily;
import org.neuralannotators.importing.huggingface.family.Families;
import org.neuralannotators.importing.huggingface.family.Family;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;

/** From a checkpoint to an encoder and back again. */
class BertCheckpointTest {
  @TempDir private Path folder;

  private static EncoderCheckpoint throughAnEncoder(EncoderCheckpoint checkpoint, boolean pooled)
      throws IOException {
    EncoderArchitecture architecture = checkpoint.architecture();
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces =
            EmbeddingTable.ofFloats(
                EncoderArchitecture.PIECES,
                architecture.vocabulary(),
                architecture.embeddingSize())) {
      Encoder encoder = architecture.encoder(parameters, pieces, EncoderDropout.NONE);
      Pooler pooler = new Pooler(parameters, architecture.hidden());
      parameters.allocateLike(pieces);
      checkpoint.copyTo(encoder);
      if (pooled) {
        checkpoint.copyTo(pooler.parameters());
      }
      return checkpoint.with(encoder, pooled ? pooler.parameters() : List.of());
    }
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual).as(expected.name()).isNotNull();
    assertThat(actual.shape()).as(expected.name()).containsExactly(expected.shape());
    assertThat(actual.floats()).as(expected.name()).containsExactly(expected.floats());
  }

  @Test
  void anEncoderGivesBackTheTensorsThatItWasFilledWith() throws IOException {
    EncoderCheckpoint checkpoint = TinyBert.checkpoint(folder);
    EncoderCheckpoint back = throughAnEncoder(checkpoint, false);
    assertThat(back.tensors()).containsOnlyKeys(checkpoint.tensors().keySet());
    checkpoint.tensors().forEach((name, t) -> assertSame(back.tensors().get(name), t));
    assertThat(back.tokenizer().toBytes()).isEqualTo(checkpoint.tokenizer().toBytes());
    assertThat(back.architecture()).isEqualTo(checkpoint.architecture());
  }

  @Test
  void aBundleOfWhatAnEncoderGivesBackIsReadAsTheSame() throws IOException {
    EncoderCheckpoint back = throughAnEncoder(TinyBert.checkpoint(folder), false);
    Path bundle = folder.resolve("back");
    EncoderBundle.files(back).write(bundle, EncoderBundle.manifest(back, "back").build());
    try (ModelBundle opened = ModelBundle.open(bundle)) {
      EncoderCheckpoint read = EncoderBundle.read(opened);
      assertThat(read.tensors()).containsOnlyKeys(back.tensors().keySet());
      back.tensors().forEach((name, t) -> assertSame(read.tensors().get(name), t));
    }
  }

  /** The names of {@code AlbertForPreTraining} in transformers 4.46. */
  @ParameterizedTest
  @CsvSource({
    "albert,predictions.bias,cls.predictions.bias",
    "albert,predictions.dense.weight,cls.predictions.transform.dense.weight",
    "albert,predictions.LayerNorm.bias,cls.predictions.transform.LayerNorm.bias",
    "albert,sop_classifier.classifier.weight,cls.seq_relationship.weight",
    "bert,cls.predictions.transform.LayerNorm.gamma,cls.predictions.transform.LayerNorm.weight"
  })
  void headsOfOtherReleasesHaveTheNamesOfBert(String type, String name, String expected) {
    Family family = Families.of(JsonNodeFactory.instance.objectNode().put("model_type", type));
    assertThat(family.ours(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.albert_layers.0.attention.query.bias,0.attention.self.query.bias",
    "1.albert_layers.0.attention.dense.weight,1.attention.output.dense.weight",
    "1.albert_layers.2.ffn_output.bias,1.2.output.dense.bias",
    "10.albert_layers.1.full_layer_layer_norm.weight,10.1.output.LayerNorm.weight"
  })
  void layersOfAlbertHaveTheirGroupAndTheirPlaceInIt(String name, String expected) {
    assertThat(new AlbertFamily().ours("albert.encoder.albert_layer_groups." + name))
        .isEqualTo("encoder.layer." + expected);
  }

  @Test
  void matricesWithARowForEachInputComeBackWithOneForEachOutput()
      throws IOException, URISyntaxException {
    Path release = Path.of(BertCheckpointTest.class.getResource("tensorflow/release").toURI());
    EncoderCheckpoint google = ModelImporter.readEncoder(release);
    Tensor kernel =
        TensorBundle.open(release.resolve("bert_model.ckpt"))
            .tensor("bert/encoder/layer_1/intermediate/dense/kernel");
    assertThat(kernel.shape()).containsExactly(8, 16);
    float[] was = kernel.floats();
    Tensor pooler = google.tensors().get("pooler.dense.weight");
    for (boolean pooled : new boolean[] {true, false}) {
      EncoderCheckpoint back = throughAnEncoder(google, pooled);
      // The pooler is kept where it wasn't trained, and other heads aren't.
      assertThat(back.tensors().get("pooler.dense.weight") == pooler).isNotEqualTo(pooled);
      assertSame(back.tensors().get("pooler.dense.weight"), pooler);
      assertThat(back.tensors().keySet()).noneMatch(name -> name.startsWith("cls."));
      String name = "encoder.layer.1.intermediate.dense.weight";
      assertThat(google.tensors().get(name).shape()).containsExactly(16, 8);
      assertThat(google.tensors().get(name).floats()[5 * 8 + 3]).isEqualTo(was[3 * 16 + 5]);
      assertSame(back.tensors().get(name), google.tensors().get(name));
      assertThat(back.tensors().get(name).floats()[5 * 8 + 3]).isEqualTo(was[3 * 16 + 5]);
    }
  }
}
