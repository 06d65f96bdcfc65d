package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.tokenizer.StoredTokenizer;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;

/**
 * The tokenizer of a Hugging Face folder, from whichever files it has: {@code tokenizer.json}, a
 * model of SentencePiece, {@code vocab.json} with {@code merges.txt}, or {@code vocab.txt}; and
 * with what {@code tokenizer_config.json}, {@code special_tokens_map.json} and {@code
 * added_tokens.json} say. The family is told by the class of the tokenizer, or else by the type of
 * the model.
 */
public final class TokenizerFolder {
  private static final String DOCUMENT = "tokenizer.json";
  private static final String PIECES = "vocab.txt";
  private static final String PIECES_WITH_IDS = "vocab.json";
  private static final String MERGES = "merges.txt";
  private static final String SOURCE_PIECES = "source.spm";
  private static final String TARGET_PIECES = "target.spm";
  private static final String TARGET_IDS = "target_vocab.json";
  private static final String[] SENTENCE_PIECE = {
    "spiece.model", "sentencepiece.bpe.model", "spm.model", "tokenizer.model"
  };

  private final Path folder;
  private final TokenizerSettings settings;

  private TokenizerFolder(Path folder, TokenizerSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Reads a folder's tokenizer. Exported networks may have it one folder up.
   *
   * @throws BundleException naming the file that is missing or has a fault
   */
  public static ImportedTokenizer read(Path folder) throws IOException {
    return in(folder).read();
  }

  /**
   * Reads the tokenizers of a model that writes other texts than it reads. Only Marian's are two.
   *
   * @throws BundleException as {@link #read(Path)}
   */
  public static TokenizerPair readPair(Path folder) throws IOException {
    TokenizerFolder tokenizers = in(folder);
    ImportedTokenizer source = tokenizers.read();
    return tokenizers.pair(
        source, tokenizers.isMarian() ? tokenizers.marian(TARGET_PIECES) : source);
  }

  private TokenizerPair pair(ImportedTokenizer source, ImportedTokenizer target)
      throws BundleException {
    Optional<TokenizerFamily> family = settings.family();
    List<String> languages =
        family.isEmpty() ? List.of() : family.get().languages(settings, source.json());
    boolean marian = family.filter(TokenizerFamily.MARIAN::equals).isPresent();
    return new TokenizerPair(
        source,
        target,
        languages.stream()
            .filter(each -> source.stored().tokenizer().id(each).isPresent())
            .toList(),
        family.map(TokenizerFamily::targetLanguage).orElse(TargetLanguage.UNTOLD),
        settings.text(marian ? "source_lang" : TokenizerFamily.SOURCE_LANGUAGE),
        settings.text(marian ? "target_lang" : "tgt_lang"));
  }

  private static TokenizerFolder in(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    Path place = hasTokenizer(folder) || parent == null || !hasTokenizer(parent) ? folder : parent;
    Path model = Files.exists(folder.resolve("config.json")) ? folder : place;
    return new TokenizerFolder(place, TokenizerSettings.read(place, model));
  }

  /**
   * Reads a {@code tokenizer.json} that is alone, of a model like BERT.
   *
   * @throws BundleException naming the file when it has a fault
   */
  public static ImportedTokenizer readDocument(Path document) throws IOException {
    Path folder = document.toAbsolutePath().getParent();
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    TokenizerSettings settings = new TokenizerSettings(folder, false, none, none, none, "bert");
    return new TokenizerFolder(folder, settings)
        .complete(ReadDocument.read(document, settings), document, settings.family(), false);
  }

  private static boolean hasTokenizer(Path folder) {
    return Stream.concat(
            Stream.of(DOCUMENT, PIECES, PIECES_WITH_IDS, MERGES, SOURCE_PIECES),
            Arrays.stream(SENTENCE_PIECE))
        .anyMatch(file -> Files.exists(folder.resolve(file)));
  }

  private ImportedTokenizer read() throws IOException {
    Path document = folder.resolve(DOCUMENT);
    if (Files.exists(document) && !isSlow()) {
      return complete(ReadDocument.read(document, settings), document, settings.family(), false);
    }
    TokenizerFamily family = settings.family().orElseThrow(this::unknownFamily);
    return switch (family.kind()) {
      case WORD_PIECE -> {
        Path file = any(PIECES);
        yield made(WordPieceDocument.read(file, family, settings), file, family);
      }
      case BYTE_LEVEL -> {
        Path file = any(PIECES_WITH_IDS);
        yield made(ByteLevelDocument.read(file, any(MERGES), family, settings), file, family);
      }
      case SENTENCE_PIECE_WITH_IDS ->
          family == TokenizerFamily.MARIAN ? marian(SOURCE_PIECES) : withIds(family);
      case SENTENCE_PIECE -> {
        Path file = any(SENTENCE_PIECE);
        yield made(SentencePieceDocument.read(file, family, settings), file, family);
      }
    };
  }

  /**
   * Whether the class doesn't heed {@code tokenizer.json}, and the files that it reads are there.
   */
  private boolean isSlow() {
    return settings
            .familyOfClass()
            .filter(family -> family.kind() == TokenizerFamily.Kind.SENTENCE_PIECE_WITH_IDS)
            .isPresent()
        && Files.exists(folder.resolve(PIECES_WITH_IDS));
  }

  private boolean isMarian() {
    return settings.familyOfClass().filter(TokenizerFamily.MARIAN::equals).isPresent()
        && Files.exists(folder.resolve(SOURCE_PIECES));
  }

  private ImportedTokenizer marian(String pieces) throws IOException {
    boolean separate = settings.flag("separate_vocabs", false);
    Path file = any(pieces);
    Path ids = any(separate && pieces.equals(TARGET_PIECES) ? TARGET_IDS : PIECES_WITH_IDS);
    return made(MarianDocument.read(file, ids, settings), file, TokenizerFamily.MARIAN);
  }

  private ImportedTokenizer withIds(TokenizerFamily family) throws IOException {
    Path file = any(SENTENCE_PIECE);
    return made(
        SentencePieceWithIds.of(
            SentencePieceModel.read(file),
            JsonFile.read(any(PIECES_WITH_IDS)),
            SpecialTable.content(settings, family.names(), SpecialNames.UNKNOWN).orElse("<unk>")),
        file,
        family);
  }

  private BundleException unknownFamily() {
    return new BundleException(
        "["
            + folder
            + "] has no ["
            + DOCUMENT
            + "], and neither the tokenizer's class ["
            + settings.className()
            + "] nor the model's type ["
            + settings.modelType()
            + "] is one whose other files can be read: "
            + TokenizerFamily.known()
            + ". Save the tokenizer with use_fast=True");
  }

  /** The first of these files that is there. */
  private Path any(String... names) throws BundleException {
    return Arrays.stream(names)
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new BundleException(
                    "["
                        + folder
                        + "] has no ["
                        + DOCUMENT
                        + "] and no "
                        + List.of(names)
                        + "; expected one of them for a tokenizer of the class ["
                        + settings.className()
                        + "] and a model of the type ["
                        + settings.modelType()
                        + "]"));
  }

  private ImportedTokenizer made(ObjectNode root, Path source, TokenizerFamily family)
      throws BundleException {
    return complete(root, source, Optional.of(family), true);
  }

  private ImportedTokenizer complete(
      ObjectNode root, Path source, Optional<TokenizerFamily> family, boolean made)
      throws BundleException {
    AddedTokenTable table = new AddedTokenTable(root);
    SpecialTable specials = new SpecialTable(settings, family, table);
    specials.complete(made);
    table.write();
    Map<String, Template.Special> roles = specials.byRole();
    Optional<Template> template = template(family);
    if ((made || hasLanguage()) && template.isPresent()) {
      root.set("post_processor", postProcessor(family.get(), template.get(), roles, source));
    }
    if (settings.configured()
        && settings.familyOfClass().filter(TokenizerFamily.LLAMA::equals).isPresent()) {
      root.set("post_processor", ofLlama(roles));
    }
    StoredTokenizer tokenizer = stored(root, source);
    if (template.isPresent() && tokenizer.tokenizer().special().equals(SpecialTokens.NONE)) {
      root.set("post_processor", postProcessor(family.get(), template.get(), roles, source));
      tokenizer = stored(root, source);
    }
    return new ImportedTokenizer(
        root,
        tokenizer,
        source.toString(),
        settings.maxLength(),
        roles.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().id())));
  }

  private Optional<Template> template(Optional<TokenizerFamily> family) throws BundleException {
    boolean behind =
        family.filter(TokenizerFamily.NLLB::equals).isPresent()
            && settings.flag("legacy_behaviour", false);
    return behind ? Optional.of(Template.LANGUAGE_LAST) : family.flatMap(TokenizerFamily::template);
  }

  private static StoredTokenizer stored(ObjectNode root, Path source) throws BundleException {
    try {
      return StoredTokenizer.of(root);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + source + "]: " + e.getMessage(), e);
    }
  }

  private ObjectNode ofLlama(Map<String, Template.Special> roles) throws BundleException {
    return Template.ofLlama(
        settings.flag("add_bos_token", true) ? roles.get(SpecialNames.BEGIN) : null,
        settings.flag("add_eos_token", false) ? roles.get(SpecialNames.END) : null);
  }

  /** Whether the tokenizer's class puts a language around texts, whatever the document says. */
  private boolean hasLanguage() {
    return settings.familyOfClass().flatMap(family -> family.language(settings)).isPresent();
  }

  private ObjectNode postProcessor(
      TokenizerFamily family, Template template, Map<String, Template.Special> roles, Path source)
      throws BundleException {
    for (String role : template.roles()) {
      if (!roles.containsKey(role)) {
        throw lacks(role, family, source);
      }
    }
    if (family != TokenizerFamily.ROBERTA) {
      return template.json(roles);
    }
    Template.Special classification = roles.get(SpecialNames.CLASSIFICATION);
    Template.Special separator = roles.get(SpecialNames.SEPARATOR);
    ObjectNode post = Parts.part("RobertaProcessing");
    post.putArray("sep").add(separator.content()).add(separator.id());
    post.putArray("cls").add(classification.content()).add(classification.id());
    return post.put("trim_offsets", settings.flag("trim_offsets", true))
        .put("add_prefix_space", settings.flag("add_prefix_space", false));
  }

  private BundleException lacks(String role, TokenizerFamily family, Path source) {
    Optional<String> token =
        role.equals(Template.LANGUAGE)
            ? family.language(settings)
            : SpecialTable.content(settings, family.names(), role);
    return new BundleException(
        "["
            + source
            + "] lacks a special token that sequences of the family ["
            + family.name()
            + "] stand between: "
            + token.map(content -> "[" + content + "]").orElse("[" + role + "]")
            + ". Get the tokenizer's files anew");
  }
}
