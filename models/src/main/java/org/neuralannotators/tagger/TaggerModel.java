package org.neuralannotators.tagger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.text.CharacterVocabulary;
import org.neuralannotators.text.TokenNormalizer;
import org.neuralannotators.text.Vocabulary;

/**
 * A BiLSTM-CRF with all that belongs to it, as a bundle holds it: the files {@code words.txt},
 * {@code characters.txt} and {@code weights.safetensors}. {@link #close()} frees the network.
 *
 * @param architecture the network's shape
 * @param encoder turns tokens into numbers
 * @param labels the network's labels
 * @param network the network
 */
public record TaggerModel(
    TaggerArchitecture architecture,
    SentenceEncoder encoder,
    LabelSet labels,
    BiLstmCrfNetwork network)
    implements AutoCloseable {

  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "bilstm-crf-tagger";

  private static final String WORDS = "words.txt";
  private static final String CHARACTERS = "characters.txt";
  private static final String WEIGHTS = "weights.safetensors";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lays out a network for an encoder and labels; its parameters have no memory yet. */
  public static TaggerModel of(
      TaggerArchitecture architecture,
      TaggerDropout dropout,
      SentenceEncoder encoder,
      LabelSet labels) {
    EmbeddingTable words =
        EmbeddingTable.ofFloats("words", encoder.words().size(), architecture.wordDimension());
    BiLstmCrfNetwork network =
        new BiLstmCrfNetwork(
            architecture,
            dropout,
            words,
            encoder.characters().size(),
            new TransitionConstraints(
                labels.allowedStarts(), labels.allowedTransitions(), labels.allowedEnds()));
    return new TaggerModel(architecture, encoder, labels, network);
  }

  /**
   * Reads a model for tagging.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static TaggerModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    ModelManifest manifest = bundle.manifest();
    TaggerArchitecture architecture;
    TokenNormalizer normalizer;
    try {
      architecture = JSON.treeToValue(manifest.network(), TaggerArchitecture.class);
      normalizer = JSON.treeToValue(manifest.normalization(), TokenNormalizer.class);
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "The manifest of ["
              + bundle.location()
              + "] doesn't describe a "
              + KIND
              + ": "
              + e.getOriginalMessage()
              + ". Expected a bundle of this software's version",
          e);
    }
    SentenceEncoder encoder =
        new SentenceEncoder(
            Vocabulary.fromLines(bundle.lines(WORDS)),
            CharacterVocabulary.fromLines(bundle.lines(CHARACTERS)),
            normalizer,
            architecture.characters().maximumLength());
    LabelSet labels = LabelSet.of(manifest.tagScheme(), manifest.labels());
    Map<String, Tensor> tensors = bundle.tensors(WEIGHTS);
    requireShape(bundle, tensors, "words", encoder.words().size(), architecture.wordDimension());
    TaggerModel model = of(architecture, TaggerDropout.none(), encoder, labels);
    try {
      for (Parameter p : model.network().parameters().all()) {
        requireShape(bundle, tensors, p.name(), p.rows(), p.columns());
      }
      model.network().allocate();
      fill(model.network().words().value(), tensors.get("words"));
      model.network().parameters().all().forEach(p -> fill(p.value(), tensors.get(p.name())));
      return model;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static void fill(Matrix matrix, Tensor tensor) {
    matrix.write(tensor.floats());
  }

  private static void requireShape(
      ModelBundle bundle, Map<String, Tensor> tensors, String name, long... shape)
      throws BundleException {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new BundleException(
          "Tensor ["
              + name
              + "] of ["
              + bundle.location()
              + "] "
              + (tensor == null ? "is missing" : "has the shape " + Arrays.toString(tensor.shape()))
              + "; expected "
              + Arrays.toString(shape)
              + " as the manifest and the vocabularies say. Get the bundle again");
    }
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name)
        .labels(labels)
        .network(JSON.valueToTree(architecture))
        .normalization(JSON.valueToTree(encoder.normalizer()));
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    SafeTensorsWriter tensors = new SafeTensorsWriter();
    Matrix words = network.words().value();
    tensors.add("words", type, words.toFloats(), words.rows(), words.columns());
    for (Parameter p : network.parameters().all()) {
      tensors.add(p.name(), type, p.value().toFloats(), p.rows(), p.columns());
    }
    return new BundleWriter()
        .add(WORDS, encoder.words().toText().getBytes(StandardCharsets.UTF_8))
        .add(CHARACTERS, encoder.characters().toText().getBytes(StandardCharsets.UTF_8))
        .add(WEIGHTS, tensors.toBytes());
  }

  @Override
  public void close() {
    network.close();
  }
}
