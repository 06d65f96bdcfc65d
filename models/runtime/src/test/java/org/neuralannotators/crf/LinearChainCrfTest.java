package org.neuralannotators.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/** Everything is compared with the sum over all paths, one after the other. */
class LinearChainCrfTest {
  private static final LabelSet LABELS = LabelSet.of(TagScheme.BIO, List.of("A", "B"));
  private static final int K = LABELS.size();
  private static final TransitionConstraints CONSTRAINTS =
      new TransitionConstraints(
          LABELS.allowedStarts(), LABELS.allowedTransitions(), LABELS.allowedEnds());

  private final Random random = new Random(11);
  private final double[] transitions = gaussians((K + 2) * K);
  private final LinearChainCrf crf = new LinearChainCrf(CONSTRAINTS, transitions);

  private double[] gaussians(int count) {
    return random.doubles(count).map(u -> 4 * u - 2).toArray();
  }

  private Emissions emissions(int length) {
    return new Emissions(gaussians(length * K + 3), 3, length, K);
  }

  private List<ScoredPath> allPaths(Emissions emissions) {
    List<ScoredPath> paths = new ArrayList<>();
    int count = (int) Math.pow(K, emissions.length());
    for (int number = 0; number < count; number++) {
      int[] path = new int[emissions.length()];
      for (int t = 0, rest = number; t < path.length; t++, rest /= K) {
        path[t] = rest % K;
      }
      double score = score(emissions, path);
      if (score > Double.NEGATIVE_INFINITY) {
        paths.add(new ScoredPath(path, score));
      }
    }
    paths.sort(Comparator.comparingDouble(path -> -path.score()));
    return paths;
  }

  private double score(Emissions emissions, int[] path) {
    double score = 0;
    for (int t = 0; t < path.length; t++) {
      int from = t == 0 ? K : path[t - 1];
      boolean allowed =
          t == 0 ? CONSTRAINTS.starts()[path[t]] : CONSTRAINTS.transitions()[path[t - 1]][path[t]];
      score += allowed ? transitions[from * K + path[t]] : Double.NEGATIVE_INFINITY;
      score += emissions.at(t, path[t]);
    }
    int last = path[path.length - 1];
    return CONSTRAINTS.ends()[last]
        ? score + transitions[(K + 1) * K + last]
        : Double.NEGATIVE_INFINITY;
  }

  private static double partition(List<ScoredPath> paths) {
    return paths.stream().mapToDouble(path -> Math.exp(path.score())).sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void kBestPathsAreTheBestOfAllAllowedPaths(int length) {
    Emissions emissions = emissions(length);
    List<ScoredPath> all = allPaths(emissions);
    List<ScoredPath> best = crf.kBest(emissions, 7);
    assertThat(best).hasSize(Math.min(7, all.size()));
    for (int i = 0; i < best.size(); i++) {
      assertThat(best.get(i).labels()).isEqualTo(all.get(i).labels());
      assertThat(best.get(i).score()).isCloseTo(all.get(i).score(), offset(1e-9));
    }
    assertThat(crf.viterbi(emissions).labels()).isEqualTo(all.get(0).labels());
  }

  @Test
  void kBestGivesAllPathsWhereThereAreFewerThanAsked() {
    Emissions emissions = emissions(2);
    assertThat(crf.kBest(emissions, 1000)).hasSameSizeAs(allPaths(emissions));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void probabilitiesAreSharesOfAllAllowedPaths(int length) {
    Emissions emissions = emissions(length);
    List<ScoredPath> all = allPaths(emissions);
    double z = partition(all);
    Lattice lattice = crf.lattice(emissions);
    assertThat(lattice.logPartition()).isCloseTo(Math.log(z), offset(1e-9));
    for (int t = 0; t < length; t++) {
      for (int label = 0; label < K; label++) {
        int token = t;
        int wanted = label;
        double share =
            partition(all.stream().filter(p -> p.labels()[token] == wanted).toList()) / z;
        assertThat(lattice.marginal(t, label)).isCloseTo(share, offset(1e-9));
      }
    }
  }

  @Test
  void spanProbabilityCountsThePathsInWhichTheSpanEndsThere() {
    Emissions emissions = emissions(5);
    List<ScoredPath> all = allPaths(emissions);
    int b = LABELS.index("B-A");
    int i = LABELS.index("I-A");
    boolean[] continues = new boolean[K];
    continues[i] = true;
    double share =
        partition(
                all.stream()
                    .filter(p -> p.labels()[1] == b && p.labels()[2] == i && p.labels()[3] != i)
                    .toList())
            / partition(all);
    assertThat(crf.lattice(emissions).spanProbability(1, new int[] {b, i}, continues))
        .isCloseTo(share, offset(1e-9));
    double atTheEnd =
        partition(all.stream().filter(p -> p.labels()[3] == b && p.labels()[4] == i).toList())
            / partition(all);
    assertThat(crf.lattice(emissions).spanProbability(3, new int[] {b, i}, continues))
        .isCloseTo(atTheEnd, offset(1e-9));
  }

  @Test
  void lossIsTheNegativeLogProbabilityAndItsGradientAgreesWithFiniteDifferences() {
    Emissions emissions = emissions(5);
    int[] gold = {0, LABELS.index("B-A"), LABELS.index("I-A"), LABELS.index("B-A"), 0};
    double[] dEmissions = new double[emissions.scores().length];
    double[] dTransitions = new double[transitions.length];
    double loss = crf.loss(emissions, gold, new CrfGradient(dEmissions, dTransitions));
    List<ScoredPath> all = allPaths(emissions);
    assertThat(loss).isCloseTo(Math.log(partition(all)) - score(emissions, gold), offset(1e-9));
    double step = 1e-6;
    for (int n = 3; n < emissions.scores().length; n++) {
      assertThat(dEmissions[n])
          .isCloseTo(slope(emissions, gold, emissions.scores(), n, step), offset(1e-7));
    }
    for (int n = 0; n < transitions.length; n++) {
      assertThat(dTransitions[n])
          .isCloseTo(slope(emissions, gold, transitions, n, step), offset(1e-7));
    }
  }

  private static CrfGradient gradient(Emissions emissions) {
    return new CrfGradient(new double[emissions.scores().length], new double[(K + 2) * K]);
  }

  private double slope(Emissions emissions, int[] gold, double[] numbers, int n, double step) {
    double value = numbers[n];
    numbers[n] = value + step;
    double above = loss(emissions, gold);
    numbers[n] = value - step;
    double below = loss(emissions, gold);
    numbers[n] = value;
    return (above - below) / (2 * step);
  }

  private double loss(Emissions emissions, int[] gold) {
    return new LinearChainCrf(CONSTRAINTS, transitions).loss(emissions, gold, gradient(emissions));
  }

  @Test
  void forbiddenTransitionsAreNeverDecodedHoweverTheyScore() {
    double[] scores = new double[2 * K];
    scores[LABELS.index("I-A")] = 1000;
    scores[K + LABELS.index("I-B")] = 1000;
    Emissions emissions = new Emissions(scores, 0, 2, K);
    for (ScoredPath path : crf.kBest(emissions, 50)) {
      List<String> tags = Arrays.stream(path.labels()).mapToObj(LABELS::tag).toList();
      TagScheme.BIO.validate(tags);
    }
    assertThat(crf.lattice(emissions).marginal(0, LABELS.index("I-A"))).isZero();
    assertThat(crf.lattice(emissions).logPartition()).isFinite();
  }

  @Test
  void forbiddenGoldPathIsAnError() {
    assertThatThrownBy(
            () -> crf.loss(emissions(1), new int[] {LABELS.index("I-A")}, gradient(emissions(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forbids");
  }

  @Test
  void sentenceWithoutTokensHasAnEmptyPathAndNoLoss() {
    Emissions nothing = emissions(0);
    assertThat(crf.viterbi(nothing).labels()).isEmpty();
    assertThat(crf.loss(nothing, new int[0], gradient(nothing))).isZero();
  }

  @Test
  void scoresFarApartKeepTheirProbabilities() {
    double[] scores = new double[3 * K];
    for (int t = 0; t < 3; t++) {
      scores[t * K] = t == 1 ? -5000 : 5000;
    }
    Lattice lattice = crf.lattice(new Emissions(scores, 0, 3, K));
    double sum = 0;
    for (int label = 0; label < K; label++) {
      sum += lattice.marginal(1, label);
    }
    assertThat(sum).isCloseTo(1, offset(1e-9));
  }

  @Test
  void whereTheNetworkGaveNanThereIsAPathOfWhichNothingIsCertain() {
    for (int token = 0; token < 4; token++) {
      Emissions emissions = emissions(4);
      Arrays.fill(emissions.scores(), 3 + token * K, 3 + (token + 1) * K, Double.NaN);
      int[] path = crf.viterbi(emissions).labels();
      assertThat(path).hasSize(4);
      Lattice lattice = crf.lattice(emissions);
      for (int t = 0; t < 4; t++) {
        assertThat(lattice.marginal(t, path[t])).isZero();
      }
      assertThat(lattice.spanProbability(0, path, new boolean[K])).isZero();
    }
    LinearChainCrf broken = new LinearChainCrf(CONSTRAINTS, nans((K + 2) * K));
    assertThat(broken.viterbi(emissions(3)).labels()).hasSize(3);
  }

  private static double[] nans(int count) {
    double[] nans = new double[count];
    Arrays.fill(nans, Double.NaN);
    return nans;
  }
}
