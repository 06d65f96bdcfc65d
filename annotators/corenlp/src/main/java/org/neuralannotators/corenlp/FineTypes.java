package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations.FineGrainedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.DefaultPaths;
import edu.stanford.nlp.pipeline.TokensRegexNERAnnotator;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuralannotators.label.TaggedSpan;

/**
 * CoreNLP's own rules, which make a {@code CITY} of a {@code LOCATION} and find what no tagger of
 * names does, such as a {@code TITLE}. Thread-safe, as they are.
 */
final class FineTypes {
  /** What they are named behind the annotator's name, as they are behind {@code ner}. */
  private static final String NAME = "fine.regexner";

  /** The option that says where they are. */
  static final String MAPPING = NAME + ".mapping";

  /** The annotator's options that are theirs. */
  static final Set<String> OPTIONS =
      Stream.of(
              "mapping",
              "mapping.header",
              "commonWords",
              "ignorecase",
              "validpospattern",
              "posmatchtype",
              "noDefaultOverwriteLabels",
              "backgroundSymbol",
              "verbose")
          .map(option -> NAME + "." + option)
          .collect(Collectors.toUnmodifiableSet());

  private final TokensRegexNERAnnotator rules;

  /**
   * @param annotator its name, under which the rules' options are
   * @throws IllegalArgumentException when there are no such rules
   */
  FineTypes(String annotator, Properties properties) {
    String prefix = annotator + "." + NAME;
    String mapping = annotator + "." + MAPPING;
    Properties own = new Properties();
    own.setProperty(mapping, DefaultPaths.DEFAULT_KBP_TOKENSREGEX_NER_SETTINGS);
    properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(prefix + "."))
        .forEach(key -> own.setProperty(key, properties.getProperty(key)));
    try {
      rules = new TokensRegexNERAnnotator(prefix, own);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "Annotator ["
              + annotator
              + "] could not load the rules for finer types from ["
              + own.getProperty(mapping)
              + "]: "
              + e.getMessage()
              + ". CoreNLP's are in its models jar; others go into ["
              + mapping
              + "]",
          e);
    }
  }

  /** Applies the rules to the tags of sentences. */
  void apply(List<CoreMap> sentences) {
    List<CoreMap> nonEmpty =
        sentences.stream().filter(part -> part.containsKey(TokensAnnotation.class)).toList();
    Annotation document = new Annotation("");
    document.set(SentencesAnnotation.class, nonEmpty);
    rules.annotate(document);
    for (CoreMap sentence : nonEmpty) {
      for (CoreLabel token : sentence.get(TokensAnnotation.class)) {
        token.set(FineGrainedNamedEntityTagAnnotation.class, token.ner());
      }
    }
  }

  /**
   * The entities of a sentence behind the rules: neighbours of one tag belong together, unless they
   * were in different entities before.
   */
  static List<TaggedSpan> entities(List<CoreLabel> tokens, List<TaggedSpan> before) {
    TaggedSpan[] owners = new TaggedSpan[tokens.size()];
    for (TaggedSpan span : before) {
      for (int i = span.begin(); i < span.end(); i++) {
        owners[i] = span;
      }
    }
    List<TaggedSpan> entities = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= owners.length; i++) {
      String tag = tokens.get(begin).ner();
      if (i == owners.length || !tag.equals(tokens.get(i).ner()) || divided(owners, i)) {
        if (!tag.equals(TokenTags.BACKGROUND)) {
          entities.add(new TaggedSpan(begin, i, tag));
        }
        begin = i;
      }
    }
    return entities;
  }

  private static boolean divided(TaggedSpan[] owners, int i) {
    return owners[i - 1] != null && owners[i] != null && !owners[i - 1].equals(owners[i]);
  }
}
