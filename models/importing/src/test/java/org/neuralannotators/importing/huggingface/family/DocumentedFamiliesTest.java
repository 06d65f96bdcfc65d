package org.neuralannotators.importing.huggingface.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.neuralannotators.importing.huggingface.ReferenceModel;

/** The table of families and heads in docs/models.md is what {@link Families} has. */
class DocumentedFamiliesTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| ([^|]+) \\|((?: (?:yes|no) \\|){5})$", Pattern.MULTILINE);
  private static final List<Task> COLUMNS =
      List.of(Task.TOKENS, Task.CLASSES, Task.ANSWERS, Task.MASKED, Task.NONE);

  @Test
  void theTableTellsTheHeadsOfEachFamily() throws IOException {
    Map<String, Set<Task>> told = new TreeMap<>();
    ROW.matcher(Files.readString(Path.of("../../docs/models.md")))
        .results()
        .forEach(
            row -> {
              List<String> cells = Arrays.asList(row.group(2).trim().split(" \\|\\s*", -1));
              Set<Task> heads =
                  COLUMNS.stream()
                      .filter(task -> task != Task.NONE)
                      .filter(task -> cells.get(COLUMNS.indexOf(task)).equals("yes"))
                      .collect(Collectors.toSet());
              for (String title : row.group(1).split(", ", -1)) {
                told.put(title.replaceFirst(" \\(.*", ""), heads);
              }
            });
    Map<String, Set<Task>> known = new TreeMap<>();
    for (String name : ReferenceModel.names()) {
      Family family = Families.of(ReferenceModel.read(name).config());
      known.put(family.title(), family.heads().keySet());
    }

    assertThat(told).isEqualTo(known);
  }
}
