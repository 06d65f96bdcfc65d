package org.neuralannotators.lm;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.elmo.ElmoModel;
import org.neuralannotators.text.Vocabulary;

/** A language model with all that belongs to it. {@link #close()} frees its network. */
public interface LanguageModel extends AutoCloseable {
  /**
   * Reads a model of either kind.
   *
   * @param dropout rate, when it is trained further
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  static LanguageModel read(ModelBundle bundle, double dropout) throws IOException {
    return bundle.manifest().kind().equals(ElmoModel.KIND)
        ? ElmoLanguageModel.read(bundle, dropout)
        : RecurrentLanguageModel.read(bundle, dropout);
  }

  /** The network. */
  LanguageNetwork network();

  /**
   * The tokens that are predicted: {@link TextStreams#BOUNDARY} is the end of a sentence, the
   * others come by falling frequency.
   */
  Vocabulary vocabulary();

  /** What tokens are. */
  TextUnit unit();

  /** The names of the directions in which the text is read. */
  List<String> directions();

  /** A sentence as numbers. */
  EncodedSentence encode(List<String> sentence);

  /** Sentences one after the other, ready to be read. */
  TextStreams streams(Collection<EncodedSentence> sentences);

  /** Gives the network memory, and the numbers with which training starts. */
  void initialize(RandomGenerator random);

  /** What the model's manifest says of its network; the caller adds the rest. */
  ModelManifestBuilder manifest(String name);

  /** The files of the model's bundle. */
  BundleWriter files(TensorType type);

  @Override
  void close();
}
