package org.sojourn.web.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sojourn.model.Annotation;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Representation;
import org.sojourn.structure.Catalogue;

/** A code list: its codes as a tree, with names, definitions and what they are called elsewhere. */
final class CodelistPage {

    private static final int FEW = 15;
    /** Definitions have a column of their own where more than one code in so many has one. */
    private static final int FEW_DEFINED = 8;

    private final Catalogue catalogue;
    private final Codelist list;
    private final Words words;

    CodelistPage(Catalogue catalogue, Codelist list, Words words) {
        this.catalogue = catalogue;
        this.list = catalogue.resolveExtensions(list);
        this.words = words;
    }

    Html html() {
        Html html = new Html();
        html.raw("<p class=\"lead\">")
                .text(words.of(list.maintenance().naming().descriptions()))
                .raw("</p><p class=\"facts\">")
                .element("code", list.urn().shortForm())
                .text(" · " + words.of("codesOf", list.items().size()));
        list.maintenance().naming().annotations().stream()
                .filter(a -> a.type().filter("DERIVED_FROM"::equals).isPresent())
                .flatMap(a -> a.title().stream())
                .forEach(urn -> html.text(" · " + words.of("derived") + " ")
                        .element("code", urn.substring(urn.indexOf('=') + 1)));
        html.raw("</p>");
        users(html);
        if (list.items().size() > FEW) {
            html.raw("<p><input type=\"search\" data-filter=\"codes\" placeholder=\"" + Html.escaped(words.of("find"))
                    + "\" aria-label=\"" + Html.escaped(words.of("find")) + "\"></p>");
        }
        codes(html);
        html.element("h2", words.of("fetch")).raw("<p class=\"fetch\">");
        String address = "sdmx/v2/structure/codelist/" + list.agency() + "/" + list.id() + "/"
                + list.version().text();
        return html.link("../../../../" + address, "/" + address).raw("</p>");
    }

    private void users(Html html) {
        Map<DataStructure, List<String>> users = new LinkedHashMap<>();
        catalogue
                .artefacts()
                .filter(DataStructure.class::isInstance)
                .map(DataStructure.class::cast)
                .forEach(structure -> {
                    for (Component component : structure.components()) {
                        if (component
                                .representation()
                                .flatMap(Representation::enumeration)
                                .flatMap(catalogue::resolve)
                                .filter(found -> found.urn().equals(list.urn()))
                                .isPresent()) {
                            users.computeIfAbsent(structure, s -> new ArrayList<>())
                                    .add(component.id());
                        }
                    }
                });
        if (!users.isEmpty()) {
            html.raw("<p class=\"facts users\">").text(words.of("usedBy") + " ");
            String[] between = {""};
            users.forEach((structure, components) -> {
                html.text(between[0])
                        .link(
                                DocsPages.fromPage(structure),
                                words.of(structure.maintenance().naming().names()))
                        .raw(" <small>")
                        .text(String.join(", ", components))
                        .raw("</small>");
                between[0] = ", ";
            });
            html.raw("</p>");
        }
    }

    private void codes(Html html) {
        long definitions = list.items().stream()
                .filter(c -> !c.naming().descriptions().isEmpty())
                .count();
        // A column for a few definitions would be empty paper.
        boolean defined = definitions * FEW_DEFINED > list.items().size();
        List<String> others = otherLanguages();
        boolean also = list.items().stream().anyMatch(c -> !also(c).isEmpty());
        List<String> columns = new ArrayList<>(List.of(words.of("code"), words.of("name")));
        if (defined) {
            columns.add(words.of("definition"));
        }
        if (also) {
            columns.add(words.of("also"));
        }
        others.forEach(language -> {
            Locale locale = Locale.forLanguageTag(language);
            columns.add(locale.getDisplayLanguage(locale));
        });
        html.table("words codes", columns);
        Map<String, Integer> depths = new HashMap<>();
        for (Code code : list.items()) {
            int depth = code.parent().map(p -> depths.getOrDefault(p, 0) + 1).orElse(0);
            depths.put(code.id(), depth);
            html.raw("<tr><th scope=\"row\" class=\"depth" + Math.min(depth, 4) + "\">")
                    .element("code", code.id())
                    .raw("</th>")
                    .raw("<td>")
                    .text(words.of(code.naming().names()));
            if (!defined && !code.naming().descriptions().isEmpty()) {
                html.element("div", "small", words.of(code.naming().descriptions()));
            }
            html.raw("</td>");
            if (defined) {
                html.element("td", "text", words.of(code.naming().descriptions()));
            }
            if (also) {
                html.element("td", "also", also(code));
            }
            for (String language : others) {
                // Each in the direction of its own writing.
                html.raw("<td class=\"others\" dir=\"auto\" lang=\"" + Html.escaped(language) + "\">")
                        .text(code.naming().names().in(language).orElse(""))
                        .raw("</td>");
            }
            html.raw("</tr>");
        }
        html.endTable();
    }

    /** The languages of names in which there are no pages. */
    private List<String> otherLanguages() {
        return list.items().stream()
                .flatMap(code -> code.naming().names().byLanguage().keySet().stream())
                .filter(language -> !Words.LANGUAGES.contains(language))
                .distinct()
                .sorted()
                .toList();
    }

    /** Codes of other lists and spans of validity, told by annotations. */
    private String also(Code code) {
        List<String> parts = new ArrayList<>();
        for (Annotation annotation : code.naming().annotations()) {
            String type = annotation.type().orElse("");
            String title = annotation.title().orElse("");
            switch (type) {
                case "ISO3" -> parts.add("ISO " + title);
                case "M49" -> parts.add("M49 " + title);
                case "VALID_FROM" -> parts.add(words.of("validFrom").replace("{d}", title));
                case "VALID_TO" -> parts.add(words.of("validUntil").replace("{d}", title));
                default -> {}
            }
        }
        return String.join(" · ", parts);
    }
}
