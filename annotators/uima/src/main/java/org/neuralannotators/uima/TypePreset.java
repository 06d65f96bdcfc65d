package org.neuralannotators.uima;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.types.TypeNames;

/** Type systems whose names needn't be written out. Those of DKPro Core are of its version 2. */
enum TypePreset {
  NEURAL_ANNOTATORS(
      TypePreset.DEFAULT, TypeNames.SENTENCE, TypeNames.TOKEN, TypeNames.NAMED_ENTITY),
  DKPRO(
      "dkpro",
      "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence",
      "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token",
      "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity");

  static final String DEFAULT = "neural-annotators";

  private final String id;
  private final String sentence;
  private final String token;
  private final String namedEntity;

  TypePreset(String id, String sentence, String token, String namedEntity) {
    this.id = id;
    this.sentence = sentence;
    this.token = token;
    this.namedEntity = namedEntity;
  }

  static TypePreset of(String id) throws ResourceInitializationException {
    return Arrays.stream(values())
        .filter(preset -> preset.id.equals(id))
        .findFirst()
        .orElseThrow(() -> Messages.initialization("unknown_preset", id, ids()));
  }

  private static String ids() {
    return Arrays.stream(values()).map(preset -> preset.id).collect(Collectors.joining(", "));
  }

  String sentence() {
    return sentence;
  }

  String token() {
    return token;
  }

  String namedEntity() {
    return namedEntity;
  }
}
