package org.neuralannotators.train.encoder;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.encode.TokenCase;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.input.EmbeddingSum;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.train.config.ConfigurationException;

/**
 * The encoder that a configuration names, while its bundle is open.
 *
 * @param bert the configuration
 * @param checkpoint the encoder
 * @param sources what it was trained on
 */
public record PretrainedEncoder(
    EncoderFineTuning bert,
    EncoderCheckpoint checkpoint,
    List<ModelManifest.TrainingData> sources) {
  private static final int SPECIALS = 2;

  /** What is made of an encoder. */
  @FunctionalInterface
  public interface Use<R> {
    R apply(PretrainedEncoder encoder) throws IOException;
  }

  /** Opens the bundle for as long as it is used. */
  public static <R> R use(EncoderFineTuning bert, Use<R> use) throws IOException {
    try (ModelBundle bundle = ModelRepository.standard().open(bert.encoder())) {
      EncoderCheckpoint checkpoint = EncoderBundle.read(bundle);
      return use.apply(
          new PretrainedEncoder(
              bert,
              bert.tokenCase() ? checkpoint.withMoreSegments(TokenCase.SEGMENTS) : checkpoint,
              bundle.manifest().trainingData()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("[bert]: " + e.getMessage(), e);
    }
  }

  public EncoderArchitecture architecture() {
    return checkpoint.architecture();
  }

  /** Most pieces of a sequence. */
  public int maximumPieces() {
    return bert.maximumPieces() == null ? architecture().maximumPositions() : bert.maximumPieces();
  }

  /** Pieces between the beginnings of two windows. */
  public int stride() {
    return bert.stride() == null ? Math.max(1, (maximumPieces() - SPECIALS) / 2) : bert.stride();
  }

  /**
   * A model before its training.
   *
   * @param network the model's, with this encoder
   */
  public <M> UntrainedModel<M> untrained(M model, EncoderNetwork network) {
    Stream<Parameter> segments =
        network.parameters().all().stream()
            .filter(each -> bert.tokenCase() && each.name().equals(EmbeddingSum.SEGMENTS));
    return new UntrainedModel<>(
        model,
        rules(network),
        Stream.concat(segments, network.headParameters().stream()).toList(),
        sources);
  }

  private Function<String, UpdateRule> rules(EncoderNetwork network) {
    // Not through this: the checkpoint's memory must not outlive its use.
    EncoderFineTuning tuning = bert;
    int layers = architecture().layers();
    Set<String> ofHeads =
        network.headParameters().stream().map(Parameter::name).collect(Collectors.toSet());
    return name -> tuning.rule(name, layers, ofHeads.contains(name));
  }
}
