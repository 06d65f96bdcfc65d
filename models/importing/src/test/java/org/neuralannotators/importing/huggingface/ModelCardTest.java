package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCardTest {
  @TempDir private Path folder;

  private ModelCard card(String text) throws IOException {
    Files.writeString(folder.resolve("README.md"), text);
    return ModelCard.of(folder);
  }

  /** As cards on the hub have it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "language: en | en",
        "language: \"no\" | no",
        "language: pt-br # of Brazil | pt-br",
        "language:\\n- de | de",
        "language:\\n  - 'de'\\n  - de | de",
        "language:\\n- en\\n- de\\nlicense: mit | mul",
        "language: [en, fr] | mul",
        "language: multilingual | mul",
        "language:\\n- multilingual\\n- en | mul",
        "language: code |",
        "language: |",
        "language: {} |",
        "tags:\\n- en |",
        "model-index:\\n- name: x\\n  language: fr |"
      })
  void theLanguageIsThatOfTheTexts(String yaml, String language) throws IOException {
    ModelCard card = card("---\n" + yaml.replace("\\n", "\n") + "\n---\ntext\n");
    assertThat(card.language().orElse(null)).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "license: apache-2.0 | apache-2.0",
        "license: other | other",
        "license: other\\nlicense_name: ours | ours",
        "license:\\n- mit\\n- cc-by-4.0 | mit, cc-by-4.0",
        "tags: [x] |"
      })
  void theLicenceIsNamedAsTheCardNamesIt(String yaml, String licence) throws IOException {
    ModelCard card = card("---\n" + yaml.replace("\\n", "\n") + "\n---\ntext\n");
    assertThat(card.licence().orElse(null)).isEqualTo(licence);
  }

  @Test
  void onlyWhatIsBetweenTheTwoLinesIsRead() throws IOException {
    assertThat(card("language: en\n")).isEqualTo(ModelCard.NONE);
    assertThat(card("---\ntags: x\n---\nlanguage: en\n")).isEqualTo(ModelCard.NONE);
    assertThat(card("---\nlanguage: en\n")).isEqualTo(ModelCard.NONE);
    assertThat(card("")).isEqualTo(ModelCard.NONE);
  }

  @Test
  void aFolderNeedsNone() throws IOException {
    assertThat(ModelCard.of(folder)).isEqualTo(ModelCard.NONE);
  }
}
