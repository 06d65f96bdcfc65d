package org.neuralannotators.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Reads the parts of a manifest that belong to a network's code. */
public final class ManifestParts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestParts() {}

  /**
   * The architecture.
   *
   * @throws BundleException when the manifest doesn't describe one
   */
  public static <T> T network(ModelBundle bundle, Class<T> type) throws BundleException {
    return read(bundle, bundle.manifest().network(), type);
  }

  /**
   * The head that predicts masked pieces; nothing where the manifest describes none.
   *
   * @throws BundleException when what it describes isn't one
   */
  public static <T> Optional<T> masked(ModelBundle bundle, Class<T> type) throws BundleException {
    return readOptional(bundle, bundle.manifest().masked(), type);
  }

  /**
   * How texts are generated unless somebody wants it otherwise; nothing where the manifest doesn't
   * say it.
   *
   * @throws BundleException when what it describes can't be used
   */
  public static <T> Optional<T> generation(ModelBundle bundle, Class<T> type)
      throws BundleException {
    return readOptional(bundle, bundle.manifest().generation(), type);
  }

  /**
   * What is done to tokens.
   *
   * @throws BundleException when the manifest doesn't describe it
   */
  public static <T> T normalization(ModelBundle bundle, Class<T> type) throws BundleException {
    return read(bundle, bundle.manifest().normalization(), type);
  }

  /**
   * What is done to tokens, in a bundle of which nothing else is read.
   *
   * @param location of the bundle, for people
   * @throws BundleException as of an open bundle
   */
  public static <T> T normalization(String location, ModelManifest manifest, Class<T> type)
      throws BundleException {
    return read(location, manifest.kind(), manifest.normalization(), type);
  }

  private static <T> Optional<T> readOptional(ModelBundle bundle, JsonNode json, Class<T> type)
      throws BundleException {
    return json == null ? Optional.empty() : Optional.of(read(bundle, json, type));
  }

  private static <T> T read(ModelBundle bundle, JsonNode json, Class<T> type)
      throws BundleException {
    return read(bundle.location(), bundle.manifest().kind(), json, type);
  }

  private static <T> T read(String location, String kind, JsonNode json, Class<T> type)
      throws BundleException {
    try {
      return JSON.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "The manifest of ["
              + location
              + "] doesn't describe a "
              + kind
              + ": "
              + e.getOriginalMessage()
              + ". Expected a bundle of this software's version",
          e);
    }
  }
}
