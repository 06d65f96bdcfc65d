package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.prompt.FakePromptClassifier;
import org.neuralannotators.prompt.Prompt;
import org.neuralannotators.types.TypeNames;

class PromptAnnotatorTest {
  private static final TypeSystemDescription TYPES =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);

  @TempDir private Path folder;
  private final Documents documents = new Documents(TYPES, TypeNames.SENTENCE, TypeNames.TOKEN);

  /** The engine with the fake. */
  public static final class Engine extends PromptAnnotator {
    @Override
    TextClassifier load(String location, Prompt prompt, PredictorOptions options) {
      return new FakePromptClassifier(location, prompt);
    }
  }

  private AnalysisEngine engine(String yaml, Object... parameters)
      throws ResourceInitializationException, IOException {
    Path file = Files.createTempFile(folder, "prompt", ".yaml");
    Files.writeString(file, "template: '{text} {answer}'\n" + yaml);
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    all.addAll(
        List.of(
            PromptAnnotator.PARAM_MODEL_LOCATION,
            "gpt",
            PromptAnnotator.PARAM_PROMPT_FILE,
            file.toString()));
    return createEngine(createEngineDescription(Engine.class, TYPES, all.toArray()));
  }

  private static List<String> categories(CAS view) {
    return Documents.annotations(view, TypeNames.CATEGORY).stream()
        .map(
            found ->
                String.join(
                    " ",
                    found.getCoveredText(),
                    Documents.feature(found, TypeNames.VALUE),
                    Documents.feature(found, TypeNames.CONFIDENCE),
                    Documents.feature(found, TypeNames.MODEL_ID)))
        .toList();
  }

  @Test
  void sentencesGetClassesAndFieldsOfSeveralPrompts() throws Exception {
    CAS cas = documents.document("Ada left .", "Nothing rains .");
    AnalysisEngine classes = engine("name: good\nlabels: {yes: fine, no: bad}");
    AnalysisEngine field = engine("name: first");
    for (int i = 0; i < 2; i++) {
      // What a prompt wrote is replaced; what another wrote stays.
      classes.process(cas);
      field.process(cas);
      assertThat(categories(cas))
          .containsExactlyInAnyOrder(
              "Ada left . yes 0.75 gpt:good",
              "Ada left . Ada 1.0 gpt:first",
              "Nothing rains . yes 0.75 gpt:good");
    }
  }

  @Test
  void aDocumentGetsOneAnswer() throws Exception {
    CAS cas = documents.document("Ada left .", "Nothing rains .");
    engine("name: first", PromptAnnotator.PARAM_UNIT, "DOCUMENT").process(cas);
    assertThat(categories(cas)).hasSize(1).first().asString().endsWith(" Ada 1.0 gpt:first");
  }

  @Test
  void annotationsOfAnotherTypeMayBeAskedAbout() throws Exception {
    CAS cas = documents.document("Ada left .");
    engine(
            "name: good\nlabels: {yes: fine, no: bad}",
            PromptAnnotator.PARAM_SENTENCE_TYPE,
            TypeNames.TOKEN)
        .process(cas);
    assertThat(categories(cas)).hasSize(3).contains("left yes 0.75 gpt:good");
  }

  @Test
  void whatIsWrongWithAPromptFileIsSaid() {
    assertThatThrownBy(() -> engine("nam: x"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("Prompt file [")
        .hasStackTraceContaining("unknown key [nam]. Did you mean [name]?");
  }
}
