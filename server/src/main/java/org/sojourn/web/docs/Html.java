package org.sojourn.web.docs;

import java.util.List;

/** Markup that is put together piece by piece; whatever is text is escaped. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Markup as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element with text in it. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    /** An element of a class with text in it. */
    Html element(String name, String cssClass, String text) {
        return raw("<" + name + " class=\"" + cssClass + "\">").text(text).raw("</" + name + ">");
    }

    Html link(String address, String text) {
        return raw("<a href=\"" + escaped(address) + "\">").text(text).raw("</a>");
    }

    /** A heading of a row. */
    Html rowHead(String text) {
        return raw("<th scope=\"row\">").text(text).raw("</th>");
    }

    /** The head of a table, and what begins its body. */
    Html table(String cssClass, List<String> columns) {
        // A table that does not fit is scrolled, also by keys.
        raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"" + cssClass + "\"><thead><tr>");
        columns.forEach(column -> raw("<th scope=\"col\">").text(column).raw("</th>"));
        return raw("</tr></thead><tbody>");
    }

    Html endTable() {
        return raw("</tbody></table></div>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
