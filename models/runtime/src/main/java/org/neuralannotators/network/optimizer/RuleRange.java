package org.neuralannotators.network.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;

/** Neighbouring numbers of a segment of parameters that are updated by the same rule. */
record RuleRange(long from, long to, UpdateRule rule) {
  /** The ranges of the segment from {@code begin} to {@code end} of all parameters. */
  static List<RuleRange> of(
      Parameters parameters, Function<String, UpdateRule> rules, long begin, long end) {
    List<RuleRange> ranges = new ArrayList<>();
    for (Parameter parameter : parameters.all()) {
      long offset = parameter.value().offset();
      long from = Math.max(offset, begin) - begin;
      long to = Math.min(offset + parameter.value().size(), end) - begin;
      UpdateRule rule = rules.apply(parameter.name());
      RuleRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (from >= to) {
        continue;
      }
      if (last != null && last.rule.equals(rule)) {
        ranges.set(ranges.size() - 1, new RuleRange(last.from, to, rule));
      } else {
        ranges.add(new RuleRange(from, to, rule));
      }
    }
    return ranges;
  }

  /** The range of a vector of the segment's length. */
  INDArray of(INDArray segment) {
    return segment.get(NDArrayIndex.interval(from, to));
  }
}
