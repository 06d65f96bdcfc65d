package org.neuralannotators.it;

import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.stream.Stream;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.fit.validation.CasValidationCheck;
import org.apache.uima.fit.validation.ValidationResult;
import org.neuralannotators.types.TypeNames;

/** Confidences are probabilities. uimaFIT's validator finds this check as a service. */
public final class ConfidenceRangeCheck implements CasValidationCheck {
  @Override
  public List<ValidationResult> validate(CAS cas) {
    return Stream.of(TypeNames.NAMED_ENTITY, TypeNames.PART_OF_SPEECH)
        .flatMap(name -> validate(cas, cas.getTypeSystem().getType(name)))
        .collect(toList());
  }

  private Stream<ValidationResult> validate(CAS cas, Type type) {
    Feature confidence = type.getFeatureByBaseName(TypeNames.CONFIDENCE);
    return cas.select(type)
        .map(found -> found.getDoubleValue(confidence))
        .filter(value -> !(value >= 0 && value <= 1))
        .map(value -> ValidationResult.error(this, "Confidence [%f] is outside [0, 1]", value));
  }
}
