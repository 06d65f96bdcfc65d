package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SquadFileTest {
  @TempDir private Path folder;

  private List<SquadQuestion> read(String paragraphs) throws IOException {
    Path file = folder.resolve("squad.json");
    Files.writeString(
        file,
        "{\"version\": \"x\", \"data\": [{\"title\": \"t\", \"paragraphs\": ["
            + paragraphs
            + "]}]}");
    return SquadFile.read(file);
  }

  @Test
  void questionsOfVersion1HaveTheirAnswers() throws IOException {
    List<SquadQuestion> questions =
        read(
            """
            {"context": "Ann lives in Graz.", "qas": [{"id": "q1", "question": "Where?",
             "answers": [{"text": "in Graz", "answer_start": 10}, {"text": "Graz", "answer_start": 13}]}]}
            """);
    assertThat(questions)
        .containsExactly(
            new SquadQuestion(
                "q1",
                "Where?",
                "Ann lives in Graz.",
                List.of(
                    new SquadQuestion.Gold(10, "in Graz"), new SquadQuestion.Gold(13, "Graz"))));
  }

  @Test
  void impossibleQuestionsOfVersion2HaveNone() throws IOException {
    List<SquadQuestion> questions =
        read(
            """
            {"context": "Ann.", "qas": [{"id": "q", "question": "Where?", "is_impossible": true,
             "answers": [], "plausible_answers": [{"text": "Ann", "answer_start": 0}]}]}
            """);
    assertThat(questions).singleElement().extracting(SquadQuestion::answers).isEqualTo(List.of());
  }

  @Test
  void offsetsOfCharactersBecomeThoseOfUtf16() throws IOException {
    List<SquadQuestion> questions =
        read(
            """
            {"context": "\uD83D\uDE00 Graz", "qas": [{"id": "q", "question": "Where?",
             "answers": [{"text": "Graz", "answer_start": 2}]}]}
            """);
    assertThat(questions.get(0).answers()).containsExactly(new SquadQuestion.Gold(3, "Graz"));
  }

  @Test
  void answerThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"context": "Ann", "qas": [{"id": "q7", "question": "Where?",
                     "answers": [{"text": "Graz", "answer_start": 99}]}]}
                    """))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[q7]")
        .hasMessageContaining("[99]");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("a.json"), "hello");
    assertThatThrownBy(() -> SquadFile.read(text)).hasMessageContaining("a.json] isn't JSON");
    Path other = Files.writeString(folder.resolve("b.json"), "{\"rows\": []}");
    assertThatThrownBy(() -> SquadFile.read(other)).hasMessageContaining("without [data]");
  }
}
