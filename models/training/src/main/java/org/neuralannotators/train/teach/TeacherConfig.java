package org.neuralannotators.train.teach;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neuralannotators.label.LabelMap;

/**
 * Who teaches, and how much it counts.
 *
 * @param model locations of the teachers' bundles; the probabilities of several are averaged
 * @param temperature by which teachers' and student's scores are divided, over 0; 1 by default
 * @param weight of the teachers beside gold labels, from 0 to 1; 1, the default, for the teachers
 *     alone
 * @param labels what the teachers' labels become; {@code O} drops one
 * @param cache folder for what the teachers say, which several trainings may share; beside the
 *     checkpoint by default
 */
public record TeacherConfig(
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> model,
    Double temperature,
    Double weight,
    Map<String, String> labels,
    String cache) {
  public TeacherConfig {
    if (model == null || model.isEmpty()) {
      throw new IllegalArgumentException(
          "[teacher.model] is missing; expected the location of a bundle, or several");
    }
    model = List.copyOf(model);
    temperature = Objects.requireNonNullElse(temperature, 1.0);
    weight = Objects.requireNonNullElse(weight, 1.0);
    labels = labels == null ? Map.of() : new LabelMap(labels).labels();
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[teacher.temperature] is [" + temperature + "]; expected a number over 0, such as 2");
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "[teacher.weight] is [" + weight + "]; expected 0 to 1, 1 for the teacher alone");
    }
  }

  /** What the teachers' labels become. */
  public LabelMap labelMap() {
    return new LabelMap(labels);
  }
}
