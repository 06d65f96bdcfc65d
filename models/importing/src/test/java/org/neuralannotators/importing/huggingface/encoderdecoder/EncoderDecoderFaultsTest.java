package org.neuralannotators.importing.huggingface.encoderdecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.generate.EarlyStopping;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.family.Task;
import org.neuralannotators.translate.TranslatorModel;

/** What the files of models with encoder and decoder say in other ways, and what is refused. */
class EncoderDecoderFaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Path changed(String name, String file, String field, String value) throws IOException {
    JsonNode json = JSON.readTree(value);
    Path source = ReferenceTranslator.write(name, folder);
    ReferenceTranslator.change(source.resolve(file), config -> config.set(field, json));
    return source;
  }

  private static void refused(Path source, Choice choice, String... parts) {
    assertThatThrownBy(() -> ModelImporter.read(source, choice))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bart | architectures | ['BartForSequenceClassification']",
        "t5 | architectures | ['T5EncoderModel']",
        "marian | normalize_before | true",
        "marian | activation_function | 'softplus'",
        "m2m100 | decoder_attention_heads | 4",
        "mbart | tie_encoder_decoder | true",
        "pegasus | static_position_embeddings | false",
        "t5 | feed_forward_proj | 'gated-tan'",
        "bart | d_model | 'wide'",
        "nllb | quantization_config | {}",
      })
  void aConfigurationThatChangesTheMathematicsIsRefusedByName(
      String name, String field, String value) throws IOException {
    String quoted = value.replace('\'', '"');
    Path source = changed(name, "config.json", field, quoted);
    refused(
        source, Choice.NONE, source.resolve("config.json") + "]", "[" + field + "]", "expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num_beam_groups | 2",
        "diversity_penalty | 0.5",
        "encoder_no_repeat_ngram_size | 3",
        "penalty_alpha | 0.6",
        "early_stopping | 'often'",
        "forced_eos_token_id | [1, 2]",
        "eos_token_id | 100000",
        "bad_words_ids | [['a']]",
        "num_beams | 0",
      })
  void aSearchThatIsntKnownIsRefusedByName(String field, String value) throws IOException {
    Path source = changed("m2m100", "generation_config.json", field, value.replace('\'', '"'));
    refused(source, Choice.NONE, source.toString(), field.replace("num_beams", "beams"));
  }

  @Test
  void itHasNoOtherHead() throws IOException {
    Path source = ReferenceTranslator.write("bart", folder);
    refused(source, Choice.NONE.withHead(Task.NONE), source.toString(), "Leave out [--head NONE]");
  }

  @Test
  void tensorsThatAreMissingAreNamed() throws IOException {
    Path source = changed("t5", "config.json", "num_decoder_layers", "3");
    refused(source, Choice.NONE, "decoder.block.2.layer.0.SelfAttention.q.weight", "is missing");
  }

  @Test
  void aTokenizerWithMorePiecesThanEmbeddingsIsRefused() throws IOException {
    Path source = ReferenceTranslator.write("marian", folder);
    ReferenceTranslator.change(source.resolve("vocab.json"), json -> json.put("more", json.size()));
    refused(source, Choice.NONE, source.toString(), "expected no more");
  }

  @Test
  void aMissingModelOfPiecesIsNamed() throws IOException {
    Path source = ReferenceTranslator.write("marian", folder);
    Files.delete(source.resolve("target.spm"));
    refused(source, Choice.NONE, source.toString(), "target.spm");
  }

  private static GenerationSettings settings(Path source) throws IOException {
    try (ImportedModel imported = ModelImporter.read(source, Choice.NONE)) {
      return ((ImportedTranslator) imported).model().generation().orElseThrow();
    }
  }

  @Test
  void theSearchIsThatOfItsOwnFile() throws IOException {
    GenerationSettings settings = settings(ReferenceTranslator.write("bart", folder));
    assertThat(settings.beams()).isEqualTo(4);
    assertThat(settings.lengthPenalty()).isEqualTo(2);
    assertThat(settings.earlyStopping()).isEqualTo(EarlyStopping.WHEN_FULL);
    assertThat(settings.maximumLength()).isEqualTo(23);
    assertThat(settings.minimumLength()).isEqualTo(8);
    assertThat(settings.pieces().noRepeatNgram()).isEqualTo(3);
    assertThat(settings.pieces().forcedBegin()).containsExactly(0);
    assertThat(settings.pieces().forcedEnd()).isEqualTo(2);
  }

  @Test
  void theSearchIsElseThatOfTheOnlyTask() throws IOException {
    Path source =
        changed(
            "bart-base",
            "config.json",
            "task_specific_params",
            "{\"summarization\": {\"num_beams\": 7, \"prefix\": \"to sum up: \"}}");
    try (ImportedModel imported = ModelImporter.read(source, Choice.NONE)) {
      TranslatorModel model = ((ImportedTranslator) imported).model();
      assertThat(model.generation().orElseThrow().beams()).isEqualTo(7);
      assertThat(model.generation().orElseThrow().pieces().forcedEnd()).isEqualTo(2);
      assertThat(model.rules().template().taskPrefix()).isEqualTo("to sum up: ");
    }
  }

  @Test
  void severalTasksSayNothing() throws IOException {
    Path source =
        changed(
            "bart-base",
            "config.json",
            "task_specific_params",
            "{\"one\": {\"num_beams\": 7, \"prefix\": \"a\"}, \"other\": {\"num_beams\": 8}}");
    assertThat(settings(source).beams()).isEqualTo(4);
  }

  @Test
  void anOldSwitchForcesTheBegin() throws IOException {
    Path source = changed("bart-base", "config.json", "force_bos_token_to_be_generated", "true");
    assertThat(settings(source).pieces().forcedBegin()).isEqualTo(List.of(0));
  }
}
