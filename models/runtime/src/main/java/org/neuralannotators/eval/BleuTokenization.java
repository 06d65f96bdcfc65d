package org.neuralannotators.eval;

import java.util.regex.Pattern;

/** How BLEU cuts a text into words. */
public enum BleuTokenization {
  /** At white space, for text that is tokenized already. */
  NONE("none"),

  /** As {@code mteval-v13a.pl}, which WMT used; sacreBLEU's default. */
  MTEVAL_13A("13a");

  private static final Pattern SYMBOL = Pattern.compile("[{-~\\[-` -&(-+:-@/]");
  private static final Pattern POINT_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private final String code;

  BleuTokenization(String code) {
    this.code = code;
  }

  /** Its name in a signature. */
  String code() {
    return code;
  }

  /** The text with white space between words. */
  String tokenize(String text) {
    return this == NONE ? text : mteval(text);
  }

  private static String mteval(String text) {
    String plain =
        text.replace("<skipped>", "")
            .replace("-\n", "")
            .replace("\n", " ")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    String apart = SYMBOL.matcher(" " + plain + " ").replaceAll(" $0 ");
    apart = POINT_AFTER_OTHER.matcher(apart).replaceAll("$1 $2 ");
    apart = POINT_BEFORE_OTHER.matcher(apart).replaceAll(" $1 $2");
    return DASH_AFTER_DIGIT.matcher(apart).replaceAll("$1 $2 ");
  }
}
