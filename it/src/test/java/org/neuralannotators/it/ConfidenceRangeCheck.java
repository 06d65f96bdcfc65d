package org.neuralannotators.it;

import static java.util.stream.Collectors.toList;

import java.util.List;
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
    Type entity = cas.getTypeSystem().getType(TypeNames.NAMED_ENTITY);
    Feature confidence = entity.getFeatureByBaseName(TypeNames.CONFIDENCE);
    return cas.select(entity)
        .map(found -> found.getDoubleValue(confidence))
        .filter(value -> !(value >= 0 && value <= 1))
        .map(value -> ValidationResult.error(this, "Confidence [%f] is outside [0, 1]", value))
        .collect(toList());
  }
}
