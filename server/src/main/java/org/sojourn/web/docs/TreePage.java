package org.sojourn.web.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.Hierarchy.HierarchicalCode;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.ReportingCategory;
import org.sojourn.model.ReportingTaxonomy;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.structure.Catalogue;

/** What is a tree: hierarchies of codes, structures of reference metadata, taxonomies of reports. */
final class TreePage {

    private final Catalogue catalogue;
    private final Words words;

    TreePage(Catalogue catalogue, Words words) {
        this.catalogue = catalogue;
        this.words = words;
    }

    Html html(Hierarchy hierarchy) {
        Html html = head(hierarchy);
        find(html);
        html.table("words codes", List.of(words.of("code"), words.of("name"), words.of("also")));
        hierarchy.codes().forEach(code -> place(html, code, 0));
        return html.endTable();
    }

    private void place(Html html, HierarchicalCode place, int depth) {
        row(
                html,
                depth,
                place.code().item(),
                code(place.code())
                        .map(Code::naming)
                        .map(n -> n.names())
                        .map(words::of)
                        .orElse(""));
        List<String> span = new ArrayList<>();
        place.validFrom().ifPresent(from -> span.add(words.of("validFrom").replace("{d}", day(from))));
        place.validTo().ifPresent(to -> span.add(words.of("validUntil").replace("{d}", day(to))));
        html.element("td", "also", String.join(" ", span)).raw("</tr>");
        place.children().forEach(child -> place(html, child, depth + 1));
    }

    private static String day(String moment) {
        return moment.length() > 10 ? moment.substring(0, 10) : moment;
    }

    private Optional<Code> code(Urn urn) {
        return catalogue
                .resolve(urn.artefact(ArtefactClass.CODELIST), Codelist.class)
                .flatMap(list -> list.items().stream()
                        .filter(code -> code.id().equals(urn.item()))
                        .findFirst());
    }

    Html html(MetadataStructure structure) {
        Html html = head(structure);
        html.table(
                "words codes",
                List.of(words.of("component"), words.of("name"), words.of("meaning"), words.of("values")));
        structure.attributes().forEach(attribute -> attribute(html, attribute, 0));
        return html.endTable();
    }

    private void attribute(Html html, MetadataAttribute attribute, int depth) {
        row(html, depth, attribute.id(), name(attribute, false));
        html.element("td", "text", name(attribute, true)).raw("<td class=\"small\">");
        Optional<MaintainableArtefact> list =
                attribute.representation().flatMap(Representation::enumeration).flatMap(catalogue::resolve);
        if (list.isPresent()) {
            html.link(DocsPages.fromPage(list.get()), list.get().id());
        } else if (!attribute.presentational()) {
            html.text(attribute
                    .representation()
                    .flatMap(Representation::format)
                    .flatMap(format -> format.dataType())
                    .map(type -> type.wireName())
                    .orElse(words.of("text")));
        }
        if (attribute.maxOccurs().orElse(1) > 1) {
            html.element("div", words.of("several"));
        }
        html.raw("</td></tr>");
        attribute.children().forEach(child -> attribute(html, child, depth + 1));
    }

    private String name(MetadataAttribute attribute, boolean description) {
        return catalogue
                .concept(attribute.concept())
                .map(concept -> description
                        ? concept.naming().descriptions()
                        : concept.naming().names())
                .map(words::of)
                .orElse("");
    }

    Html html(ReportingTaxonomy taxonomy) {
        Html html = head(taxonomy);
        html.table("words codes", List.of(words.of("code"), words.of("name"), words.of("values")));
        taxonomy.items().forEach(category -> category(html, category, 0));
        return html.endTable();
    }

    private void category(Html html, ReportingCategory category, int depth) {
        row(html, depth, category.id(), words.of(category.naming().names()));
        html.raw("<td>");
        for (Urn flow : category.flows()) {
            catalogue.resolve(flow).ifPresent(found -> {
                String name = words.of(found.maintenance().naming().names());
                html.raw("<div>");
                if (DocsPages.hasPage(found)) {
                    html.link(DocsPages.fromPage(found), name);
                } else {
                    html.text(name);
                }
                html.raw("</div>");
            });
        }
        html.raw("</td></tr>");
        category.children().forEach(child -> category(html, child, depth + 1));
    }

    private void row(Html html, int depth, String id, String name) {
        html.raw("<tr><th scope=\"row\" class=\"depth" + Math.min(depth, 4) + "\">")
                .element("code", id)
                .raw("</th>")
                .element("td", name);
    }

    private void find(Html html) {
        html.raw("<p><input type=\"search\" data-filter=\"codes\" placeholder=\"" + Html.escaped(words.of("find"))
                + "\" aria-label=\"" + Html.escaped(words.of("find")) + "\"></p>");
    }

    private Html head(MaintainableArtefact artefact) {
        LocalisedText descriptions = artefact.maintenance().naming().descriptions();
        return new Html()
                .raw("<p class=\"lead\">")
                .text(words.of(descriptions))
                .raw("</p><p class=\"facts\">")
                .element("code", artefact.urn().shortForm())
                .raw("</p>");
    }
}
