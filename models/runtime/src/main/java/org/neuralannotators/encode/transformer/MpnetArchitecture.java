package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;

/**
 * The shape of MPNet's encoder (Song et al. 2020): BERT's with a bias for the distances of pieces.
 *
 * @param bert with embeddings of the hidden states' columns, without shared layers
 * @param buckets of distances, a multiple of 4
 * @param furthest the distance from which on there are no more buckets
 */
public record MpnetArchitecture(BertArchitecture bert, int buckets, int furthest)
    implements EncoderArchitecture {
  public MpnetArchitecture {
    if (bert.projectsEmbeddings()) {
      throw new IllegalArgumentException(
          ("[%d] columns of embeddings for [%d] hidden columns of MPNet%s; expected as many, and layers"
                  + " of their own")
              .formatted(
                  bert.embeddingSize(),
                  bert.hidden(),
                  bert.sharedLayers() ? " with shared layers" : ""));
    }
  }

  @Override
  public Encoder encoder(Parameters parameters, EmbeddingTable pieces, EncoderDropout dropout) {
    return MpnetEncoder.of(parameters, pieces, this, dropout);
  }

  @Override
  public List<CheckpointTensor> tensors(Parameter parameter) {
    return parameter.name().startsWith(MpnetEncoder.BIAS)
        ? List.of(CheckpointTensor.table(parameter.name(), parameter.value()))
        : bert.tensors(parameter);
  }

  @Override
  public int layers() {
    return bert.layers();
  }

  @Override
  public int hidden() {
    return bert.hidden();
  }

  @Override
  public int maximumPositions() {
    return bert.maximumPositions();
  }

  @Override
  public int vocabulary() {
    return bert.vocabulary();
  }

  @Override
  public int segments() {
    return bert.segments();
  }

  @Override
  public int embeddingSize() {
    return bert.embeddingSize();
  }
}
