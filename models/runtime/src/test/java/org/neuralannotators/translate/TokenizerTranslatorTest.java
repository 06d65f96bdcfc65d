package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TextTemplate;
import org.neuralannotators.translate.text.TextTemplate.SourceLanguage;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;
import org.neuralannotators.translate.text.Word;

/** Translators whose pieces are a tokenizer's. */
class TokenizerTranslatorTest {
  private static final TranslatorOptions OPTIONS =
      TranslatorOptions.DEFAULT.withBeam(2).withNumThreads(1);

  @TempDir private Path folder;

  private Path write(SourceLanguage source, TargetLanguage target) throws IOException {
    return TinyTextToText.write(
        folder,
        new TextPairRules("mul", "mul", TinyTextToText.template(source, target)),
        GenerationSettings.DEFAULT.withBeams(3));
  }

  private static TranslatorModel read(Path bundle, TextChoice choice) throws IOException {
    try (ModelBundle opened = ModelRepository.standard().open(bundle.toString())) {
      return TranslatorModel.read(opened, choice);
    }
  }

  @Test
  void aBundleKeepsRulesPiecesAndSettings() throws IOException {
    Path bundle = write(SourceLanguage.FIRST, TargetLanguage.FIRST);
    try (TranslatorModel model = read(bundle, new TextChoice("en", "zh-TW", null))) {
      assertThat(model.rules().targetLanguage()).isEqualTo("zh-Hant");
      assertThat(model.generation().orElseThrow().beams()).isEqualTo(3);
      assertThat(model.generation().orElseThrow().pieces().forcedBegin())
          .containsExactly(TinyTextToText.id("zho_Hant"));
      assertThat(model.network().marks().begin()).isEqualTo(TinyTextToText.END);
      assertThat(model.encode(new ParallelText("a", "b")).source())
          .containsExactly(
              TinyTextToText.id("eng_Latn"), TinyTextToText.id("\u2581a"), TinyTextToText.END);
      assertThat(bundle.resolve("tokenizer.json")).exists();
    }
  }

  @Test
  void targetsBeginWithTheirLanguageWhereItIsToldSo() throws IOException {
    Path bundle = write(SourceLanguage.LAST, TargetLanguage.BEGIN);
    try (TranslatorModel model = read(bundle, new TextChoice("en", "de", null))) {
      assertThat(model.network().marks().begin()).isEqualTo(TinyTextToText.id("deu_Latn"));
      assertThat(model.network().marks().ends()).containsExactly(TinyTextToText.END);
    }
  }

  @Test
  void textsAreTranslatedIntoTheLanguageThatIsAskedFor() throws IOException {
    String bundle = write(SourceLanguage.UNTOLD, TargetLanguage.BEGIN).toString();
    String source = "a bc. " + "b a: ".repeat(12) + ".";
    try (Translator german =
            Translators.load(bundle, OPTIONS.withLanguages("en", "de").withAlignments(true));
        Translator chinese = Translators.load(bundle, OPTIONS.withLanguages("en", "zh"))) {
      Hypothesis found = german.translate(List.of(source)).get(0).get(0);
      Alignment alignment = found.alignment().orElseThrow();
      assertThat(alignment.source()).isEqualTo(Word.of(source));
      assertThat(alignment.target()).isEqualTo(Word.betweenSpaces(found.text()));
      assertThat(german.rules().targetLanguage()).isEqualTo("de");
      assertThat(chinese.translate(List.of(source)).get(0).get(0).logProbability())
          .isNotEqualTo(found.logProbability());
    }
  }

  @Test
  void languagesThatAreMissingOrUnknownAreRefused() throws IOException {
    String bundle = write(SourceLanguage.FIRST, TargetLanguage.FIRST).toString();
    assertThatThrownBy(() -> Translators.load(bundle, OPTIONS))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("sourceLanguage []", "eng-Latn");
    assertThatThrownBy(() -> Translators.load(bundle, OPTIONS.withLanguages("en", "fr")))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("targetLanguage [fr]", "one of the model's [4]");
  }

  @Test
  void aTaskThatLeavesNoRoomIsRefused() throws IOException {
    TextTemplate template = TextTemplate.of("a: ", List.of(), List.of("</s>"));
    String bundle =
        TinyTextToText.write(
                folder, new TextPairRules("en", "en", template), GenerationSettings.DEFAULT)
            .toString();
    Translators.load(bundle, OPTIONS).close();
    assertThatThrownBy(() -> Translators.load(bundle, OPTIONS.withTaskPrefix("a".repeat(20))))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("network that reads [24]", "shorten the taskPrefix");
  }
}
