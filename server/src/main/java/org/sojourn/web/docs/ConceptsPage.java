package org.sojourn.web.docs;

import java.util.List;
import java.util.stream.Collectors;
import org.sojourn.model.Annotation;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.structure.Catalogue;

/** A concept scheme: what each concept means, where it comes from and which structures use it. */
final class ConceptsPage {

    private final Catalogue catalogue;
    private final ConceptScheme scheme;
    private final Words words;

    ConceptsPage(Catalogue catalogue, ConceptScheme scheme, Words words) {
        this.catalogue = catalogue;
        this.scheme = scheme;
        this.words = words;
    }

    Html html() {
        Html html = new Html();
        html.raw("<p class=\"lead\">")
                .text(words.of(scheme.maintenance().naming().descriptions()))
                .raw("</p><p class=\"facts\">")
                .element("code", scheme.urn().shortForm())
                .raw("</p><p><input type=\"search\" data-filter=\"codes\" placeholder=\""
                        + Html.escaped(words.of("find")) + "\" aria-label=\"" + Html.escaped(words.of("find"))
                        + "\"></p>");
        List<DataStructure> structures = catalogue
                .artefacts()
                .filter(DataStructure.class::isInstance)
                .map(DataStructure.class::cast)
                .toList();
        html.table(
                "words codes",
                List.of(words.of("concepts"), words.of("definition"), words.of("from"), words.of("usedBy")));
        for (Concept concept : scheme.items()) {
            html.raw("<tr id=\"" + Html.escaped(concept.id()) + "\"><th scope=\"row\">")
                    .element("b", words.of(concept.naming().names()))
                    .element("span", "id", concept.id())
                    .raw("</th>")
                    .element("td", "text", words.of(concept.naming().descriptions()))
                    .raw("<td class=\"text small\">");
            recommendations(html, concept);
            html.raw("</td>")
                    .element(
                            "td",
                            "also",
                            structures.stream()
                                    .filter(s -> s.components().stream()
                                            .anyMatch(c -> c.concept().item().equals(concept.id())
                                                    && c.concept().id().equals(scheme.id())))
                                    .map(s -> s.id().replace("DSD_MIG_", ""))
                                    .collect(Collectors.joining(" ")))
                    .raw("</tr>");
        }
        return html.endTable();
    }

    /** The documents from which a concept comes by author and year alone, one a line; the scheme's page has their titles. */
    static void authors(Html html, Concept concept) {
        titles(concept).forEach(title -> {
            int open = title.lastIndexOf('(');
            boolean titled = open > 0 && title.endsWith(")");
            html.raw("<div title=\"" + Html.escaped(title) + "\">")
                    .text(titled ? title.substring(open + 1, title.length() - 1) : title)
                    .raw("</div>");
        });
    }

    private static List<String> titles(Concept concept) {
        return concept.naming().annotations().stream()
                .filter(a -> a.type().filter("RECOMMENDATION"::equals).isPresent())
                .map(Annotation::title)
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    /** The documents from which a concept comes, one a line. */
    static void recommendations(Html html, Concept concept) {
        titles(concept).forEach(title -> html.element("div", title));
    }
}
