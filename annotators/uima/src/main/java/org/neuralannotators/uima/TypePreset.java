package org.neuralannotators.uima;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.types.TypeNames;

/** Type systems whose names needn't be written out. Those of DKPro Core are of its version 2. */
enum TypePreset {
  NEURAL_ANNOTATORS(
      TypePreset.DEFAULT,
      TypeNames.SENTENCE,
      TypeNames.TOKEN,
      TypeNames.NAMED_ENTITY,
      TypeNames.CHUNK,
      TypeNames.VALUE,
      TypeNames.PART_OF_SPEECH,
      TypeNames.VALUE,
      null),
  DKPRO(
      "dkpro",
      "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence",
      "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token",
      "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity",
      "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.chunk.Chunk",
      "chunkValue",
      "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS",
      "PosValue",
      "classpath:org/neuralannotators/uima/dkpro-ud-pos.map");

  static final String DEFAULT = "neural-annotators";

  private final String id;
  private final String sentence;
  private final String token;
  private final String namedEntity;
  private final String chunk;
  private final String chunkValue;
  private final String partOfSpeech;
  private final String partOfSpeechValue;
  private final String partOfSpeechMapping;

  TypePreset(
      String id,
      String sentence,
      String token,
      String namedEntity,
      String chunk,
      String chunkValue,
      String partOfSpeech,
      String partOfSpeechValue,
      String partOfSpeechMapping) {
    this.id = id;
    this.sentence = sentence;
    this.token = token;
    this.namedEntity = namedEntity;
    this.chunk = chunk;
    this.chunkValue = chunkValue;
    this.partOfSpeech = partOfSpeech;
    this.partOfSpeechValue = partOfSpeechValue;
    this.partOfSpeechMapping = partOfSpeechMapping;
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

  String chunk() {
    return chunk;
  }

  /** Feature of a chunk for its label. */
  String chunkValue() {
    return chunkValue;
  }

  /** Type of annotations for parts of speech. */
  String partOfSpeech() {
    return partOfSpeech;
  }

  /** Feature of such an annotation for the tag. */
  String partOfSpeechValue() {
    return partOfSpeechValue;
  }

  /** Location of the subtypes by tag; null where there are none. */
  String partOfSpeechMapping() {
    return partOfSpeechMapping;
  }
}
