package org.neuralannotators.translate.text;

import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How some languages spell numbers. */
final class NumberWords {
  private static final Map<String, Pattern> WORDS =
      Map.of(
          "en",
          words(
              "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\p{L}+teen|twent|thirt"
                  + "|fort|fift|sixt|eight|ninet|hundred|thousand|million|billion|dozen|half|quarter"
                  + "|first|second|third|couple|pair|midnight|noon|score|decade|centur|twice|single"),
          "de",
          words(
              "ein|zwei|zwo|drei|vier|f\u00FCnf|sech|sieb|acht|neun|zehn|elf|zw\u00F6lf|\\p{L}+zig"
                  + "|drei\u00DFig|\\p{L}*hundert|\\p{L}*tausend|million|milliard|dutzend|halb|viertel"
                  + "|erst|dritt|paar|mitternacht|mittag|\\p{L}*jahrzehnt|\\p{L}*jahrhundert"),
          "fr",
          words(
              "une?\\b|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
                  + "|seize|vingt|trente|quarante|cinquante|soixante|septante|huitante|nonante|cent"
                  + "|mille|million|milliard|douzaine|demi|quart|premi|second|minuit|midi|si\u00E8cle"),
          "es",
          words(
              "un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince"
                  + "|diec|veint|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|mil"
                  + "|docena|medi|cuarto|primer|segund|tercer|siglo|\\p{L}+cient"),
          "nl",
          words(
              "een|\u00E9\u00E9n|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien"
                  + "|veertien|\\p{L}+tig|\\p{L}*honderd|\\p{L}*duizend|miljoen|miljard|dozijn|half"
                  + "|kwart|eerst|middernacht|eeuw"),
          "sv",
          words(
              "en\\b|ett|tv\u00E5|tre|fyra|fem|sex|sju|\u00E5tta|nio|tio|elva|tolv|\\p{L}+ton"
                  + "|\\p{L}+tio|tjugo|\\p{L}*hundra|\\p{L}*tusen|miljon|miljard|dussin|halv|kvart"
                  + "|f\u00F6rst|andra|midnatt|\u00E5rhundrade"),
          "zh",
          Pattern.compile(
              "[\u4E00\u4E8C\u4E24\u5169\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341"
                  + "\u767E\u5343\u4E07\u842C\u4EBF\u5104\u534A\u7B2C]"));

  private NumberWords() {}

  private static Pattern words(String alternatives) {
    return Pattern.compile(
        "\\b(?:" + alternatives + "|[IVXLC]{2,}\\b)",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  /**
   * How many words of a text may spell a number, Roman ones too; empty where nothing is known of
   * its language.
   */
  static OptionalLong count(String text, String language) {
    Pattern words = WORDS.get(language);
    return words == null
        ? OptionalLong.empty()
        : OptionalLong.of(words.matcher(text).results().count());
  }
}
