package org.neuralannotators.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.postag.POSSample;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.postag.WordTagSampleStream;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.PlainTextByLineStream;

/** Sentences with their parts of speech. */
final class PosSentences {
  /** One of OpenNLP's sample sentences. */
  static final String SENTENCE =
      "I wrote him a letter right away and he answered soon , sounding very happy and delighted .";

  /** The tags that it has there. */
  static final List<String> PENN_TAGS =
      List.of("PRP VBD PRP DT NN RB RB CC PRP VBD RB , VBG RB JJ CC JJ .".split(" "));

  /** The same in the universal set. */
  static final List<String> UNIVERSAL_TAGS =
      List.of(
          ("PRON VERB PRON DET NOUN ADV ADV CCONJ PRON VERB ADV PUNCT VERB ADV ADJ CCONJ ADJ"
                  + " PUNCT")
              .split(" "));

  private PosSentences() {}

  /** OpenNLP's sentences, read by its own reader. */
  static List<POSSample> samples() throws IOException {
    List<POSSample> samples = new ArrayList<>();
    try (ObjectStream<POSSample> stream =
        new WordTagSampleStream(
            new PlainTextByLineStream(
                () -> POSTaggerME.class.getResourceAsStream("AnnotatedSentences.txt"),
                StandardCharsets.UTF_8))) {
      for (POSSample sample = stream.read(); sample != null; sample = stream.read()) {
        samples.add(sample);
      }
    }
    return samples;
  }
}
