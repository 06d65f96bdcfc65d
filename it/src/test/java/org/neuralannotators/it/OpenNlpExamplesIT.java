package org.neuralannotators.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Sequence;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.neuralannotators.opennlp.NeuralNameFinder;
import org.neuralannotators.opennlp.NeuralPosTagger;

/** The examples for users of OpenNLP in README.md and docs/opennlp.md. */
class OpenNlpExamplesIT {
  private static void example() throws IOException {
    try (NeuralNameFinder finder = NeuralNameFinder.builder().minConfidence(0.5).load()) {
      String[] tokens = SimpleTokenizer.INSTANCE.tokenize("Angela Merkel flew to Paris.");
      Span[] names = finder.find(tokens);
      String[] texts = Span.spansToStrings(names, tokens);
      for (int i = 0; i < names.length; i++) {
        System.out.println(names[i].getType() + " " + texts[i] + " " + names[i].getProb());
      }
    }
  }

  private static void partsOfSpeech() throws IOException {
    try (NeuralPosTagger tagger = NeuralPosTagger.builder().load()) {
      String[] tokens = SimpleTokenizer.INSTANCE.tokenize("I wrote him a letter.");
      Sequence best = tagger.topKSequences(tokens)[0];
      for (int i = 0; i < tokens.length; i++) {
        System.out.println(tokens[i] + " " + best.getOutcome(i) + " " + best.getProb(i));
      }
    }
  }

  @Test
  void exampleFindsPartsOfSpeech() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      partsOfSpeech();
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8)).contains("wrote VERB 0.", "letter NOUN 0.");
  }

  @Test
  void exampleFindsNames() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      example();
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8)).contains("PER Angela Merkel 0.", "LOC Paris 0.");
  }
}
