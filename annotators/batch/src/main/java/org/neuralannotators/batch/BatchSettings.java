package org.neuralannotators.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.batch.read.InputFormat;
import org.neuralannotators.batch.read.ReaderOptions;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.ColumnLines;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.network.kernel.Precision;

/**
 * All that the output of a batch depends on, apart from the documents themselves. Immutable.
 *
 * @param softwareVersion who wrote it
 * @param model the model's manifest, with the checksums of its files
 * @param translator the manifest of what translates them; empty where nothing does
 * @param language goes into each document
 * @param entities those that are written
 * @param precision of the networks' products
 * @param inputs the folders that the names of documents begin below
 * @param inputFormat empty when the endings of names tell
 * @param reader how documents are read
 * @param formats how they are written
 */
public record BatchSettings(
    String softwareVersion,
    ModelManifest model,
    Optional<ModelManifest> translator,
    String language,
    SpanFilter entities,
    Precision precision,
    List<String> inputs,
    Optional<InputFormat> inputFormat,
    ReaderOptions reader,
    Set<DocumentFormat> formats) {
  public BatchSettings {
    inputs = List.copyOf(inputs);
    formats = Collections.unmodifiableSet(new TreeSet<>(formats));
  }

  /** As it is in the folder of output and in the report. */
  JsonNode toJson() throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode json = mapper.createObjectNode();
    json.put("softwareVersion", softwareVersion);
    json.put("model", model.name());
    json.putPOJO("modelFiles", model.files());
    translator.ifPresent(
        manifest -> {
          json.put("translator", manifest.name());
          json.putPOJO("translatorFiles", manifest.files());
        });
    json.put("language", language);
    json.put("minConfidence", entities.minConfidence());
    json.put("exclude", Objects.toString(entities.exclude(), null));
    json.put("precision", precision.name());
    json.putPOJO("inputs", inputs);
    json.put("inputFormat", inputFormat.map(InputFormat::name).orElse("by ending"));
    ColumnFormat columns = reader.conll().columns(ColumnLines.CONLL);
    json.put("tokenColumn", columns.tokenColumn());
    json.put("separator", columns.separator().pattern());
    json.putPOJO("segmentTypes", reader.segments());
    json.putPOJO("formats", formats);
    // Read again, so that it equals what is read from a file.
    return mapper.readTree(mapper.writeValueAsBytes(json));
  }
}
