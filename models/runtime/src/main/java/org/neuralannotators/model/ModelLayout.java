package org.neuralannotators.model;

import java.util.function.Function;
import org.neuralannotators.encode.transformer.EncoderArchitecture;

/**
 * How models of a kind are made.
 *
 * @param kind the kind that a bundle's manifest names
 * @param architecture the class of what the manifest says of the network
 * @param encoder of such an architecture
 * @param heads puts the heads on the encoder
 * @param <A> the architecture
 * @param <H> the head, or several of them
 */
public record ModelLayout<A, H>(
    String kind,
    Class<A> architecture,
    Function<A, EncoderArchitecture> encoder,
    HeadFactory<A, H> heads) {
  /** Makes heads. */
  @FunctionalInterface
  public interface HeadFactory<A, H> {
    /**
     * Heads whose parameters are added to the encoder's, without memory yet.
     *
     * @throws IllegalArgumentException when a part of the description is missing
     */
    H create(EncoderNetwork network, ModelSpec<A> spec);
  }
}
