package org.neuralannotators.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.network.DeviceInfo;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.zeroshot.EntityQuery;

/** The rules of the design: who may know whom. */
@AnalyzeClasses(
    packages = "org.neuralannotators",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeJarsOfTests.class})
class ArchitectureTest {
  /** What a module shares of its tests with the tests of others. */
  static final class DoNotIncludeJarsOfTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String BASE = "org.neuralannotators.";
  private static final String[] ADAPTERS = {
    BASE + "uima..", BASE + "corenlp..", BASE + "opennlp..", BASE + "spark..", BASE + "batch.."
  };
  private static final String COMMAND_LINE = BASE + "batch.command..";
  private static final String[] INSIDE_OF_MODELS = {
    BASE + "network..",
    BASE + "crf..",
    BASE + "text..",
    BASE + "encode",
    BASE + "encode.transformer..",
    BASE + "generate..",
    BASE + "head..",
    BASE + "yaml..",
    BASE + "zeroshot..",
    BASE + "checkpoint..",
    BASE + "pretrain.."
  };

  /** From the bottom to the top: none knows one behind it. */
  private static final List<String> ARROWS =
      List.of(
          "text..",
          "label..",
          "crf..",
          "network..",
          "bundle..",
          "yaml..",
          "split..",
          "eval..",
          "encode..",
          "head..",
          "model..",
          "embed.words..",
          "embed",
          "zeroshot..",
          "tagger..",
          "embed.sentence..",
          "classify..",
          "fillmask..",
          "generate..",
          "lm..",
          "translate..",
          "prompt..",
          "checkpoint..",
          "importing..",
          "pretrain..",
          "train..");

  private static final List<String> TASKS =
      List.of("split..", "tagger..", "embed.sentence..", "classify..", "fillmask..", "translate..");

  private static final String[] TENSOR_LIBRARIES = {
    "org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."
  };

  @ArchTest
  static final ArchRule adaptersSeeOnlyTheOutsideOfModels =
      noClasses()
          .that()
          .resideInAnyPackage(ADAPTERS)
          .and()
          .resideOutsideOfPackage(COMMAND_LINE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(INSIDE_OF_MODELS)
                  .and(not(belongToAnyOf(RunOptions.class, Precision.class, EntityQuery.class))));

  @ArchTest
  static final ArchRule theCommandLineAlsoSeesTheDevice =
      noClasses()
          .that()
          .resideInAPackage(COMMAND_LINE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(INSIDE_OF_MODELS)
                  .and(
                      not(
                          belongToAnyOf(
                              DeviceInfo.class,
                              RunOptions.class,
                              Precision.class,
                              EntityQuery.class))));

  @ArchTest
  static final ArchRule theArrowsGoDown =
      CompositeArchRule.of(
          IntStream.range(0, ARROWS.size() - 1)
              .mapToObj(ArchitectureTest::knowsNoneAbove)
              .toList());

  @ArchTest
  static final ArchRule tasksKnowNoOtherTask =
      CompositeArchRule.of(TASKS.stream().map(ArchitectureTest::knowsNoOtherTask).toList());

  @ArchTest
  static final ArchRule onlyNetworkKnowsTensorLibraries =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "network..", BASE + "batch.vectors..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TENSOR_LIBRARIES);

  @ArchTest
  static final ArchRule wordVectorsKnowWord2VecOnly =
      noClasses()
          .that()
          .resideInAPackage(BASE + "batch.vectors..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

  @ArchTest
  static final ArchRule onlyUimaKnowsUima =
      noOneBut("uima", "types", "batch", "spark").knows("org.apache.uima..", BASE + "uima..");

  @ArchTest
  static final ArchRule onlyCoreNlpKnowsCoreNlp =
      noOneBut("corenlp").knows("edu.stanford.nlp..", BASE + "corenlp..");

  @ArchTest
  static final ArchRule onlyOpenNlpKnowsOpenNlp =
      noOneBut("opennlp").knows("opennlp.tools..", BASE + "opennlp..");

  @ArchTest
  static final ArchRule onlySparkKnowsSpark =
      noOneBut("spark").knows("org.apache.spark..", BASE + "spark..");

  @ArchTest
  static final ArchRule onlyProgramsHaveACommandLine =
      noOneBut("batch", "spark").knows("picocli..");

  @ArchTest static final ArchRule nothingIsBuiltOnBatch = noOneBut("batch").knows(BASE + "batch..");

  @ArchTest static final ArchRule nobodyKnowsScala = noOneBut().knows("scala..");

  @ArchTest
  static final ArchRule onlyTheCommandLineImports =
      noOneBut("importing", "checkpoint", "batch")
          .knows(BASE + "importing..", BASE + "checkpoint..");

  @ArchTest
  static final ArchRule onlyTheCommandLineTrains =
      noOneBut("train", "pretrain", "batch").knows(BASE + "train..", BASE + "pretrain..");

  @ArchTest
  static final ArchRule onlyImportingReadsTheFilesOfOthers =
      noOneBut("importing", "checkpoint")
          .knows("com.google.protobuf..", "io.jhdf..", "org.apache.commons.compress..");

  @ArchTest
  static final ArchRule onePackageReadsYaml =
      noOneBut("yaml").knows("com.fasterxml.jackson.dataformat..", "org.yaml..");

  @ArchTest
  static final ArchRule onlyProgramsShowAProgressBar =
      noOneBut("train", "batch").knows("me.tongfei..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(BASE + "(**)").should().beFreeOfCycles();

  private static ArchRule knowsNoneAbove(int place) {
    String[] above =
        ARROWS.stream().skip(place + 1L).map(name -> BASE + name).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(BASE + ARROWS.get(place))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above);
  }

  private static ArchRule knowsNoOtherTask(String task) {
    String[] others =
        TASKS.stream()
            .filter(other -> !other.equals(task))
            .map(name -> BASE + name)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(BASE + task)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  private static OthersThan noOneBut(String... packages) {
    return new OthersThan(packages);
  }

  private record OthersThan(String... packages) {
    ArchRule knows(String... libraries) {
      String[] those = Stream.of(packages).map(name -> BASE + name + "..").toArray(String[]::new);
      return noClasses()
          .that()
          .resideOutsideOfPackages(those)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(libraries);
    }
  }
}
