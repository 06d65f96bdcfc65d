package org.neuralannotators.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.ExternalResourceFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.translate.Alignment;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.Word;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.DocumentTranslator;
import org.neuralannotators.uima.NeuralTranslatorResource;

/** Has a fake that writes in small letters. */
public final class FakeTranslatorModel extends NeuralTranslatorResource {
  static final ModelManifest MANIFEST =
      ModelManifest.builder("translator", "fake-en-de").language("en").build();

  static AnnotationSteps.ModelStep step() throws ResourceInitializationException {
    return new AnnotationSteps.ModelStep(
        AnalysisEngineFactory.createEngineDescription(
            DocumentTranslator.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
            DocumentTranslator.PARAM_TOKEN_LINKS,
            true,
            DocumentTranslator.RES_MODEL,
            ExternalResourceFactory.createNamedResourceDescription(
                "fake-translator", FakeTranslatorModel.class, PARAM_MODEL_LOCATION, "fake")),
        new Layer(Layer.Kind.TRANSLATION, MANIFEST.name(), List.of()),
        FakeRecognizer.languageCheck(MANIFEST.name(), LanguageMismatch.WARN, warning -> {}));
  }

  @Override
  public Translator open(boolean alignments) {
    return new FakeTranslator();
  }

  private static final class FakeTranslator implements Translator {
    @Override
    public List<List<Hypothesis>> translate(List<String> sources) {
      return sources.stream().map(source -> List.of(hypothesis(source))).toList();
    }

    private static Hypothesis hypothesis(String source) {
      List<Word> words =
          Pattern.compile("\\S+")
              .matcher(source)
              .results()
              .map(word -> new Word(word.start(), word.end()))
              .toList();
      List<float[]> weights = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        weights.add(new float[words.size()]);
        weights.get(i)[i] = 0.75f;
      }
      return new Hypothesis(
          source.toLowerCase(Locale.ROOT),
          -0.5,
          -1,
          Optional.of(new Alignment(words, words, weights)));
    }

    @Override
    public List<Hypothesis> score(List<ParallelText> pairs) {
      throw new AssertionError("no engine has pairs");
    }

    @Override
    public TextPairRules rules() {
      return new TextPairRules("en", "de", false);
    }

    @Override
    public ModelManifest manifest() {
      return MANIFEST;
    }

    @Override
    public void close() {}
  }
}
