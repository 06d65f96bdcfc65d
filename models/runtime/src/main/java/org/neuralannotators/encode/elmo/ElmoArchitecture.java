package org.neuralannotators.encode.elmo;

import java.util.List;
import java.util.Objects;
import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of ELMo's bidirectional language model (Peters et al. 2018).
 *
 * @param characterColumns numbers in a character's vector
 * @param maximumCharacters bytes of a token with its begin and end; further ones are cut off
 * @param filters over the characters
 * @param activation of the filters
 * @param highways highway layers between filters and projection
 * @param layers of LSTMs in each direction
 * @param units cells of an LSTM
 * @param columns of a token's vector, and of the output of an LSTM
 * @param memoryClip largest absolute value of a cell's memory; 0 for no limit
 * @param outputClip largest absolute value of an LSTM's output; 0 for no limit
 * @param skipConnections whether each LSTM but the first adds its input to its output
 * @param mix whether the bundle has weights for a mix of the layers
 */
public record ElmoArchitecture(
    int characterColumns,
    int maximumCharacters,
    List<Filters> filters,
    Activation activation,
    int highways,
    int layers,
    int units,
    int columns,
    double memoryClip,
    double outputClip,
    boolean skipConnections,
    Mix mix) {
  /** More are a damaged file's. */
  private static final int MOST_LAYERS = 100;

  /** Trained weights for a {@link ScalarMix} of the tokens' vectors and all layers. */
  public enum Mix {
    NONE,
    PLAIN,

    /** With layers that are normalised before. */
    NORMALIZED
  }

  /**
   * Filters of one width.
   *
   * @param width characters in a window
   * @param count how many filters
   */
  public record Filters(int width, int count) {
    public Filters {
      requirePositive("width", width);
      requirePositive("count", count);
    }
  }

  public ElmoArchitecture {
    filters = List.copyOf(filters);
    Objects.requireNonNull(mix, "mix");
    requirePositive("characterColumns", characterColumns);
    requirePositive("filters", filters.size());
    requireLayers("highways", highways, 0);
    requireLayers("layers", layers, 1);
    requirePositive("units", units);
    requirePositive("columns", columns);
    requireLimit("memoryClip", memoryClip);
    requireLimit("outputClip", outputClip);
    if (activation != Activation.RELU && activation != Activation.TANH) {
      throw new IllegalArgumentException(
          "[" + activation + "] as activation of character filters; expected relu or tanh");
    }
    int widest = filters.stream().mapToInt(Filters::width).max().orElseThrow();
    if (maximumCharacters < Math.max(3, widest)) {
      throw new IllegalArgumentException(
          "["
              + maximumCharacters
              + "] characters a token; expected at least 3 and no fewer than the widest filter's ["
              + widest
              + "]");
    }
  }

  /** How many filters there are. */
  public int filterCount() {
    return filters.stream().mapToInt(Filters::count).sum();
  }

  /** Whether a layer brings the filters' values to the tokens' columns, as in bilm-tf. */
  boolean projectsTokens() {
    return filterCount() != columns;
  }

  private static void requirePositive(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "[" + number + "] for [" + what + "] of a language model; expected at least 1");
    }
  }

  private static void requireLayers(String what, int number, int least) {
    if (number < least || number > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "[%d] for [%s] of a language model; expected from %d to %d"
              .formatted(number, what, least, MOST_LAYERS));
    }
  }

  private static void requireLimit(String what, double limit) {
    if (!(limit >= 0)) {
      throw new IllegalArgumentException(
          "[" + limit + "] for [" + what + "]; expected a number above 0, or 0 for no limit");
    }
  }
}
