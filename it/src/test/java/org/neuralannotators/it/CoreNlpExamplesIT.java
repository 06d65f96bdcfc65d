package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The examples for users of CoreNLP in README.md and docs/corenlp.md. */
class CoreNlpExamplesIT {
  @Test
  void theExamplePrintsEntitiesWithConfidences() {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      example();
    } finally {
      System.setOut(standard);
    }

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Marie Curie PERSON {PERSON=0.", "Warsaw LOCATION {LOCATION=0.");
  }

  @Test
  void thePartsOfSpeechHelpTheLemmatizer() throws IOException {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      partsOfSpeech();
    } finally {
      System.setOut(standard);
    }

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("wrote VBD write", "sounding VBG sound");
  }

  private static void partsOfSpeech() {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize, ssplit, neuralpos, lemma");
    properties.setProperty(
        "customAnnotatorClass.neuralpos", "org.neuralannotators.corenlp.NeuralPosAnnotator");
    properties.setProperty("neuralpos.modelLocation", "en-pos-ptb");
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    String text = "I wrote him a letter right away and he answered soon, sounding very happy.";
    for (CoreLabel token : pipeline.processToCoreDocument(text).tokens()) {
      System.out.println(token.word() + " " + token.tag() + " " + token.lemma());
    }
  }

  private static void example() {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize, ssplit, neuralner");
    properties.setProperty(
        "customAnnotatorClass.neuralner", "org.neuralannotators.corenlp.NeuralNerAnnotator");
    properties.setProperty("neuralner.modelLocation", "en-ner");
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    CoreDocument document = pipeline.processToCoreDocument("Marie Curie was born in Warsaw.");
    for (CoreEntityMention mention : document.entityMentions()) {
      System.out.println(
          mention.text() + " " + mention.entityType() + " " + mention.entityTypeConfidences());
    }
  }
}
