package org.neuralannotators.tagger;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.embed.TokenLayers;
import org.neuralannotators.encode.elmo.CharacterCnn;
import org.neuralannotators.encode.elmo.CharacterEncoder;
import org.neuralannotators.encode.elmo.CharacterLstm;
import org.neuralannotators.encode.elmo.ScalarMix;
import org.neuralannotators.head.CrfLayer;
import org.neuralannotators.head.TokenRows;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.SequenceBatch;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.recurrent.BidirectionalRecurrent;
import org.neuralannotators.tagger.TaggerArchitecture.Characters;

/**
 * Word vectors, characters and, where there is one, an embedder's layers, mixed (Peters et al.
 * 2018); bidirectional recurrent layers, a linear layer and a CRF (Lample et al. 2016; Ma and Hovy
 * 2016). {@link #close()} frees the parameters and the embedder.
 */
public final class BiLstmCrfNetwork implements TaggerNetwork<EncodedSentence> {
  private final EmbeddingTable words;
  private final Parameters parameters = new Parameters();
  private final CharacterEncoder characters;
  private final TokenLayers embedder;
  private final ScalarMix mix;
  private final List<BidirectionalRecurrent> layers = new ArrayList<>();
  private final Linear emissions;
  private final CrfLayer crf;
  private final double wordDropout;
  private final Dropout inputDropout;
  private final Dropout outputDropout;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param words the word vectors, which the network owns from now on
   * @param alphabet number of characters
   * @param embedder of the architecture's size, which the network owns from now on; null where it
   *     has none
   */
  public BiLstmCrfNetwork(
      TaggerArchitecture architecture,
      TaggerDropout dropout,
      EmbeddingTable words,
      int alphabet,
      TokenLayers embedder,
      TransitionConstraints constraints) {
    this.words = words;
    this.embedder = embedder;
    wordDropout = dropout.words();
    inputDropout = new Dropout(dropout.input(), dropout.variational());
    outputDropout = new Dropout(dropout.output(), dropout.variational());
    characters =
        characterEncoder(
            architecture.characters(),
            alphabet,
            new Dropout(dropout.characters(), dropout.variational()));
    int columns = architecture.wordDimension() + characterDimension() + embedderDimension();
    RecurrentCell cell = RecurrentCell.valueOf(architecture.recurrent().cell().name());
    for (int i = 0; i < architecture.recurrent().layers(); i++) {
      BidirectionalRecurrent layer =
          new BidirectionalRecurrent(
              parameters, "recurrent." + i, cell, columns, architecture.recurrent().units());
      layers.add(layer);
      columns = layer.outputs();
    }
    emissions =
        new Linear(parameters, "emissions", columns, constraints.labels(), Activation.IDENTITY);
    crf = new CrfLayer(parameters, constraints, architecture.crf());
    mix =
        embedder == null
            ? null
            : new ScalarMix(
                parameters, "mix", embedder.count(), architecture.embedder().normalized());
  }

  private CharacterEncoder characterEncoder(Characters config, int alphabet, Dropout dropout) {
    return switch (config.encoding()) {
      case NONE -> null;
      case CNN ->
          new CharacterCnn(
              parameters, alphabet, config.dimension(), config.width(), config.outputs(), dropout);
      case LSTM ->
          new CharacterLstm(parameters, alphabet, config.dimension(), config.outputs(), dropout);
    };
  }

  private int characterDimension() {
    return characters == null ? 0 : characters.dimension();
  }

  private int embedderDimension() {
    return embedder == null ? 0 : embedder.columns();
  }

  /** All parameters but the word vectors. */
  @Override
  public Parameters parameters() {
    return parameters;
  }

  /** The word vectors. */
  @Override
  public EmbeddingTable table() {
    return words;
  }

  @Override
  public LinearChainCrf crf() {
    return crf.crf();
  }

  /** What the forward pass leaves for the backward pass. */
  private record Trace(
      SequenceBatch sequences,
      CharacterEncoder.Encoding spelt,
      Indices spelling,
      ScalarMix.Trace mixed,
      Dropout.Mask inputMask,
      List<BidirectionalRecurrent.Trace> layers,
      List<Dropout.Mask> masks,
      Matrix top,
      Matrix emissions) {}

  @Override
  public Emissions[] emissions(Pass pass, List<EncodedSentence> sentences) {
    TaggerBatch batch = TaggerBatch.of(sentences);
    return CrfLayer.unpack(TokenRows.of(batch.packed()), forward(pass, batch).emissions());
  }

  private Trace forward(Pass pass, TaggerBatch batch) {
    SequenceBatch sequences = SequenceBatch.of(batch.packed(), pass.workspace());
    int wordColumns = words.value().columns();
    int ownColumns = wordColumns + characterDimension();
    Matrix x = pass.workspace().matrix(batch.packed().rows(), ownColumns + embedderDimension());
    words.forward(pass, batch.words(), x.columns(0, wordColumns));
    CharacterEncoder.Encoding spelt = null;
    Indices spelling = null;
    if (characters != null) {
      spelt = characters.encode(pass, batch.spellings());
      spelling = pass.workspace().indices(batch.spelling());
      pass.kernels().gather(spelt.vectors(), spelling, x.columns(wordColumns, ownColumns));
    }
    ScalarMix.Trace mixed = null;
    if (embedder != null) {
      mixed = mix.forward(pass, embedder.layers(pass, batch.tokens(), batch.packed()));
      pass.kernels().copy(mixed.output(), x.columns(ownColumns, x.columns()));
    }
    Dropout.Mask inputMask = inputDropout.forward(pass, sequences, x);
    List<BidirectionalRecurrent.Trace> traces = new ArrayList<>();
    List<Dropout.Mask> masks = new ArrayList<>();
    Matrix top = x;
    for (BidirectionalRecurrent layer : layers) {
      traces.add(layer.forward(pass, sequences, top));
      top = traces.get(traces.size() - 1).output();
      masks.add(outputDropout.forward(pass, sequences, top));
    }
    Matrix scores = emissions.forward(pass, top);
    return new Trace(sequences, spelt, spelling, mixed, inputMask, traces, masks, top, scores);
  }

  @Override
  public Step train(
      Pass pass, List<? extends LabelledSentence<EncodedSentence>> examples, double weight) {
    TaggerBatch batch =
        TaggerBatch.of(examples.stream().map(LabelledSentence::sentence).toList())
            .withWordDropout(wordDropout, pass.random());
    Trace trace = forward(pass, batch);
    CrfLayer.Loss loss =
        crf.loss(
            pass,
            TokenRows.of(batch.packed()),
            trace.emissions(),
            LabelledSentence.targets(examples),
            weight);
    Matrix gradient = emissions.backward(pass, trace.top(), trace.emissions(), loss.dEmissions());
    for (int i = layers.size() - 1; i >= 0; i--) {
      outputDropout.backward(pass, trace.masks().get(i), gradient);
      gradient = layers.get(i).backward(pass, trace.sequences(), trace.layers().get(i), gradient);
    }
    inputDropout.backward(pass, trace.inputMask(), gradient);
    int wordColumns = words.value().columns();
    int ownColumns = wordColumns + characterDimension();
    if (characters != null) {
      Matrix dSpelt = pass.workspace().zeros(batch.spellings().size(), characterDimension());
      pass.kernels()
          .scatterAdd(gradient.columns(wordColumns, ownColumns), trace.spelling(), dSpelt);
      trace.spelt().backward().accept(dSpelt);
    }
    if (embedder != null) {
      Matrix dMixed = pass.workspace().matrix(gradient.rows(), embedder.columns());
      pass.kernels().copy(gradient.columns(ownColumns, gradient.columns()), dMixed);
      mix.parametersBackward(pass, trace.mixed(), dMixed);
    }
    return new Step(
        loss.loss(), words.backward(pass, batch.words(), gradient.columns(0, wordColumns)));
  }

  /** Gives the parameters memory, for weights that are read from a bundle. */
  public void allocate() {
    parameters.allocateLike(words);
  }

  /** Gives the parameters memory and their first numbers, the word vectors excepted. */
  public void initialize(RandomGenerator random) {
    parameters.allocateLike(words).initialize(random);
  }

  /** Sets the factor of the mix of an embedder's layers, after initialisation. */
  public void setGamma(double gamma) {
    mix.setGamma(gamma);
  }

  @Override
  public void close() {
    parameters.close();
    words.close();
    if (embedder != null) {
      embedder.close();
    }
  }
}
