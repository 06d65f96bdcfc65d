package org.neuralannotators.prompt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTest {
  private static final String TEMPLATE = "template: 'Text: {text}\n\n  Said: {answer}'\n";
  private static final String LABELS = "labels: {good: great, bad: no good}\n";

  @TempDir private Path folder;

  private Prompt read(String yaml) throws IOException {
    return Prompt.read(Files.writeString(folder.resolve("prompt.yaml"), yaml));
  }

  @Test
  void aClassifierIsReadWithItsDefaults() throws IOException {
    Prompt prompt =
        read(
            "name: opinion\ninstruction: |\n  Judge.\n"
                + TEMPLATE
                + LABELS
                + "examples:\n- {text: ' fine\n', answer: good}\n- {text: awful, answer: bad}\n");
    assertThat(prompt.classifies()).isTrue();
    assertThat(prompt.labels().keySet()).containsExactly("good", "bad");
    assertThat(prompt.contentFree()).containsExactly("N/A", "[MASK]", "");
    assertThat(prompt.longTexts()).isEqualTo(LongTexts.TRUNCATE);
    PromptText text = PromptText.of(prompt);
    assertThat(text.of("  so so\n"))
        .isEqualTo(
            """
            Judge.

            Text: fine
            Said: great

            Text: awful
            Said: no good

            Text: so so
            Said:\
            """);
    assertThat(text.of("x")).startsWith(text.begin());
    assertThat(text.continuation("great")).isEqualTo(" great");
  }

  @Test
  void withoutExamplesAPromptIsZeroShot() throws IOException {
    Prompt prompt = read("name: opinion\n" + TEMPLATE + LABELS + "examples: []\n");
    assertThat(PromptText.of(prompt).of("fine")).isEqualTo("Text: fine\nSaid:");
  }

  @Test
  void aFieldIsReadWithItsDefaults() throws IOException {
    Prompt prompt =
        read(
            """
            name: place
            template: "{text}\\n{answer}"
            separator: ' # '
            examples: [{text: In Rome, answer: Rome}]
            longTexts: windows
            field: {length: 7, topK: 3, temperature: 0.5}
            """);
    assertThat(prompt.classifies()).isFalse();
    assertThat(prompt.longTexts()).isEqualTo(LongTexts.WINDOWS);
    assertThat(prompt.field().options().length()).isEqualTo(7);
    assertThat(prompt.field().options().sampling().topK()).isEqualTo(3);
    assertThat(prompt.field().options().stops()).containsExactly("\n");
    assertThat(prompt.field().options().beams()).isEqualTo(1);
    PromptText text = PromptText.of(prompt);
    // A line feed before the answer stays in the prompt: the model need not write it.
    assertThat(text.of("At sea")).isEqualTo("In Rome\nRome # At sea\n");
    assertThat(text.continuation("sea")).isEqualTo("sea");
  }

  @Test
  void promptsTravel() throws Exception {
    for (String yaml : List.of(LABELS + "examples: [{text: a, answer: bad}]\n", "field: {}\n")) {
      Prompt prompt = read("name: opinion\n" + TEMPLATE + yaml);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(prompt);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(prompt);
      }
    }
  }

  @Test
  void whatATextSaysIsNoPlaceholder() throws IOException {
    PromptText text = PromptText.of(read("name: opinion\n" + TEMPLATE + LABELS));
    assertThat(text.of("a {text} {answer}")).isEqualTo("Text: a {text} {answer}\nSaid:");
  }

  @Test
  void equalPromptsHaveOneChecksum() throws IOException {
    String yaml = "name: opinion\n" + TEMPLATE + LABELS;
    String checksum = read(yaml).checksum();
    assertThat(checksum).hasSize(64);
    assertThat(read(yaml + "calibrated: false\n").checksum()).isEqualTo(checksum);
    assertThat(read(yaml + "calibrated: true\n").checksum()).isNotEqualTo(checksum);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`labelz: {}`|line 3: unknown key [labelz]. Did you mean [labels]?",
        "`examples: [{txt: a, answer: good}]`|unknown key [txt]. Did you mean [text]?",
        "`examples: [{text: a}]`|has the text [a] and the answer [null]; expected both",
        "`labels: {good: , bad: no}`|Label [good] has no text; expected",
        "`labels: {good: no, bad: ' no '}`|Label [bad] has the text [no] of another",
        "`labels: {good: yes}`|[labels] are {good=yes}; expected at least two",
        "`labels: [good, bad]`|[labels] is the list",
        "`examples: {a: b}`|[examples] is a group of keys [a]; expected a list",
        "`field: {length: 0}`|length [0]; expected at least 1 piece",
        "`field: {lenght: 3}`|unknown key [lenght]. Did you mean [length]?",
        "`field: {temperature: 1, beams: 3}`|beams [3] with the temperature [1.0]",
        "`calibrated: true`|[calibrated, contentFree] is given without [labels]",
        "`lengthNormalized: true`|[lengthNormalized] is given without [labels]",
        "`longTexts: cut`|[longTexts] is [cut]; expected one of [ERROR, TRUNCATE, WINDOWS]",
      })
  void whatCannotBeUsedIsSaid(String added, String expected) {
    assertRefused("name: opinion\ntemplate: '{text}: {answer}'\n" + added, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{nam: x, template: '{text} {answer}'}|unknown key [nam]. Did you mean [name]?",
        "name: x|[template] is [null]; expected one with [{text}] once",
        "template: '{text} {answer}'|[name] is missing",
        "{name: x, template: 'Said: {answer}'}|[template] is [Said: {answer}]; expected",
        "{name: x, template: '{text} {text} {answer}'}|expected one with [{text}] once",
        "{name: x, template: '{text} {answer}!'}|[{answer}] once, at its end",
        "{name: x, template: '{answer} {text}'}|[{answer}] once, at its end",
        "{name: x, template: '{text} {answer}', labels: {a: b, c: d}, field: {}}|[field] and"
            + " [labels] are given",
        "{name: x, template: '{text} {answer}', labels: {a: b, c: d}, contentFree:"
            + " []}|[contentFree] is []",
        "{name: x, template: '{text} {answer}', labels: {good: b, bad: d}, examples: [{text: t,"
            + " answer: goood}]}|example [t] has the answer [goood]; expected one of the labels"
            + " [good, bad]. Did you mean [good]?",
      })
  void aPromptThatCannotBeUsedIsRefused(String yaml, String expected) {
    assertRefused(yaml, expected);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Prompt.read(folder.resolve("none.yaml")))
        .isInstanceOf(PromptException.class)
        .hasMessageContaining("none.yaml] doesn't exist");
  }

  @Test
  void aFileThatIsNotUtf8IsRefusedWithItsLine() throws IOException {
    Path file =
        Files.write(folder.resolve("prompt.yaml"), "name: x\ntemplate: né".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Prompt.read(file))
        .isInstanceOf(PromptException.class)
        .hasMessage(
            "Prompt file [%s] line [2] isn't UTF-8 from byte [11] on; convert it first", file);
  }

  private void assertRefused(String yaml, String expected) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(PromptException.class)
        .hasMessageContainingAll("Prompt file [" + folder.resolve("prompt.yaml") + "]", expected);
  }
}
