package org.neuralannotators.encode.elmo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.Highway;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.text.CharacterIds;

/**
 * Character convolution with filters of several widths, the largest value of each, highway layers
 * and a projection (Kim et al. 2016; ELMo's token layer as bilm-tf has it). Words are filled up
 * with padding characters, which windows see like others: of the windows that see nothing else one
 * is enough.
 */
final class HighwayCharacterCnn implements CharacterEncoder {
  private final Parameter characters;
  private final List<CharacterFilters> filters = new ArrayList<>();
  private final List<Highway> highways = new ArrayList<>();

  /** Null where there are as many filters as columns. */
  private final Linear projection;

  private final ElmoArchitecture architecture;

  HighwayCharacterCnn(Parameters parameters, ElmoArchitecture architecture) {
    this.architecture = architecture;
    characters =
        parameters.add(
            "characters",
            CharacterIds.COUNT,
            architecture.characterColumns(),
            Initializer.embedding());
    for (int i = 0; i < architecture.filters().size(); i++) {
      ElmoArchitecture.Filters group = architecture.filters().get(i);
      filters.add(
          new CharacterFilters(
              parameters,
              "characters.cnn." + i,
              architecture.characterColumns(),
              group.width(),
              group.count(),
              architecture.activation()));
    }
    for (int i = 0; i < architecture.highways(); i++) {
      highways.add(new Highway(parameters, "characters.highway." + i, architecture.filterCount()));
    }
    projection =
        architecture.projectsTokens()
            ? new Linear(
                parameters,
                "characters.projection",
                architecture.filterCount(),
                architecture.columns(),
                Activation.IDENTITY)
            : null;
  }

  @Override
  public int dimension() {
    return architecture.columns();
  }

  @Override
  public Encoding encode(Pass pass, List<int[]> words) {
    CharacterBatch batch = CharacterBatch.of(words);
    int rows = batch.packed().rows();
    int[] withPadding = Arrays.copyOf(batch.ids(), rows + 1);
    withPadding[rows] = CharacterIds.PADDING;
    Indices ids = pass.workspace().indices(withPadding);
    Matrix vectors = pass.workspace().matrix(rows + 1, characters.columns());
    pass.kernels().gather(characters.value(), ids, vectors);

    Matrix maxima = pass.workspace().matrix(words.size(), architecture.filterCount());
    List<CharacterFilters.Trace> traces = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      int width = architecture.filters().get(i).width();
      PackedSequence positions = positions(words, width);
      int[] windows = windows(batch.packed(), positions, width);
      traces.add(filters.get(i).forward(pass, vectors, positions, windows, group(maxima, i)));
    }
    List<Highway.Trace> gated = new ArrayList<>();
    Matrix top = maxima;
    for (Highway highway : highways) {
      gated.add(highway.forward(pass, top));
      top = gated.get(gated.size() - 1).output();
    }
    Matrix unprojected = top;
    Matrix output = projection == null ? top : projection.forward(pass, top);

    return new Encoding(
        output,
        dOutput -> {
          Matrix d =
              projection == null
                  ? dOutput
                  : projection.backward(pass, unprojected, output, dOutput);
          for (int i = highways.size() - 1; i >= 0; i--) {
            d = highways.get(i).backward(pass, gated.get(i), d);
          }
          Matrix dVectors = pass.workspace().zeros(vectors.rows(), vectors.columns());
          for (int i = 0; i < filters.size(); i++) {
            filters.get(i).backward(pass, traces.get(i), group(d, i), dVectors);
          }
          pass.kernels().scatterAdd(dVectors, ids, pass.gradient(characters));
        });
  }

  /** The columns of the filters of one width. */
  private Matrix group(Matrix all, int group) {
    int from =
        architecture.filters().stream()
            .limit(group)
            .mapToInt(ElmoArchitecture.Filters::count)
            .sum();
    return all.columns(from, from + architecture.filters().get(group).count());
  }

  /** The begins of windows in each word: at its characters and at the first padding behind. */
  private PackedSequence positions(List<int[]> words, int width) {
    int last = architecture.maximumCharacters() - width;
    return new PackedSequence(
        words.stream().mapToInt(word -> Math.min(word.length, last) + 1).toArray());
  }

  /** For each position the rows of its window; the row behind the last is padding. */
  private static int[] windows(PackedSequence words, PackedSequence positions, int width) {
    int[] sorted = new int[words.sequences()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[words.original(i)] = i;
    }
    int[] windows = new int[positions.rows() * width];
    int next = 0;
    for (int t = 0; t < positions.steps(); t++) {
      for (int i = 0; i < positions.active(t); i++) {
        int word = sorted[positions.original(i)];
        for (int w = t; w < t + width; w++) {
          windows[next++] = w < words.length(word) ? words.row(word, w) : words.rows();
        }
      }
    }
    return windows;
  }
}
