package org.neuralannotators.batch.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.batch.read.LoadedDocument;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;

class BratWriterTest {
  @Test
  void offsetsCountCodePoints() throws IOException {
    String text = "\uD83D\uDE00 Ada, \uD83D\uDE00Bo\uD83D\uDE00";
    assertThat(annotations(text, entity(text, 3, 6, "PER"), entity(text, 10, 14, "PER")))
        .isEqualTo(
            """
            T1\tPER 2 5\tAda
            #1\tAnnotatorNotes T1\tconfidence 0.7500
            T2\tPER 8 11\tBo\uD83D\uDE00
            #2\tAnnotatorNotes T2\tconfidence 0.7500
            """);
  }

  /** The form of brat's own example of a discontinuous annotation. */
  @Test
  void anEntityOverTheEndOfALineIsWrittenAsFragments() throws IOException {
    String text = "in North\r\nAmerica";
    assertThat(annotations(text, entity(text, 3, 17, "Location")))
        .startsWith("T1\tLocation 3 8;10 17\tNorth America\n");
  }

  @Test
  void labelsAreMadeNamesOfBrat() throws IOException {
    assertThat(annotations("Ada", entity("Ada", 0, 3, "a person/x")))
        .startsWith("T1\ta_person_x 0 3");
  }

  private static Mention entity(String text, int begin, int end, String label) {
    return new Mention(begin, end, text.substring(begin, end), label, 0.75, "fake");
  }

  private static String annotations(String text, Mention... entities) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    BratWriter.writeAnnotations(
        new DocumentResult(
            "id",
            new LoadedDocument(null, null, List.of()),
            new AnnotatedDocument(
                text, List.of(), List.of(), List.of(entities), null, null, null, null, null),
            List.of()),
        output);
    return output.toString(StandardCharsets.UTF_8);
  }
}
