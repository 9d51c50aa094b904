package org.sojourn.web.docs;

import java.util.List;
import java.util.Optional;
import org.sojourn.data.DataStructureView;
import org.sojourn.dsd.MigrationMaps;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureMap.ComponentMap;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.Catalogue;

/** A structure map or a representation map: what becomes what. */
final class MapPage {

    private final Catalogue catalogue;
    private final Words words;

    MapPage(Catalogue catalogue, Words words) {
        this.catalogue = catalogue;
        this.words = words;
    }

    private Html head(MaintainableArtefact map) {
        return new Html()
                .raw("<p class=\"lead\">")
                .text(words.of(map.maintenance().naming().descriptions()))
                .raw("</p><p class=\"facts\">")
                .element("code", map.urn().shortForm())
                .raw("</p>");
    }

    Html html(StructureMap map) {
        Html html = head(map);
        html.raw("<p>");
        named(html, words.of("source"), map.source());
        html.text(" → ");
        named(html, words.of("target"), map.target());
        html.raw("</p>");
        Optional<SourceLayout> layout = MigrationMaps.layout(map.id())
                .filter(l -> catalogue.resolve(l.map()).filter(map::equals).isPresent());
        layout.ifPresent(l -> html.raw("<p class=\"facts\">")
                .text(words.of(l.names()))
                .raw("</p><p><code>./sojourn load --map " + Html.escaped(l.id()) + " FILE</code></p>"));
        Optional<DataStructureView> written =
                map.target().filter(t -> catalogue.resolve(t).isPresent()).map(catalogue::find);
        html.table("words", List.of(words.of("source"), words.of("becomes"), words.of("values")));
        for (ComponentMap c : map.componentMaps()) {
            html.raw("<tr><th scope=\"row\">");
            c.sources().forEach(source -> source(html, source, layout));
            html.raw("</th><td>");
            c.targets().forEach(target -> html.element("code", target).text(" "));
            layout.filter(l -> c.sources().size() == 1)
                    .map(l -> l.measures().get(c.sources().getFirst()))
                    .ifPresent(told ->
                            told.forEach((component, value) -> html.element("span", "id", component + " = " + value)));
            html.raw("</td><td>");
            layout.filter(l -> c.sources().size() == 1)
                    .map(l -> l.measures().get(c.sources().getFirst()))
                    .ifPresent(told -> html.text(String.join(
                            ", ",
                            told.entrySet().stream()
                                    .map(e -> name(written, e.getKey(), e.getValue()))
                                    .toList())));
            c.representationMap()
                    .flatMap(catalogue::resolve)
                    .ifPresent(found -> html.link(
                            DocsPages.fromPage(found),
                            words.of(found.maintenance().naming().names())));
            html.raw("</td></tr>");
        }
        map.datePatternMaps()
                .forEach(time -> time.components()
                        .forEach(pair -> html.raw("<tr>")
                                .rowHead(pair.source())
                                .raw("<td>")
                                .element("code", pair.target())
                                .raw("</td>")
                                .element("td", time.pattern())
                                .raw("</tr>")));
        map.fixedValueMaps()
                .forEach(fixed -> html.raw("<tr><th scope=\"row\" class=\"muted\">")
                        .text(words.of("always"))
                        .raw("</th><td>")
                        .element("code", fixed.component())
                        .raw("</td>")
                        .raw("<td class=\"text\">")
                        .text(String.join(" ", fixed.values()))
                        .element("span", "id", name(written, fixed.component(), String.join(" ", fixed.values())))
                        .raw("</td></tr>"));
        return html.endTable();
    }

    /** The name of a code of a component; empty where it has none. */
    private String name(Optional<DataStructureView> structure, String component, String code) {
        return structure
                .map(view -> view.codes(component).get(code))
                .map(found -> words.of(found.naming().names()))
                .orElse("");
    }

    /** A source component, with the heading of its column where a layout tells it. */
    private static void source(Html html, String component, Optional<SourceLayout> layout) {
        html.element("code", component).text(" ");
        layout.flatMap(l -> l.columns().entrySet().stream()
                        .filter(e -> e.getValue().equals(component))
                        .findFirst())
                .ifPresent(e -> html.element("span", "id", e.getKey()));
    }

    private void named(Html html, String what, Optional<Urn> urn) {
        html.element("span", "muted", what).text(" ");
        Optional<MaintainableArtefact> found = urn.flatMap(catalogue::resolve);
        String name = found.map(a -> words.of(a.maintenance().naming().names())).orElse("");
        if (found.isPresent() && DocsPages.hasPage(found.get())) {
            html.link(DocsPages.fromPage(found.get()), name);
        } else {
            html.text(name.isEmpty() ? urn.map(Urn::shortForm).orElse("") : name);
        }
    }

    Html html(RepresentationMap map) {
        Html html = head(map);
        html.raw("<p><input type=\"search\" data-filter=\"codes\" placeholder=\"" + Html.escaped(words.of("find"))
                + "\" aria-label=\"" + Html.escaped(words.of("find")) + "\"></p>");
        html.table("words codes", List.of(words.of("source"), words.of("becomes"), words.of("name")));
        for (RepresentationMap.Mapping mapping : map.mappings()) {
            html.raw("<tr><th scope=\"row\">");
            mapping.sources()
                    .forEach(source -> html.element("code", source.value()).text(" "));
            html.raw("</th><td>");
            mapping.targets().forEach(target -> html.element("code", target).text(" "));
            html.raw("</td><td>");
            if (mapping.targets().isEmpty()) {
                html.element("span", "id", words.of("noCounterpart"));
            }
            for (int i = 0; i < mapping.targets().size() && i < map.targets().size(); i++) {
                String name = name(map.targets().get(i), mapping.targets().get(i));
                html.text((i > 0 && !name.isEmpty() ? ", " : "") + name);
            }
            html.raw("</td></tr>");
        }
        return html.endTable();
    }

    private String name(RepresentationMap.Domain domain, String value) {
        return switch (domain) {
            case RepresentationMap.Domain.Listed listed ->
                catalogue
                        .resolve(listed.list(), Codelist.class)
                        .flatMap(list -> list.items().stream()
                                .filter(code -> code.id().equals(value))
                                .findFirst())
                        .map(Code::naming)
                        .map(naming -> words.of(naming.names()))
                        .orElse("");
            case RepresentationMap.Domain.Typed typed -> "";
        };
    }
}
