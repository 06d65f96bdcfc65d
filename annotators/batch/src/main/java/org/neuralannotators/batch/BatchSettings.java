package org.neuralannotators.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.batch.read.InputFormat;
import org.neuralannotators.batch.read.ReaderOptions;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.ColumnLines;

/**
 * All that the output of a batch depends on, apart from the documents themselves. Immutable.
 *
 * @param softwareVersion who wrote it
 * @param models what annotates
 * @param inputs the folders that the names of documents begin below
 * @param inputFormat empty when the endings of names tell
 * @param reader how documents are read
 * @param formats how they are written
 */
public record BatchSettings(
    String softwareVersion,
    ModelSettings models,
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
    models.writeTo(json);
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
