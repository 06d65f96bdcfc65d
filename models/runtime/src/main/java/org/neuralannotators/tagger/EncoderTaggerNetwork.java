package org.neuralannotators.tagger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.encode.TokenSequence;
import org.neuralannotators.head.TagHead;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.model.HeadTraining;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;

/** An encoder with a head for tags, by sentences. */
record EncoderTaggerNetwork(EncoderNetwork network, TagHead head)
    implements TaggerNetwork<EncodedPieces> {
  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public EmbeddingTable table() {
    return network.table();
  }

  @Override
  public LinearChainCrf crf() {
    return head.crf();
  }

  @Override
  public Emissions[] emissions(Pass pass, List<EncodedPieces> sentences) {
    List<TokenSequence> windows =
        sentences.stream().flatMap(sentence -> sentence.windows().stream()).toList();
    List<double[]> scores = network.scores(pass, windows, head);
    List<Emissions> emissions = new ArrayList<>();
    int begin = 0;
    for (EncodedPieces sentence : sentences) {
      int end = begin + sentence.sequences().size();
      double[] own =
          scores.subList(begin, end).stream().flatMapToDouble(DoubleStream::of).toArray();
      emissions.add(new Emissions(own, 0, sentence.tokens(), head.labels()));
      begin = end;
    }
    return emissions.toArray(Emissions[]::new);
  }

  @Override
  public Step train(
      Pass pass, List<? extends LabelledSentence<EncodedPieces>> examples, double weight) {
    return new HeadTraining<LabelledSentence<EncodedPieces>, TokenSequence, CrfTarget>(
            network, head, example -> example.sentence().windows(), LabelledSentence::target)
        .train(pass, examples, weight);
  }

  @Override
  public boolean hasLargeProducts() {
    return true;
  }

  @Override
  public void close() {
    network.close();
  }
}
