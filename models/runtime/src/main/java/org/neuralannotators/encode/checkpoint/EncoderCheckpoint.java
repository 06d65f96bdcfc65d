package org.neuralannotators.encode.checkpoint;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.encode.transformer.input.EmbeddingSum;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.text.tokenizer.StoredTokenizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pretrained encoder as an importer found it. Immutable and so thread-safe.
 *
 * @param source the file or folder, for errors
 * @param architecture of the encoder
 * @param tokenizer its tokenizer
 * @param tensors by the names of Hugging Face's {@code BertModel}, matrices of layers with a row
 *     for each output; those of pretraining's heads, where the source has them, as in {@code
 *     BertForPreTraining}: {@code cls.predictions.transform.dense.weight} and so on
 */
public record EncoderCheckpoint(
    String source,
    EncoderArchitecture architecture,
    StoredTokenizer tokenizer,
    Map<String, Tensor> tensors) {
  private static final Logger LOG = LoggerFactory.getLogger(EncoderCheckpoint.class);

  /** A buffer of old checkpoints. */
  private static final String POSITIONS = "embeddings.position_ids";

  /** How the tensors of heads begin, in whatever family and with us. */
  private static final List<String> HEADS =
      List.of(
          "pooler.",
          "cls.",
          "classifier.",
          "pre_classifier.",
          "qa_outputs.",
          "emissions.",
          "predictions.",
          "sop_classifier.",
          "lm_head.",
          "vocab_",
          "generator_predictions.",
          "generator_lm_head.",
          "discriminator_predictions.",
          "lm_predictions.",
          "mask_predictions.",
          "head.",
          "decoder.",
          "lm_loss.",
          "sequence_summary.",
          "logits_proj.",
          "start_logits.",
          "end_logits.",
          "answer_class.");

  /** What {@link #with} leaves as it is where it isn't replaced. */
  private static final String POOLER = "pooler.";

  public EncoderCheckpoint {
    tensors = Map.copyOf(tensors);
    if (tokenizer.tokenizer().size() > architecture.vocabulary()) {
      throw new IllegalArgumentException(
          "["
              + source
              + "] has ["
              + tokenizer.tokenizer().size()
              + "] word pieces and embeddings for ["
              + architecture.vocabulary()
              + "]; expected one for each piece. Take both from the same checkpoint");
    }
  }

  /**
   * Whether a tensor belongs to a head and not to the encoder.
   *
   * @param name without the name of the encoder's model before it
   */
  public static boolean isOfHead(String name) {
    return HEADS.stream().anyMatch(name::startsWith);
  }

  /** Whether capitals and small letters differ. */
  public boolean cased() {
    return tokenizer.cased();
  }

  /**
   * Fills an encoder of this architecture, whose parameters have memory.
   *
   * @throws BundleException when a tensor is missing, of another shape or unknown
   */
  public void copyTo(Encoder encoder) throws BundleException {
    copyTo(encoder, List.of());
  }

  /**
   * Fills an encoder of this architecture and all of a head, whose parameters have memory.
   *
   * @param head parameters with the names of their tensors
   * @throws BundleException when a tensor is missing, of another shape or unknown
   */
  public void copyTo(Encoder encoder, Collection<Parameter> head) throws BundleException {
    List<CheckpointTensor> wanted = Stream.concat(wanted(encoder), wanted(head)).toList();
    check(wanted);
    checkpointTensors().fill(wanted);
  }

  /**
   * Looks whether an encoder of this architecture can be filled; takes no memory for one.
   *
   * @throws BundleException when tensors are missing, of another shape or unknown, naming the first
   *     of them
   */
  public void check() throws BundleException {
    Parameters parameters = new Parameters();
    Parameter pieces =
        parameters.add(
            EncoderArchitecture.PIECES,
            architecture.vocabulary(),
            architecture.embeddingSize(),
            Initializer.zeros());
    Encoder encoder =
        architecture.encoder(parameters, EmbeddingTable.of(pieces), EncoderDropout.NONE);
    parameters.withoutMemory();
    check(wanted(encoder).toList());
  }

  private void check(List<CheckpointTensor> wanted) throws BundleException {
    Set<String> known =
        checkpointTensors()
            .check(
                wanted,
                name -> isOfHead(name) || name.equals(POSITIONS) || architecture.passesOver(name));
    if (!known.isEmpty()) {
      LOG.info("Beside the encoder [{}] has {}", source, known);
    }
  }

  private CheckpointTensors checkpointTensors() {
    return new CheckpointTensors(
        source, tensors, "encoder", architecture.layers(), architecture.hidden());
  }

  /**
   * Fills the parameters of a pretraining's head, which have memory and the names of its tensors.
   *
   * @throws BundleException when a tensor is missing or of another shape
   */
  public void copyTo(Collection<Parameter> head) throws BundleException {
    checkpointTensors().fill(wanted(head).toList());
  }

  /** Whether there are tensors for all of a head's parameters. */
  public boolean has(Collection<Parameter> head) {
    return head.stream().allMatch(parameter -> tensors.containsKey(parameter.name()));
  }

  /**
   * This checkpoint after training. Of what belongs to other tasks it keeps the pooler alone.
   *
   * @param encoder of this architecture
   * @param heads the parameters of the heads that were trained with it
   */
  public EncoderCheckpoint with(Encoder encoder, Collection<Parameter> heads) {
    SafeTensorsWriter writer = new SafeTensorsWriter();
    Stream.concat(wanted(encoder), wanted(heads))
        .forEach(
            tensor ->
                writer.add(tensor.name(), TensorType.F32, tensor.toFloats(), tensor.dimensions()));
    Map<String, Tensor> trained = new HashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(POOLER)) {
            trained.put(name, tensor);
          }
        });
    trained.putAll(read(writer));
    return new EncoderCheckpoint(source, architecture, tokenizer, trained);
  }

  /**
   * This checkpoint with more segments behind those that it knows, which begin as its first one is.
   *
   * @throws IllegalArgumentException when the architecture has no segments of this kind
   * @throws BundleException as {@link #check()}
   */
  public EncoderCheckpoint withMoreSegments(int more) throws BundleException {
    if (!(architecture instanceof BertArchitecture bert)) {
      throw new IllegalArgumentException(
          "[%s] is an encoder of [%s], which has no segments to add to; expected one of BERT's form, such as BERT, DistilBERT or RoBERTa"
              .formatted(source, architecture.getClass().getSimpleName()));
    }
    check();
    int known = Math.max(1, bert.segments());
    int columns = bert.embeddingSize();
    float[] rows = new float[(known + more) * columns];
    if (bert.segments() > 0) {
      float[] pretrained = tensors.get(EmbeddingSum.SEGMENTS).floats();
      System.arraycopy(pretrained, 0, rows, 0, pretrained.length);
      for (int i = known; i < known + more; i++) {
        System.arraycopy(pretrained, 0, rows, i * columns, columns);
      }
    }
    SafeTensorsWriter writer = new SafeTensorsWriter();
    writer.add(EmbeddingSum.SEGMENTS, TensorType.F32, rows, known + more, columns);
    Map<String, Tensor> all = new HashMap<>(tensors);
    all.putAll(read(writer));
    return new EncoderCheckpoint(source, bert.withSegments(known + more), tokenizer, all);
  }

  private Map<String, Tensor> read(SafeTensorsWriter writer) {
    try {
      return SafeTensors.read(ByteBuffer.wrap(writer.toBytes()), source);
    } catch (BundleException e) {
      throw new AssertionError(e);
    }
  }

  private Stream<CheckpointTensor> wanted(Encoder encoder) {
    return Stream.concat(
        Stream.of(CheckpointTensor.table(EncoderArchitecture.PIECES, encoder.pieces().value())),
        wanted(encoder.parameters()));
  }

  private Stream<CheckpointTensor> wanted(Collection<Parameter> parameters) {
    return parameters.stream().flatMap(each -> architecture.tensors(each).stream());
  }
}
