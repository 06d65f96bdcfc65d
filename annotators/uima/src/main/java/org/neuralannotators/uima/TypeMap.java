package org.neuralannotators.uima;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.label.LabelMap;

/**
 * Names of types by label. The label {@code *} stands for all that aren't named, the type {@code O}
 * for none.
 *
 * @param parameter the parameter that gives it
 * @param types the names
 */
record TypeMap(String parameter, Map<String, String> types) {
  static final String ANY_OTHER = "*";
  static final String NOTHING = "O";

  private static final String META = "__META_";
  private static final String META_TYPE_BASE = "__META_TYPE_BASE__";
  private static final String META_REDIRECT = "__META_REDIRECT__";

  TypeMap {
    types = Map.copyOf(types);
  }

  static TypeMap empty() {
    return new TypeMap("", Map.of());
  }

  /** Reads {@code PER=my.Person, LOC=my.Place, *=O}. */
  static TypeMap parse(String parameter, String text) throws ResourceInitializationException {
    try {
      return new TypeMap(parameter, LabelMap.parse(text).labels());
    } catch (IllegalArgumentException e) {
      throw Messages.initialization(
          e, "bad_type_map", parameter, e.getMessage(), "PER=my.Person, LOC=my.Place");
    }
  }

  /**
   * Reads OpenNLP's form, {@code person:my.Person, location:my.Place}.
   *
   * @param dropOthers whether labels that aren't named are dropped, as OpenNLP does without a type
   *     for all names
   */
  static TypeMap parseNameTypeMap(String parameter, String text, boolean dropOthers)
      throws ResourceInitializationException {
    Map<String, String> types = new HashMap<>();
    if (dropOthers) {
      types.put(ANY_OTHER, NOTHING);
    }
    for (String entry : text.split(",", -1)) {
      List<String> parts = List.of(entry.strip().split("\\s*:\\s*", -1));
      if (parts.size() != 2 || parts.contains("")) {
        throw Messages.initialization(
            "bad_type_map",
            parameter,
            "entry [" + entry.strip() + "]",
            "person:my.Person, location:my.Place");
      }
      types.put(parts.get(0), parts.get(1));
    }
    return new TypeMap(parameter, types);
  }

  /**
   * Reads DKPro Core's form: Java properties, in which {@code __META_TYPE_BASE__} is put before all
   * types. Other entries {@code __META_...} are for people; only redirections are refused.
   */
  static TypeMap read(String parameter, String location) throws ResourceInitializationException {
    Properties file = new Properties();
    try (InputStream input = Locations.open(location)) {
      file.load(input);
    } catch (IOException | IllegalArgumentException e) {
      throw Messages.initialization(e, "map_not_read", parameter, location, e.getMessage());
    }
    String base = file.getProperty(META_TYPE_BASE, "").strip();
    Map<String, String> types = new HashMap<>();
    for (String key : file.stringPropertyNames()) {
      String label = key.strip();
      String type = file.getProperty(key).strip();
      if (label.isEmpty() || type.isEmpty() || label.equals(META_REDIRECT)) {
        throw Messages.initialization("bad_map_entry", parameter, location, label, type);
      }
      if (!label.startsWith(META)) {
        types.put(label, type.equals(NOTHING) ? type : base + type);
      }
    }
    return new TypeMap(parameter, types);
  }
}
