package org.neuralannotators.batch.write;

import java.util.List;
import java.util.function.Function;
import org.neuralannotators.batch.write.AnnotatedDocument.Token;

/** The part of a page with a table for each sentence: its tokens and what tags they have. */
final class HtmlTokens {
  private final DocumentResult result;
  private final StringBuilder page;

  /**
   * @param page is written to
   */
  HtmlTokens(DocumentResult result, StringBuilder page) {
    this.result = result;
    this.page = page;
  }

  /** Nothing where tokens have neither parts of speech nor chunks. */
  void write() {
    boolean pos = result.layers(Layer.Kind.PARTS_OF_SPEECH) > 0;
    boolean chunks = result.layers(Layer.Kind.CHUNKS) > 0;
    if (!pos && !chunks) {
      return;
    }
    page.append("<section aria-labelledby=\"tokens\">\n<h2 id=\"tokens\">Tokens</h2>\n");
    int number = 0;
    for (List<Token> sentence : result.document().tokensBySentence()) {
      page.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Tokens ")
          .append(++number)
          .append("\">\n<table>\n<thead>\n<tr>\n<td></td>\n");
      for (Token token : sentence) {
        cell("th scope=\"col\"", "th", text(token));
      }
      page.append("</tr>\n</thead>\n<tbody>\n");
      if (pos) {
        row("Part of speech", sentence, Token::pos);
      }
      if (chunks) {
        row("Chunk", sentence, Token::chunk);
      }
      page.append("</tbody>\n</table>\n</div>\n");
    }
    page.append("</section>\n");
  }

  private String text(Token token) {
    return result.document().text().substring(token.begin(), token.end());
  }

  private void row(String name, List<Token> sentence, Function<Token, String> tag) {
    page.append("<tr>\n");
    cell("th scope=\"row\"", "th", name);
    for (Token token : sentence) {
      cell("td", "td", tag.apply(token));
    }
    page.append("</tr>\n");
  }

  private void cell(String begin, String name, String text) {
    page.append('<').append(begin).append('>').append(HtmlWriter.escape(text));
    page.append("</").append(name).append(">\n");
  }
}
