package org.neuralannotators.tagger;

import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.label.TagScheme;

/** What a tagger is for; the tag scheme in its manifest tells. */
public enum TaggerTask {
  /** Marks spans, such as named entities: any scheme but {@link TagScheme#NONE}. */
  NER("ner", "that marks spans, such as named entities"),
  /** Marks chunks, such as noun phrases: spans too, so that the scheme doesn't tell it from NER. */
  CHUNK("chunk", "that marks spans, such as chunks"),
  /** Gives each token a tag of its own, such as a part of speech: {@link TagScheme#NONE}. */
  POS("pos", "whose tags mark no spans, such as parts of speech");

  private final String id;
  private final String description;

  TaggerTask(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /** The task of a tagger with a scheme; {@link #NER} for all that mark spans. */
  public static TaggerTask of(TagScheme scheme) {
    return scheme == TagScheme.NONE ? POS : NER;
  }

  /** The name of the bundle for a language, such as {@code en-ner}; the variant may be empty. */
  public String bundleName(String language, String variant) {
    return ModelRepository.bundleName(language, id, variant);
  }

  /**
   * The same tagger, if it is for this task; else it is closed.
   *
   * @throws BundleException when it is for another task
   */
  public SequenceTagger require(SequenceTagger tagger) throws BundleException {
    try {
      require(tagger.manifest());
      return tagger;
    } catch (BundleException e) {
      tagger.close();
      throw e;
    }
  }

  /**
   * Checks the manifest of a tagger.
   *
   * @throws BundleException when the tagger is for another task
   */
  public void require(ModelManifest manifest) throws BundleException {
    TagScheme scheme = manifest.tagScheme();
    if ((scheme == TagScheme.NONE) != (this == POS)) {
      throw new BundleException(
          "The bundle [%s] has the tag scheme [%s]; expected one %s. Choose a bundle such as [%s]"
              .formatted(manifest.name(), scheme, description, bundleName("en", "")));
    }
  }
}
