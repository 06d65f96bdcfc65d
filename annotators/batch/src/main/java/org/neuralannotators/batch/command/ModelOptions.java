package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.zeroshot.EntityQuery;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say which models annotate documents, and how. */
final class ModelOptions {
  private static final String DEFAULT_LANGUAGE = "en";

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "Path of a bundle, classpath: and a path, or the name of a bundle: a tagger of entities,"
              + " parts of speech or chunks, a classifier of texts, a question answerer, or a"
              + " language model with [--prompt]. May be given several times: all share sentences"
              + " and tokens. By default the tagger of entities for the language, such as en-ner.")
  private List<String> models = List.of();

  @Option(
      names = "--prompt",
      paramLabel = "FILE",
      description =
          "Prompt file, in YAML, by which language models are asked about sentences or documents;"
              + " may be given several times. Answers are classes.")
  private List<Path> prompts = List.of();

  @Option(
      names = "--unit",
      defaultValue = "sentence",
      paramLabel = "UNIT",
      description =
          "What a classifier or a prompt gives a class: ${COMPLETION-CANDIDATES}; default"
              + " ${DEFAULT-VALUE}.")
  private ClassifiedUnit unit;

  @Option(
      names = "--question",
      converter = QuestionConverter.class,
      paramLabel = "TEXT",
      description =
          "What a question answerer is asked of each document; may be given several times.")
  private List<String> questions = List.of();

  @Option(
      names = "--min-confidence",
      defaultValue = "0",
      paramLabel = "P",
      description =
          "Leave out entities, chunks, classes and answers that are less certain, from 0 to 1; default"
              + " ${DEFAULT-VALUE}.")
  private double minConfidence;

  @Option(
      names = "--exclude",
      paramLabel = "REGEX",
      description =
          "Leave out entities and chunks whose whole text matches, such as \"@.*\" for user names.")
  private Pattern exclude;

  @Option(
      names = "--summarize",
      paramLabel = "MODEL",
      description =
          "Summarize the documents too; path or name of a bundle. The summary is in json, jsonl, xmi"
              + " and html.")
  private String summarizer;

  @Option(
      names = "--summary-prefix",
      paramLabel = "TEXT",
      description =
          "Put this before each document that is summarized, such as \"summarize: \" for T5; default:"
              + " what the model says.")
  private String summaryPrefix;

  @Option(
      names = "--translate",
      paramLabel = "MODEL",
      description =
          "Translate the documents too; path or name of a bundle. The translation is in json,"
              + " jsonl, xmi and html.")
  private String translator;

  @Option(
      names = "--project-entities",
      description =
          "Carry the entities over to the translation, by what the translator attended to; in json,"
              + " jsonl, xmi and html.")
  private boolean projectsEntities;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description =
          "Language of documents that don't say theirs, as XMI and JSON lines may; default "
              + DEFAULT_LANGUAGE
              + ".")
  private String language;

  @Option(
      names = "--language-mismatch",
      defaultValue = "warn",
      paramLabel = "WHAT",
      description =
          "What to do with a document in a language that a model isn't for: ${COMPLETION-CANDIDATES};"
              + " default ${DEFAULT-VALUE}, once for each language.")
  private LanguageMismatch languageMismatch;

  @Mixin private QueryOptions entities;

  @Mixin private TextOptions texts;

  @Mixin private GuardOptions guards;

  @Mixin private PrecisionOption precision;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Reads the manifests of the models and checks that they go together.
   *
   * @throws IOException when there is no such bundle, or it annotates nothing
   */
  AnnotatingModels read() throws IOException {
    EntityQuery query = entities.query();
    List<AnnotatingModel> read = new ArrayList<>();
    for (String location : locations()) {
      ModelManifest manifest = ModelRepository.standard().manifest(location);
      if (manifest.kind().equals(DecoderModel.KIND)) {
        for (Path prompt : prompts(location)) {
          add(AnnotatingModel.prompted(location, manifest, prompt, unit, check(manifest)), read);
        }
      } else {
        add(AnnotatingModel.of(location, manifest, unit, questions, query, check(manifest)), read);
      }
    }
    Optional<AnnotatingModel> summarizing = Optional.empty();
    if (summarizer != null) {
      ModelManifest manifest = ModelRepository.standard().manifest(summarizer);
      summarizing = Optional.of(AnnotatingModel.summarizer(summarizer, manifest, check(manifest)));
    }
    Optional<AnnotatingModel> translating = Optional.empty();
    if (translator != null) {
      ModelManifest manifest = ModelRepository.standard().manifest(translator);
      TextPairRules rules = Translators.rules(translator, manifest, texts.choice());
      manifest = manifest.withLanguage(rules.sourceLanguage());
      translating = Optional.of(AnnotatingModel.translator(translator, manifest, check(manifest)));
    }
    AnnotatingModels all =
        new AnnotatingModels(
            read,
            summarizing,
            summaryPrefix,
            translating,
            language(),
            languageMismatch,
            filter(),
            unit,
            questions,
            Optional.ofNullable(query),
            texts.choice(),
            projectsEntities,
            guards.guards(),
            precision.value());
    checkPrompts(all);
    checkQuestions(all);
    checkQuery(all);
    checkLanguage(all);
    checkProjection(all);
    return all;
  }

  private List<Path> prompts(String model) {
    if (prompts.isEmpty()) {
      throw bad(
          "Option [--prompt] is missing; expected files by which the language model [%s] is asked"
              .formatted(model));
    }
    return prompts;
  }

  private void checkPrompts(AnnotatingModels all) {
    if (!prompts.isEmpty() && all.models().stream().allMatch(model -> model.prompt() == null)) {
      throw bad("Option [--prompt] names " + prompts + ", but no [--model] is a language model");
    }
  }

  private String language() {
    return Objects.requireNonNullElse(language, DEFAULT_LANGUAGE);
  }

  private List<String> locations() {
    return models.isEmpty()
        ? List.of(TaggerTask.NER.bundleName(LanguageCheck.primarySubtag(language()), ""))
        : models;
  }

  private LanguageCheck check(ModelManifest manifest) {
    return new LanguageCheck(
        manifest,
        languageMismatch,
        warning -> spec.commandLine().getErr().println("Warning: " + warning));
  }

  private void add(AnnotatingModel model, List<AnnotatingModel> to) {
    String name = model.manifest().name();
    for (AnnotatingModel other : to) {
      if (other.manifest().name().equals(name)) {
        throw bad(
            "Options [--model] and [--prompt] name two that are called [%s], whose annotations could"
                    .formatted(name)
                + " not be told apart; expected each once");
      }
      if (model.layer().kind().isOfTokens() && model.layer().kind() == other.layer().kind()) {
        throw bad(
            "Option [--model] names two taggers of parts of speech, [%s] and [%s]; a token has one."
                    .formatted(other.manifest().name(), name)
                + " Annotate twice, into two folders");
      }
    }
    to.add(model);
  }

  private SpanFilter filter() {
    try {
      return new SpanFilter(minConfidence, exclude);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void checkQuestions(AnnotatingModels all) {
    boolean answers = all.find(Layer.Kind.ANSWERS);
    if (answers && questions.isEmpty()) {
      throw bad("Option [--question] is missing; expected what the question answerer is asked");
    }
    if (!answers && !questions.isEmpty()) {
      throw bad(
          "Option [--question] asks " + questions + ", but no [--model] is a question answerer");
    }
  }

  private void checkQuery(AnnotatingModels all) {
    boolean asks = all.models().stream().anyMatch(AnnotatingModel::isAsked);
    if (asks && all.query().isEmpty()) {
      throw bad(
          "Option [%s] is missing; expected what the model finds, such as [person,crime weapon]"
              .formatted(QueryOptions.LABELS));
    }
    if (!asks && all.query().isPresent()) {
      throw bad(
          "Option [%s] names %s, but no [--model] finds entities by their description"
              .formatted(QueryOptions.LABELS, all.query().get().labels()));
    }
  }

  /** That of the option, if it is given, before any document is read. */
  private void checkLanguage(AnnotatingModels all) {
    if (language == null) {
      return;
    }
    try {
      all.all().forEach(model -> model.language().check(language));
    } catch (IllegalArgumentException e) {
      throw bad("Option [--language] is [" + language + "]: " + e.getMessage());
    }
  }

  private void checkProjection(AnnotatingModels all) {
    if (projectsEntities && (all.translator().isEmpty() || !all.find(Layer.Kind.ENTITIES))) {
      throw bad(
          "Option [--project-entities] is given, but there is no [--translate] or no [--model] that"
              + " finds entities; expected both");
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
