package org.neuralannotators.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.text.WordModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A translator of one model. {@link #close()} frees the model. */
final class NetworkTranslator implements Translator {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkTranslator.class);
  private static final int LONGEST_IN_MESSAGE = 60;

  private final TranslatorModel model;
  private final OpenModel open;
  private final TranslatorOptions options;
  private final HypothesisText texts;
  private final PieceSearch search;
  private final SourceSplitter splitter;

  NetworkTranslator(ModelManifest manifest, TranslatorModel model, TranslatorOptions options) {
    this.model = model;
    open = new OpenModel("translator", manifest, options.run(), model::close);
    this.options = options;
    texts = HypothesisText.of(model, options);
    search = new PieceSearch(model.network(), open.lanes(), texts.search(options));
    splitter =
        new SourceSplitter(
            Locale.forLanguageTag(model.rules().sourceLanguage()),
            text -> encode(text).length < model.network().maximumLength());
  }

  private int[] encode(String source) {
    return model.source().encode(model.rules().source(source));
  }

  /** A part of a source that the network can read. */
  private record Part(Word place, String text, List<Word> words, int[] pieces) {}

  @Override
  public List<List<Hypothesis>> translate(List<String> sources) {
    open.requireOpen();
    List<List<Part>> parts = sources.stream().map(this::parts).toList();
    warn(sources, parts);
    List<Part> all = parts.stream().flatMap(List::stream).toList();
    List<List<ScoredTarget>> found = search.search(all.stream().map(Part::pieces).toList());
    List<List<Hypothesis>> hypotheses = new ArrayList<>();
    int next = 0;
    for (List<Part> own : parts) {
      List<List<Hypothesis>> ofParts = new ArrayList<>();
      for (Part part : own) {
        List<ScoredTarget> targets = found.get(next++);
        ofParts.add(targets.stream().map(target -> hypothesis(part, target)).toList());
      }
      hypotheses.add(join(own, ofParts));
    }
    return hypotheses;
  }

  private List<Part> parts(String source) {
    return splitter.split(source).stream()
        .map(place -> part(place, source.substring(place.begin(), place.end())))
        .filter(part -> part.pieces().length > 0)
        .toList();
  }

  private Part part(Word place, String text) {
    return new Part(place, text, Word.of(text), encode(text));
  }

  private void warn(List<String> sources, List<List<Part>> parts) {
    for (int i = 0; i < sources.size(); i++) {
      String begin = abbreviated(sources.get(i));
      if (parts.get(i).size() > 1) {
        LOG.warn(
            "The source [{}] is longer than the model reads, [{}] pieces: it is translated in [{}]"
                + " parts",
            begin,
            model.network().maximumLength() - 1,
            parts.get(i).size());
      }
      int[] pieces =
          parts.get(i).stream().flatMapToInt(part -> Arrays.stream(part.pieces())).toArray();
      long rare = Arrays.stream(pieces).filter(model.source()::isRare).count();
      if (2 * rare > pieces.length) {
        LOG.warn(
            "The source [{}] is mostly of {} that were not in the training data; expected"
                + " text in the language [{}]",
            begin,
            model.source() instanceof WordModel ? "words" : "characters",
            model.rules().sourceLanguage());
      }
    }
  }

  private static String abbreviated(String text) {
    return text.length() <= LONGEST_IN_MESSAGE
        ? text
        : text.substring(0, LONGEST_IN_MESSAGE) + "...";
  }

  private Hypothesis hypothesis(Part part, ScoredTarget target) {
    PieceModel pieces = model.target();
    String decoded = texts.decode(part.text(), target);
    List<Word> words = Word.betweenSpaces(decoded);
    Optional<Alignment> alignment = Optional.empty();
    if (aligns()) {
      alignment =
          Optional.of(
              Alignment.of(
                  part.words(),
                  words,
                  model.source().words(part.pieces()),
                  Word.numbers(decoded, pieces.words(target.pieces())),
                  target.alignments()));
    }
    return new Hypothesis(decoded, target.score(), target.logProbability(), alignment);
  }

  private boolean aligns() {
    return options.alignments() && model.network().aligns();
  }

  /** The first hypotheses of all parts as one, the second ones, and so on. */
  private List<Hypothesis> join(List<Part> parts, List<List<Hypothesis>> hypotheses) {
    if (parts.isEmpty()) {
      Alignment nothing = new Alignment(List.of(), List.of(), List.of());
      return List.of(new Hypothesis("", 0, 0, aligns() ? Optional.of(nothing) : Optional.empty()));
    }
    int fewest = hypotheses.stream().mapToInt(List::size).min().getAsInt();
    List<Hypothesis> joined = new ArrayList<>();
    for (int i = 0; i < fewest; i++) {
      int number = i;
      joined.add(
          whole(
              parts.stream().map(Part::place).toList(),
              hypotheses.stream().map(own -> own.get(number)).toList()));
    }
    return joined;
  }

  private static Hypothesis whole(List<Word> places, List<Hypothesis> parts) {
    StringBuilder text = new StringBuilder();
    int[] offsets = new int[parts.size()];
    for (int i = 0; i < offsets.length; i++) {
      text.append(i == 0 ? "" : " ");
      offsets[i] = text.length();
      text.append(parts.get(i).text());
    }
    Optional<Alignment> alignment =
        parts.get(0).alignment().isEmpty()
            ? Optional.empty()
            : Optional.of(
                Alignment.join(
                    parts.stream().map(part -> part.alignment().orElseThrow()).toList(),
                    places.stream().mapToInt(Word::begin).toArray(),
                    offsets));
    return new Hypothesis(
        text.toString(),
        parts.stream().mapToDouble(Hypothesis::score).sum(),
        parts.stream().mapToDouble(Hypothesis::logProbability).sum(),
        alignment);
  }

  @Override
  public List<Hypothesis> score(List<ParallelText> pairs) {
    open.requireOpen();
    List<ParallelExample> examples = pairs.stream().map(this::example).toList();
    List<ScoredTarget> scored = search.score(examples);
    List<Hypothesis> hypotheses = new ArrayList<>();
    for (int i = 0; i < scored.size(); i++) {
      String source = pairs.get(i).source();
      hypotheses.add(hypothesis(part(new Word(0, source.length()), source), scored.get(i)));
    }
    return hypotheses;
  }

  private ParallelExample example(ParallelText pair) {
    ParallelExample example = model.encode(pair);
    int most = model.network().maximumLength() - 1;
    if (example.source().length > most || example.target().length > most) {
      throw new IllegalArgumentException(
          "The source [%s] has [%d] pieces and its target [%d]; expected at most [%d]. Split them"
              .formatted(
                  abbreviated(pair.source()),
                  example.source().length,
                  example.target().length,
                  most));
    }
    return example;
  }

  @Override
  public TextPairRules rules() {
    return model.rules();
  }

  @Override
  public ModelManifest manifest() {
    return open.manifest();
  }

  @Override
  public void close() {
    open.close();
  }
}
