package org.neuralannotators.it.bert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.text.tokenizer.PieceTokenizer;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

/**
 * Our tokenizers give the pieces and offsets of Hugging Face's on 20,000 sentences of more than ten
 * scripts, which are made of the JDK's names of countries, languages and dates.
 */
class PieceTokenizerIT {
  private static final Path TOKENIZERS =
      Path.of("../models/runtime/src/test/resources/org/neuralannotators/text/tokenizer");
  private static final int SENTENCES = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "albert",
        "cased",
        "digits",
        "llama",
        "modern",
        "roberta",
        "roberta_prefixed",
        "uncased",
        "xlm_roberta"
      })
  void givesThePiecesAndOffsetsOfTheReference(String name) throws IOException {
    Path file = TOKENIZERS.resolve(name + ".json");
    PieceTokenizer ours =
        PieceTokenizer.read(new ObjectMapper().readTree(file.toFile()), SpecialsInText.AS_TOKENS);
    try (HuggingFaceTokenizer reference =
        HuggingFaceTokenizer.builder()
            .optTokenizerPath(file)
            .optAddSpecialTokens(false)
            .optPadding(false)
            .optTruncation(false)
            .build()) {
      for (String sentence : sentences()) {
        assertThat(ours(ours, sentence)).as(sentence).isEqualTo(reference(reference, sentence));
      }
    }
  }

  private static String ours(PieceTokenizer tokenizer, String text) {
    org.neuralannotators.text.Encoding pieces = tokenizer.encode(text);
    return IntStream.range(0, pieces.size())
        .mapToObj(
            i ->
                show(
                    pieces.ids()[i],
                    text.codePointCount(0, pieces.begins()[i]),
                    text.codePointCount(0, pieces.ends()[i])))
        .collect(Collectors.joining(" "));
  }

  private static String reference(HuggingFaceTokenizer tokenizer, String text) {
    Encoding pieces = tokenizer.encode(text);
    CharSpan[] spans = pieces.getCharTokenSpans();
    return IntStream.range(0, spans.length)
        .mapToObj(i -> show(pieces.getIds()[i], spans[i].getStart(), spans[i].getEnd()))
        .collect(Collectors.joining(" "));
  }

  private static String show(long id, int begin, int end) {
    return id + ":" + begin + "-" + end;
  }

  private static List<String> sentences() {
    Random random = new Random(1);
    List<Locale> locales =
        Arrays.stream(Locale.getAvailableLocales())
            .filter(locale -> !locale.getLanguage().isEmpty())
            .sorted(Comparator.comparing(Locale::toString))
            .toList();
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      Locale locale = locales.get(i % locales.size());
      sentences.add(
          Stream.generate(() -> phrase(locale, random) + separator(random))
              .limit(2 + random.nextInt(5))
              .collect(Collectors.joining())
              .strip());
    }
    return sentences;
  }

  private static String separator(Random random) {
    return List.of(" ", ", ", " ", "-", " (", "! ", " \"", ": ").get(random.nextInt(8));
  }

  private static String phrase(Locale locale, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Locale("", any(Locale.getISOCountries(), random)).getDisplayCountry(locale);
      case 1 -> new Locale(any(Locale.getISOLanguages(), random)).getDisplayLanguage(locale);
      default ->
          LocalDate.ofEpochDay(random.nextInt(60_000) - 20_000)
              .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale));
    };
  }

  private static String any(String[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
