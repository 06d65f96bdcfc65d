package org.neuralannotators.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.MaskedHead;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.importing.bert.BertImporter;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** Against the files and results of Hugging Face's Flax BERT; {@code make.py} made them. */
class HuggingFaceHeadsTest {
  private static Path file(String name) throws URISyntaxException {
    return Path.of(HuggingFaceHeadsTest.class.getResource("huggingface").toURI()).resolve(name);
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).intValue()).toArray();
  }

  private static double[] numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(
        element -> {
          if (element.isArray()) {
            element.forEach(number -> numbers.add(number.doubleValue()));
          } else {
            numbers.add(element.doubleValue());
          }
        });
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void headsOfAnImportedCheckpointGiveItsScores() throws IOException, URISyntaxException {
    EncoderCheckpoint checkpoint = BertImporter.read(file("."));
    BertArchitecture architecture = (BertArchitecture) checkpoint.architecture();
    try (EncoderNetwork network = EncoderNetwork.tied(architecture, EncoderDropout.NONE);
        Lanes lanes = Lanes.ofFloats(1)) {
      MaskedHead masked =
          new MaskedHead(
              network.parameters(),
              "",
              network.pieces(),
              network.hidden(),
              MaskedHead.Shape.ofBert(architecture, MaskedHeadShape.Decoder.TIED));
      RelationHead relation = new RelationHead(network.parameters(), network.hidden());
      network.parameters().allocateFloats();
      checkpoint.copyTo(network.encoder(), network.headParameters());
      JsonNode cases = new ObjectMapper().readTree(file("expected.json").toFile());
      assertThat(cases).hasSize(2);
      for (JsonNode expected : cases) {
        int[] ids = ints(expected.get("ids"));
        PieceBatch batch =
            new PieceBatch(new RaggedRows(ids.length), ids, ints(expected.get("segments")));
        lanes.onLane(
            lane -> {
              Pass pass = Pass.inference(lane.kernels(), lane.workspace());
              Matrix hidden = network.encoder().encode(pass, batch);
              int[] all = IntStream.range(0, ids.length).toArray();
              assertThat(masked.forward(pass, hidden, all).scores().toDoubles())
                  .containsExactly(numbers(expected.get("prediction_logits")), offset(1e-5));
              assertThat(relation.scores(pass, batch.rows(), hidden).toDoubles())
                  .containsExactly(numbers(expected.get("seq_relationship_logits")), offset(1e-5));
            });
      }
    }
  }
}
