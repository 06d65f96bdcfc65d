package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;

/** Completes the added tokens of a document with those that a folder's files and family name. */
final class SpecialTable {
  private final TokenizerSettings settings;
  private final Optional<TokenizerFamily> family;
  private final AddedTokenTable table;

  SpecialTable(
      TokenizerSettings settings, Optional<TokenizerFamily> family, AddedTokenTable table) {
    this.settings = settings;
    this.family = family;
    this.table = table;
  }

  /** The token of a role; none where the files say so. */
  static Optional<String> content(TokenizerSettings settings, SpecialNames names, String role) {
    JsonNode named = settings.special(role);
    if (named == null) {
      return Optional.ofNullable(names.tokens().get(role));
    }
    return named.isNull()
        ? Optional.empty()
        : Optional.of(TokenizerSettings.token(named).path("content").asText());
  }

  /**
   * Adds what is missing.
   *
   * @param made whether the document was made of other files, which name fewer tokens
   */
  void complete(boolean made) throws BundleException {
    Set<String> listed = new HashSet<>();
    for (ObjectNode token : settings.addedTokens()) {
      listed.add(token.path("content").asText());
      if (isRole(token.path("content").asText())) {
        token.put("special", true);
      }
      table.put(token);
    }
    if (made) {
      for (String role : SpecialNames.ROLES) {
        addRole(role, listed);
      }
    }
    for (JsonNode token : settings.additionalSpecials()) {
      addIfNew(token);
    }
    if (made && family.isPresent()) {
      for (String content : family.get().additional(settings)) {
        if (!table.has(content)) {
          addIfKnown(Parts.object().put("content", content));
        }
      }
    }
  }

  private boolean isRole(String content) {
    return SpecialNames.ROLES.stream()
        .anyMatch(role -> content(role).filter(content::equals).isPresent());
  }

  private void addRole(String role, Set<String> listed) throws BundleException {
    Optional<String> content = content(role);
    if (content.isEmpty() || listed.contains(content.get())) {
      return;
    }
    JsonNode named = settings.special(role);
    ObjectNode token = named == null ? Parts.object() : TokenizerSettings.token(named);
    token.put("content", content.get());
    if (token.size() == 1) {
      attributes(role, token);
    }
    if (token.size() > 1 || !table.has(content.get())) {
      addIfKnown(token);
    }
  }

  /** What a family says of a token that is named by a string. */
  private void attributes(String role, ObjectNode token) {
    SpecialNames names = names();
    if (names.maskTakesBlanks() && role.equals(SpecialNames.MASK)) {
      token.put("lstrip", true);
    }
    if (names.normalized().contains(role)) {
      token.put("normalized", true);
    }
  }

  /** SentencePiece's files may lack special tokens; a token that others lack is never met. */
  private void addIfKnown(ObjectNode token) throws BundleException {
    boolean grows = family.filter(TokenizerFamily::grows).isPresent();
    if (grows || table.id(token.path("content").asText()).isPresent()) {
      table.put(token.put("special", true));
    }
  }

  private void addIfNew(JsonNode named) throws BundleException {
    ObjectNode token = TokenizerSettings.token(named);
    if (!table.has(token.path("content").asText())) {
      table.put(token.put("special", true));
    }
  }

  private Optional<String> content(String role) {
    return content(settings, names(), role);
  }

  private SpecialNames names() {
    return family.map(TokenizerFamily::names).orElse(SpecialNames.NONE);
  }

  /** The special tokens that the vocabulary has, by their roles; the language is one. */
  Map<String, Template.Special> byRole() {
    Map<String, Template.Special> roles = new LinkedHashMap<>();
    for (String role : SpecialNames.ROLES) {
      Optional<String> content = content(role);
      OptionalInt id = content.map(table::id).orElse(OptionalInt.empty());
      if (id.isPresent()) {
        roles.put(role, new Template.Special(content.get(), id.getAsInt()));
      }
    }
    family
        .flatMap(named -> named.language(settings))
        .ifPresent(
            language ->
                table
                    .id(language)
                    .ifPresent(
                        id -> roles.put(Template.LANGUAGE, new Template.Special(language, id))));
    return roles;
  }
}
