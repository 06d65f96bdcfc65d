package org.neuralannotators.uima;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.uima.UimaContext;
import org.apache.uima.fit.factory.ConfigurationParameterFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.registry.NearestName;

/**
 * The parameters that the code of an engine or a resource declares. uimaFIT declares whatever else
 * it is given in the description, so that UIMA finds no fault with a name that nobody reads.
 *
 * @param component what has the parameters, for people
 */
record KnownParameters(String component, Set<String> names) {
  private static final String OPENNLP = "opennlp.uima.";

  /**
   * What OpenNLP 2.5's engines have under its prefix. Such parameters stay where one of our engines
   * takes the place of one of OpenNLP's.
   */
  private static final Set<String> OF_OPENNLP =
      Set.of(
          "AdditionalTrainingDataEncoding",
          "AdditionalTrainingDataFile",
          "BeamSize",
          "ChildrenFeature",
          "ChunkTagFeature",
          "ChunkType",
          "ContainerType",
          "Cutoff",
          "Dictionary",
          "DocumentConfidenceType",
          "IsRemoveExistingAnnotations",
          "Iterations",
          "Language",
          "ModelName",
          "NameType",
          "NameTypeMap",
          "POSFeature",
          "ParseType",
          "ProbabilityFeature",
          "SentenceType",
          "TokenPatternOptimization",
          "TokenType",
          "TrainingParamsFile",
          "TypeFeature",
          "doccat.CategoryFeature",
          "doccat.CategoryType",
          "namefinder.TokenClassFeature",
          "namefinder.TokenClassFeature.nextWindowSize",
          "namefinder.TokenClassFeature.previousWindowSize",
          "namefinder.TokenFeature",
          "namefinder.TokenFeature.nextWindowSize",
          "namefinder.TokenFeature.previousWindowSize");

  static KnownParameters of(Class<?> component) {
    Set<String> names = new TreeSet<>();
    for (Class<?> type = component; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (ConfigurationParameterFactory.isConfigurationParameterField(field)) {
          names.add(ConfigurationParameterFactory.getConfigurationParameterName(field));
        }
      }
    }
    return new KnownParameters(component.getSimpleName(), names);
  }

  /** Checks the parameters that an engine is given, as {@link #require(Collection, Warnings)}. */
  void require(UimaContext context, Warnings warnings) throws ResourceInitializationException {
    require(
        Arrays.stream(context.getConfigParameterNames())
            .filter(name -> context.getConfigParameterValue(name) != null)
            .toList(),
        warnings);
  }

  /**
   * Checks the names of parameters that are set.
   *
   * @param warnings are told of OpenNLP's parameters that have no meaning here
   * @throws ResourceInitializationException when one isn't known
   */
  void require(Collection<String> set, Warnings warnings) throws ResourceInitializationException {
    for (String name : set) {
      if (isOpenNlps(name) && !names.contains(name)) {
        warnings.once(
            "Parameter [%s] is OpenNLP's and has no meaning for [%s].".formatted(name, component));
      } else if (!names.contains(name)) {
        throw Messages.initialization(
            "unknown_parameter", name, component, NearestName.of(name, names));
      }
    }
  }

  private static boolean isOpenNlps(String name) {
    return name.startsWith(OPENNLP) && OF_OPENNLP.contains(name.substring(OPENNLP.length()));
  }
}
