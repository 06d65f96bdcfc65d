package org.neuralannotators.embed;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.text.BertNormalization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pretrained encoder as an importer found it. Immutable and so thread-safe.
 *
 * @param source the file or folder, for errors
 * @param architecture of the encoder
 * @param pieces the vocabulary; a piece's place is its id
 * @param normalization what the tokenizer does to text
 * @param tensors by the names of Hugging Face's {@code BertModel}; those of pretraining's heads,
 *     where the source has them, as in {@code BertForPreTraining}: {@code
 *     cls.predictions.transform.dense.weight} and so on
 * @param inputsFirst the names of matrices with a row for each input; others have a row for each
 *     output
 */
public record BertCheckpoint(
    String source,
    BertArchitecture architecture,
    List<String> pieces,
    BertNormalization normalization,
    Map<String, Tensor> tensors,
    Set<String> inputsFirst) {
  private static final Logger LOG = LoggerFactory.getLogger(BertCheckpoint.class);

  /** What checkpoints have besides the encoder: buffers, and layers of the task before. */
  private static final List<String> OTHERS =
      List.of(
          "embeddings.position_ids",
          "pooler.",
          "cls.",
          "classifier.",
          "qa_outputs.",
          "predictions.",
          "sop_classifier.");

  private static final String SELF = ".attention.self.";
  private static final List<String> QUERY_KEY_VALUE = List.of("query.", "key.", "value.");

  public BertCheckpoint {
    pieces = List.copyOf(pieces);
    tensors = Map.copyOf(tensors);
    inputsFirst = Set.copyOf(inputsFirst);
    if (pieces.size() > architecture.vocabulary()) {
      throw new IllegalArgumentException(
          "["
              + source
              + "] has ["
              + pieces.size()
              + "] word pieces and embeddings for ["
              + architecture.vocabulary()
              + "]; expected one for each piece. Take both from the same checkpoint");
    }
  }

  /** What an importer found, refused where it doesn't fit together. */
  static BertCheckpoint of(
      String source,
      BertArchitecture architecture,
      WordPieceFiles tokenizer,
      Map<String, Tensor> tensors,
      Set<String> inputsFirst)
      throws BundleException {
    try {
      return new BertCheckpoint(
          source,
          architecture,
          tokenizer.pieces(),
          tokenizer.normalization(),
          tensors,
          inputsFirst);
    } catch (IllegalArgumentException e) {
      throw new BundleException(e.getMessage(), e);
    }
  }

  /** The same, with another name of where it was. */
  BertCheckpoint from(Path place) {
    return new BertCheckpoint(
        place.toString(), architecture, pieces, normalization, tensors, inputsFirst);
  }

  /** Whether capitals and small letters differ. */
  public boolean isCased() {
    return !normalization.lowerCase();
  }

  /**
   * Fills an encoder of this architecture, whose parameters have memory.
   *
   * @throws BundleException when a tensor is missing, of another shape or unknown
   */
  public void copyTo(BertEncoder encoder) throws BundleException {
    Set<String> used = new HashSet<>();
    fill(encoder.pieces().value(), BertEncoder.PIECES, used);
    for (Parameter parameter : encoder.parameters()) {
      fill(parameter, used);
    }
    Set<String> surplus = new TreeSet<>(tensors.keySet());
    surplus.removeAll(used);
    Set<String> known = new TreeSet<>(surplus);
    known.removeIf(name -> OTHERS.stream().noneMatch(name::startsWith));
    surplus.removeAll(known);
    if (!surplus.isEmpty()) {
      throw new BundleException(
          "["
              + source
              + "] has tensors "
              + surplus
              + ", which no encoder of its architecture has; expected BERT or ALBERT: "
              + architecture);
    }
    if (!known.isEmpty()) {
      LOG.info("Not part of the encoder in [{}]: {}", source, known);
    }
  }

  /** Whether there is a pooler: checkpoints of encoders alone have none. */
  public boolean hasPooler() {
    return tensors.containsKey(BertPooler.NAME + ".weight");
  }

  /**
   * Fills a pooler, whose parameters have memory.
   *
   * @throws BundleException when a tensor is missing or of another shape
   */
  public void copyTo(BertPooler pooler) throws BundleException {
    for (Parameter parameter : pooler.parameters()) {
      fill(parameter, new HashSet<>());
    }
  }

  private void fill(Parameter parameter, Set<String> used) throws BundleException {
    String name = parameter.name();
    Matrix value = parameter.value();
    if (!name.contains(SELF)) {
      fill(value, name, used);
      return;
    }
    int columns = value.columns() / QUERY_KEY_VALUE.size();
    for (int i = 0; i < QUERY_KEY_VALUE.size(); i++) {
      Matrix part = value.columns(i * columns, (i + 1) * columns);
      fill(part, name.replace(SELF, SELF + QUERY_KEY_VALUE.get(i)), used);
    }
  }

  private void fill(Matrix matrix, String name, Set<String> used) throws BundleException {
    Tensor tensor = tensors.get(name);
    boolean transposed =
        matrix.rows() > 1 && !name.startsWith("embeddings.") && !inputsFirst.contains(name);
    long[] expected =
        name.endsWith(".bias") || name.contains("LayerNorm")
            ? new long[] {matrix.columns()}
            : transposed
                ? new long[] {matrix.columns(), matrix.rows()}
                : new long[] {matrix.rows(), matrix.columns()};
    if (tensor == null || !Arrays.equals(tensor.shape(), expected)) {
      throw new BundleException(
          "Tensor ["
              + name
              + "] of ["
              + source
              + "] "
              + (tensor == null ? "is missing" : "has shape " + Arrays.toString(tensor.shape()))
              + "; expected shape "
              + Arrays.toString(expected)
              + " for "
              + architecture);
    }
    float[] numbers = tensor.floats();
    matrix.write(transposed ? transpose(numbers, matrix.columns()) : numbers);
    used.add(name);
  }

  static float[] transpose(float[] numbers, int rows) {
    int columns = numbers.length / rows;
    float[] transposed = new float[numbers.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = numbers[row * columns + column];
      }
    }
    return transposed;
  }
}
