package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.generate.EarlyStopping;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.PieceRules;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.network.Lanes;

/** What searches find is what transformers' find; see targets_reference.py. */
class ImportedSearchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode REFERENCE = reference();
  private static final List<int[]> SOURCES =
      List.of(JSON.convertValue(REFERENCE.get("sources"), int[][].class));
  private static final Lanes LANES = new Lanes(1, DataType.FLOAT);

  @AfterAll
  static void close() {
    LANES.close();
  }

  private static JsonNode reference() {
    try (InputStream input = ImportedSearchTest.class.getResourceAsStream("targets.json")) {
      return JSON.readTree(input);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A search and what it finds for each source. */
  record Search(int model, GenerationSettings settings, List<Found> found) {
    @Override
    public String toString() {
      return "model %d, %s".formatted(model, settings);
    }
  }

  /**
   * What is found.
   *
   * @param targets with their ends
   * @param scores null of greedy search
   */
  record Found(List<List<Integer>> targets, double[] scores) {}

  static Stream<Search> searches() {
    return StreamSupport.stream(REFERENCE.get("searches").spliterator(), false)
        .map(search -> JSON.convertValue(search, Search.class));
  }

  private static TableNetwork network(int number) {
    return JSON.convertValue(REFERENCE.get("models").get(number), TableNetwork.class);
  }

  private static TranslatorOptions hypotheses(int number) {
    return TranslatorOptions.DEFAULT.withBeam(Math.max(5, number)).withNBest(number);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void searchFindsWhatTransformersFinds(Search search) {
    TableNetwork network = network(search.model());
    List<List<ScoredTarget>> found =
        new PieceSearch(network, LANES, hypotheses(search.settings().beams()), search.settings())
            .search(SOURCES);
    for (int i = 0; i < found.size(); i++) {
      Found expected = search.found().get(i);
      assertThat(found.get(i).stream().map(target -> list(target.pieces())))
          .isEqualTo(expected.targets().stream().map(each -> text(each, network.marks())).toList());
      if (expected.scores() != null) {
        double[] scores = found.get(i).stream().mapToDouble(ScoredTarget::score).toArray();
        for (int j = 0; j < scores.length; j++) {
          double tolerance = 1e-5 * Math.max(1, Math.abs(scores[j]));
          assertThat(scores[j]).isCloseTo(expected.scores()[j], offset(tolerance));
        }
      }
    }
  }

  private static List<Integer> list(int[] pieces) {
    return Arrays.stream(pieces).boxed().toList();
  }

  /** A target without its end. */
  private static List<Integer> text(List<Integer> target, TargetMarks marks) {
    int last = target.size() - 1;
    return marks.isEnd(target.get(last)) ? target.subList(0, last) : target;
  }

  /** The search of a model with these settings, as transformers does it. */
  private static Search search(int model, GenerationSettings settings) {
    return searches()
        .filter(each -> each.model() == model && each.settings().equals(settings))
        .findFirst()
        .orElseThrow();
  }

  private static GenerationSettings settings(int beams, double lengthPenalty, PieceRules rules) {
    return new GenerationSettings(
        beams, lengthPenalty, EarlyStopping.AT_PRESENT_LENGTH, 14, 0, rules);
  }

  private static List<List<Integer>> best(PieceSearch search) {
    List<List<Integer>> best = new ArrayList<>();
    search.search(SOURCES).forEach(found -> best.add(list(found.get(0).pieces())));
    return best;
  }

  private static List<List<Integer>> expected(GenerationSettings settings) {
    return search(0, settings).found().stream()
        .map(found -> text(found.targets().get(0), network(0).marks()))
        .toList();
  }

  @Test
  void whatTheCallerWantsComesBeforeWhatTheAuthorsWant() {
    GenerationOptions wanted = new GenerationOptions(5, 2.0, 8, 14, 3, 1.0);
    GenerationSettings authors =
        new GenerationSettings(
            2, 0.5, EarlyStopping.NEVER, 5, 2, PieceRules.NONE.withRepetitionPenalty(3));
    PieceSearch search =
        new PieceSearch(network(0), LANES, hypotheses(1).withGeneration(wanted), authors);
    assertThat(best(search))
        .isEqualTo(
            expected(
                new GenerationSettings(
                    5, 2, EarlyStopping.NEVER, 14, 8, PieceRules.NONE.withNoRepeatNgram(3))));
  }

  @Test
  void searchForLessRepetitionKeepsTheAuthorsRules() {
    PieceRules rules = PieceRules.NONE.withNoRepeatNgram(2);
    GenerationSettings authors =
        new GenerationSettings(4, 1, EarlyStopping.AT_PRESENT_LENGTH, 14, 8, rules);
    PieceSearch search = new PieceSearch(network(0), LANES, hypotheses(1), authors);
    assertThat(best(search.withUnrepeated(3))).isEqualTo(expected(authors));
  }

  @Test
  void givenTargetsHaveTheScoreOfTheSearchThatFindsThem() {
    PieceRules rules = PieceRules.NONE.withForcedBegin(List.of(9));
    GenerationSettings settings = settings(4, 1, rules);
    TargetMarks marks = network(1).marks();
    PieceSearch search = new PieceSearch(network(1), LANES, hypotheses(1), settings);
    int scored = 0;
    for (int i = 0; i < SOURCES.size(); i++) {
      Found found = search(1, settings).found().get(i);
      for (int j = 0; j < found.scores().length; j++) {
        List<Integer> target = found.targets().get(j);
        if (marks.isEnd(target.get(target.size() - 1))) {
          List<Integer> text = text(target, marks);
          ScoredTarget score = search.score(List.of(example(SOURCES.get(i), text))).get(0);
          assertThat(list(score.pieces())).isEqualTo(text);
          assertThat(score.score()).isCloseTo(found.scores()[j], offset(1e-5));
          scored++;
        }
      }
    }
    assertThat(scored).isPositive();
  }

  /** Without the piece that targets begin with. */
  private static ParallelExample example(int[] source, List<Integer> target) {
    return new ParallelExample(
        source, target.stream().skip(1).mapToInt(Integer::intValue).toArray());
  }

  @Test
  void targetEndsWhereNothingMayCome() {
    TableNetwork network = network(0);
    List<Integer> all = IntStream.range(0, network.pieces().length).boxed().toList();
    PieceRules rules =
        new PieceRules(1, 0, null, all, null, List.of(9), null, true);
    for (int beams : new int[] {1, 4}) {
      PieceSearch search =
          new PieceSearch(network, LANES, hypotheses(1), settings(beams, 1, rules));
      assertThat(best(search)).isEqualTo(List.of(List.of(9), List.of(9)));
    }
  }

  @Test
  void drawnTargetsKeepTheRules() {
    PieceRules rules =
        new PieceRules(
            1,
            1,
            List.of(List.of(3), List.of(5, 6)),
            List.of(7),
            List.of(8),
            List.of(9),
            null,
            false);
    GenerationSettings settings =
        new GenerationSettings(1, 1, EarlyStopping.AT_PRESENT_LENGTH, 12, 4, rules);
    TranslatorOptions drawn = TranslatorOptions.DEFAULT.withSampling(3, 7).withNBest(200);
    List<ScoredTarget> found =
        new PieceSearch(network(0), LANES, drawn, settings).search(SOURCES).get(0);
    assertThat(found)
        .hasSize(200)
        .allSatisfy(
            target -> {
              List<Integer> pieces = list(target.pieces());
              assertThat(pieces).startsWith(9).doesNotContain(3, 7, 23).doesNotHaveDuplicates();
              assertThat(pieces).hasSizeBetween(4, 11);
              assertThat(pieces.get(1)).isNotEqualTo(8);
              assertThat(pieces).doesNotContainSequence(5, 6);
            });
    assertThat(found.stream().flatMap(target -> list(target.pieces()).stream()))
        .contains(4, 5, 6, 8, 10);
  }
}
