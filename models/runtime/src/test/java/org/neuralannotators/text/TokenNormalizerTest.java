package org.neuralannotators.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenNormalizerTest {
  private final TokenNormalizer all = new TokenNormalizer(true, true, true, true);

  @ParameterizedTest
  @CsvSource({
    "Ann, ann",
    "3.14%, 0.00%",
    "٣٤, 00",
    "@Ann_1, <user>",
    "@, @",
    "@a-b, @a-b",
    "https://x.org/1, <link>",
    "HTTP://X, <link>",
    "www.x.org, <link>",
    "www., www.",
    "http, http"
  })
  void normalizes(String token, String expected) {
    assertThat(all.normalize(token)).isEqualTo(expected);
  }

  @Test
  void noneChangesNothing() {
    assertThat(TokenNormalizer.none().normalize("@Ann1 HTTP://X")).isEqualTo("@Ann1 HTTP://X");
  }

  @Test
  void lowerCaseDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(all.normalize("TITLE")).isEqualTo("title");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void survivesJson() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(new TokenNormalizer(true, false, true, false));
    assertThat(mapper.readValue(json, TokenNormalizer.class))
        .isEqualTo(new TokenNormalizer(true, false, true, false));
    assertThat(mapper.readValue("{}", TokenNormalizer.class)).isEqualTo(TokenNormalizer.none());
  }
}
