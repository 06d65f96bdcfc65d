package org.neuralannotators.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/** Losses are compared with the sum over all paths, gradients with finite differences. */
class SoftLabelsTest {
  private static final LabelSet LABELS = LabelSet.of(TagScheme.BIOES, List.of("A"));
  private static final int K = LABELS.size();
  private static final TransitionConstraints CONSTRAINTS =
      new TransitionConstraints(
          LABELS.allowedStarts(), LABELS.allowedTransitions(), LABELS.allowedEnds());
  private static final double STEP = 1e-6;

  private final Random random = new Random(5);
  private final double[] transitions = numbers((K + 2) * K);

  private double[] numbers(int count) {
    return random.doubles(count).map(u -> 4 * u - 2).toArray();
  }

  private Emissions emissions(int length) {
    return new Emissions(numbers(length * K + 3), 3, length, K);
  }

  /** Of a teacher with other scores and the same constraints. */
  private float[] teaching(int length) {
    Lattice lattice =
        new LinearChainCrf(CONSTRAINTS, numbers((K + 2) * K)).lattice(emissions(length));
    float[] marginals = new float[length * K];
    for (int i = 0; i < marginals.length; i++) {
      marginals[i] = (float) lattice.marginal(i / K, i % K);
    }
    return marginals;
  }

  private LinearChainCrf crf(boolean constrained) {
    return new LinearChainCrf(
        constrained ? CONSTRAINTS : TransitionConstraints.none(K), transitions);
  }

  private static CrfGradient gradient(Emissions emissions) {
    return new CrfGradient(new double[emissions.scores().length], new double[(K + 2) * K]);
  }

  /** The sum over the tokens of the divergence, by all paths one after the other. */
  private double expected(boolean constrained, Emissions emissions, float[] q, double temperature) {
    int length = emissions.length();
    double[] sums = new double[length * K];
    double z = 0;
    for (int[] path : paths(length)) {
      double score = crf(constrained).score(emissions, path) / temperature;
      z += Math.exp(score);
      for (int t = 0; t < length; t++) {
        sums[t * K + path[t]] += Math.exp(score);
      }
    }
    double loss = 0;
    for (int i = 0; i < sums.length; i++) {
      loss += q[i] == 0 ? 0 : q[i] * Math.log(q[i] / (sums[i] / z));
    }
    return loss * temperature * temperature;
  }

  private static List<int[]> paths(int length) {
    List<int[]> paths = new ArrayList<>();
    for (int number = 0; number < Math.pow(K, length); number++) {
      int[] path = new int[length];
      for (int t = 0, rest = number; t < length; t++, rest /= K) {
        path[t] = rest % K;
      }
      paths.add(path);
    }
    return paths;
  }

  @ParameterizedTest
  @CsvSource({"1,1,true", "2,1,true", "5,1,true", "4,1,false", "5,2.5,true", "4,0.5,false"})
  void lossIsTheDivergenceOfTheMarginalsAndItsGradientAgreesWithFiniteDifferences(
      int length, double temperature, boolean constrained) {
    Emissions emissions = emissions(length);
    float[] q = teaching(length);
    CrfTarget soft = new SoftLabels(length, () -> q, temperature);
    assertThat(soft.loss(crf(constrained), emissions, gradient(emissions)))
        .isCloseTo(expected(constrained, emissions, q, temperature), offset(1e-6));
    checkGradient(soft, constrained, emissions);
  }

  @Test
  void interpolatedLossAgreesWithFiniteDifferencesToo() {
    Emissions emissions = emissions(3);
    float[] q = teaching(3);
    CrfTarget soft = new SoftLabels(3, () -> q, 2);
    CrfTarget gold = new GoldLabels(new int[] {0, LABELS.index("B-A"), LABELS.index("E-A")});
    CrfTarget mixed = new MixedTarget(0.3, soft, gold);
    LinearChainCrf crf = crf(true);
    assertThat(mixed.loss(crf, emissions, gradient(emissions)))
        .isCloseTo(
            0.3 * soft.loss(crf, emissions, gradient(emissions))
                + 0.7 * gold.loss(crf, emissions, gradient(emissions)),
            offset(1e-9));
    checkGradient(mixed, true, emissions);
  }

  @Test
  void whatTheCrfForbidsIsDividedAmongTheOtherLabels() {
    Emissions emissions = emissions(2);
    // No sentence begins inside of a span, nor ends there.
    float[] q = new float[2 * K];
    q[LABELS.index("I-A")] = 0.5f;
    q[0] = 0.25f;
    q[LABELS.index("S-A")] = 0.25f;
    q[K + LABELS.index("B-A")] = 1;
    CrfTarget soft = new SoftLabels(2, () -> q, 1);
    float[] possible = new float[2 * K];
    possible[0] = 0.5f;
    possible[LABELS.index("S-A")] = 0.5f;
    assertThat(soft.loss(crf(true), emissions, gradient(emissions)))
        .isCloseTo(expected(true, emissions, possible, 1), offset(1e-6));
    checkGradient(soft, true, emissions);
  }

  @Test
  void aTeachersOwnScoresHaveNeitherLossNorGradient() {
    Emissions emissions = emissions(6);
    Lattice lattice = crf(true).lattice(emissions);
    float[] q = new float[6 * K];
    for (int i = 0; i < q.length; i++) {
      q[i] = (float) lattice.marginal(i / K, i % K);
    }
    CrfGradient gradient = gradient(emissions);
    assertThat(new SoftLabels(6, () -> q, 1).loss(crf(true), emissions, gradient))
        .isCloseTo(0, offset(1e-6));
    assertThat(gradient.emissions())
        .containsOnly(new double[gradient.emissions().length], offset(1e-6));
    assertThat(gradient.transitions())
        .containsOnly(new double[gradient.transitions().length], offset(1e-6));
  }

  @Test
  void scoresFarApartHaveAFiniteGradient() {
    double[] scores = new double[4 * K];
    for (int t = 0; t < 4; t++) {
      scores[t * K] = t % 2 == 0 ? 4000 : -4000;
      scores[t * K + 1] = t % 2 == 0 ? -4000 : 4000;
    }
    Emissions emissions = new Emissions(scores, 0, 4, K);
    float[] q = teaching(4);
    CrfGradient gradient = gradient(emissions);
    assertThat(new SoftLabels(4, () -> q, 1).loss(crf(true), emissions, gradient))
        .isFinite()
        .isPositive();
    assertThat(gradient.emissions()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(gradient.transitions()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
  }

  @Test
  void aNetworkThatGaveNanHasALossThatIsNan() {
    Emissions emissions = emissions(3);
    Arrays.fill(emissions.scores(), 3 + K, 3 + 2 * K, Double.NaN);
    float[] q = teaching(3);
    assertThat(new SoftLabels(3, () -> q, 1).loss(crf(true), emissions, gradient(emissions)))
        .isNaN();
  }

  @Test
  void nothingIsLearntOfASentenceWithoutTokens() {
    Emissions nothing = emissions(0);
    CrfGradient gradient = gradient(nothing);
    assertThat(new SoftLabels(0, () -> new float[0], 2).loss(crf(true), nothing, gradient))
        .isZero();
    assertThat(gradient.transitions()).containsOnly(0);
  }

  @Test
  void probabilitiesOfAnotherSentenceAreRefused() {
    Emissions emissions = emissions(2);
    assertThatThrownBy(
            () ->
                new SoftLabels(2, () -> new float[K], 1)
                    .loss(crf(true), emissions, gradient(emissions)))
        .hasMessageContaining("[5] probabilities for [2] tokens and [5] labels");
  }

  private void checkGradient(CrfTarget target, boolean constrained, Emissions emissions) {
    CrfGradient gradient = gradient(emissions);
    target.loss(crf(constrained), emissions, gradient);
    ToDoubleFunction<Emissions> loss = at -> target.loss(crf(constrained), at, gradient(at));
    check(emissions.scores(), gradient.emissions(), emissions, loss);
    check(transitions, gradient.transitions(), emissions, loss);
  }

  private static void check(
      double[] numbers, double[] gradient, Emissions at, ToDoubleFunction<Emissions> loss) {
    for (int n = 0; n < numbers.length; n++) {
      double value = numbers[n];
      numbers[n] = value + STEP;
      double above = loss.applyAsDouble(at);
      numbers[n] = value - STEP;
      double below = loss.applyAsDouble(at);
      numbers[n] = value;
      assertThat(gradient[n]).isCloseTo((above - below) / (2 * STEP), offset(1e-7));
    }
  }
}
