package org.neuralannotators.translate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.network.Lanes;

/**
 * The best targets of texts that a model in training finds; texts that are too long are cut off.
 *
 * @param model stays the caller's
 * @param lanes stay the caller's
 */
public record TextSearch(TranslatorModel model, Lanes lanes, TranslatorOptions options) {
  /** A target for each source. */
  public List<String> best(List<String> sources) {
    int most = model.mostOfSource();
    List<int[]> pieces =
        sources.stream()
            .map(model.pieces()::source)
            .map(source -> source.length <= most ? source : Arrays.copyOf(source, most))
            .toList();
    HypothesisText texts = HypothesisText.of(model, options);
    List<List<ScoredTarget>> found = model.search(lanes, texts.search(options)).search(pieces);
    return IntStream.range(0, sources.size())
        .mapToObj(i -> texts.decode(sources.get(i), found.get(i).get(0)))
        .toList();
  }
}
