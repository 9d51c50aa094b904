package org.sojourn.web.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sojourn.data.DataStructureView;
import org.sojourn.dsd.MigrationRules;
import org.sojourn.dsd.StructureGuide;
import org.sojourn.model.Attribute;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataType;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Measure;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.Usage;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.domain.Check;
import org.sojourn.validation.domain.DomainRule;
import org.sojourn.validation.domain.DomainRules;

/** A data structure: what it counts, its components, an example, and how tables map to it. */
final class StructurePage {

    private static final String MEASURE = "MEASURE";

    private final Catalogue catalogue;
    private final DataStructure structure;
    private final DataStructureView view;
    private final Words words;

    StructurePage(Catalogue catalogue, DataStructure structure, Words words) {
        this.catalogue = catalogue;
        this.structure = structure;
        this.view = catalogue.find(structure.urn());
        this.words = words;
    }

    /** The page of a flow: what it is, and the structure that its data have. */
    Html html(Dataflow flow) {
        Html html = new Html()
                .raw("<p class=\"lead\">")
                .text(words.of(flow.maintenance().naming().descriptions()))
                .raw("</p><p class=\"facts\">")
                .element("code", flow.urn().shortForm())
                .text(" · ")
                .link(
                        DocsPages.fromPage(structure),
                        words.of(structure.maintenance().naming().names()))
                .raw("</p>");
        List<MetadataSet> reports = ReportPage.on(flow, catalogue);
        if (!reports.isEmpty()) {
            html.element("h2", words.of("sources")).raw("<ul class=\"lists wideLists\">");
            for (MetadataSet report : reports) {
                html.raw("<li>")
                        .link(
                                DocsPages.fromPage(report),
                                words.of(report.maintenance().naming().names()))
                        .element(
                                "span",
                                "text",
                                words.of(report.maintenance().naming().descriptions()))
                        .raw("</li>");
            }
            html.raw("</ul>");
        }
        html.element(
                "h2",
                words.of("structureOf") + " "
                        + words.of(structure.maintenance().naming().names()));
        return html.raw(html().toString());
    }

    Html html() {
        Html html = new Html();
        Optional<StructureGuide> guide = StructureGuide.of(structure.urn());
        html.raw("<p class=\"lead\">")
                .text(guide.map(g -> words.of(g.why()))
                        .orElseGet(
                                () -> words.of(structure.maintenance().naming().descriptions())))
                .raw("</p><p class=\"facts\">")
                .element("code", structure.urn().shortForm())
                .raw("</p>");
        flows(html);
        guide.ifPresent(g -> tables(html, g));
        dimensions(html);
        measures(html);
        attributes(html);
        guide.ifPresent(g -> example(html, g));
        rules(html);
        fetch(html);
        return html;
    }

    private void flows(Html html) {
        List<Dataflow> flows = catalogue.dataflowsOf(structure);
        if (flows.isEmpty()) {
            return;
        }
        html.element("h2", words.of("flows")).raw("<ul class=\"lists wideLists\">");
        for (Dataflow flow : flows) {
            html.raw("<li>")
                    .link(
                            DocsPages.fromPage(flow),
                            words.of(flow.maintenance().naming().names()))
                    .element("span", "id", flow.urn().shortForm())
                    .element(
                            "span", "text", words.of(flow.maintenance().naming().descriptions()))
                    .raw("</li>");
        }
        html.raw("</ul>");
    }

    private void tables(Html html, StructureGuide guide) {
        html.element("h2", words.of("national"));
        for (StructureGuide.Table table : guide.tables()) {
            html.element("h3", words.of(table.title()))
                    .table("words", List.of(words.of("column"), words.of("goesTo"), words.of("how")));
            for (StructureGuide.Column column : table.columns()) {
                html.raw("<tr>")
                        .rowHead(words.of(column.column()))
                        .raw("<td>")
                        .element("code", column.component())
                        .raw("</td>")
                        .element("td", "text", words.of(column.how()))
                        .raw("</tr>");
            }
            html.endTable();
        }
    }

    private void dimensions(Html html) {
        html.element("h2", words.of("key"))
                .element("p", "muted", words.of("keyLead"))
                .table(
                        "words",
                        List.of(words.of("component"), words.of("meaning"), words.of("values"), words.of("from")));
        for (Dimension dimension : structure.dimensions()) {
            row(html, dimension, "");
        }
        html.endTable();
    }

    private void measures(Html html) {
        html.element("h2", words.of("measures"))
                .table(
                        "words",
                        List.of(words.of("component"), words.of("meaning"), words.of("values"), words.of("from")));
        for (Measure measure : structure.measures()) {
            row(html, measure, "");
        }
        html.endTable();
    }

    private void attributes(Html html) {
        if (structure.attributes().isEmpty()) {
            return;
        }
        html.element("h2", words.of("attributes"))
                .element("p", "muted", words.of("attributesLead"))
                .table(
                        "words",
                        List.of(
                                words.of("component"),
                                words.of("attachedTo"),
                                words.of("meaning"),
                                words.of("values"),
                                words.of("from")));
        for (Attribute attribute : structure.attributes()) {
            String usage = attribute.usage() == Usage.MANDATORY ? words.of("mandatory") : words.of("optional");
            row(html, attribute, attached(attribute) + ", " + usage);
        }
        html.endTable();
    }

    private String attached(Attribute attribute) {
        return switch (view.level(attribute.id()).orElse(DataStructureView.Level.OBSERVATION)) {
            case DATASET -> words.of("dataset");
            case SERIES -> words.of("series");
            case OBSERVATION -> words.of("observation");
            case PARTIAL_KEY -> words.of("group") + " " + String.join(", ", view.attributeDimensions(attribute.id()));
        };
    }

    private void row(Html html, Component component, String attached) {
        Optional<Concept> concept = view.concept(component.id());
        html.raw("<tr><th scope=\"row\">")
                .element(
                        "b",
                        concept.map(c -> words.of(c.naming().names()))
                                .filter(n -> !n.isEmpty())
                                .orElse(component.id()))
                .element("span", "id", component.id())
                .raw("</th>");
        if (!attached.isEmpty()) {
            html.element("td", "small", attached);
        }
        html.element(
                "td",
                "text",
                concept.map(c -> words.of(c.naming().descriptions())).orElse(""));
        html.raw("<td class=\"small\">");
        values(html, component);
        html.raw("</td><td class=\"text small\">");
        concept.ifPresent(c -> ConceptsPage.authors(html, c));
        html.raw("</td></tr>");
    }

    private void values(Html html, Component component) {
        Optional<Codelist> list = view.codelist(component.id());
        if (list.isPresent()) {
            html.link(DocsPages.fromPage(list.get()), list.get().id())
                    .element("div", words.of("codesOf", list.get().items().size()));
        } else {
            html.text(view.representation(component.id())
                    .flatMap(Representation::format)
                    .map(this::form)
                    .orElse(words.of("text")));
        }
        if (component.representation().filter(Representation::array).isPresent()) {
            html.element("div", words.of("several"));
        }
    }

    private String form(TextFormat format) {
        DataType type = format.dataType().orElse(DataType.STRING);
        String word = switch (type) {
            case OBSERVATIONAL_TIME_PERIOD, STANDARD_TIME_PERIOD, BASIC_TIME_PERIOD -> words.of("period");
            case DOUBLE, DECIMAL, FLOAT, INTEGER, LONG, SHORT, BIG_INTEGER, COUNT -> words.of("number");
            default -> words.of("text");
        };
        return word + (format.multilingual() ? ", " + words.of("languages") : "");
    }

    private void example(Html html, StructureGuide guide) {
        html.element("h2", words.of("example"))
                .element("p", "muted", words.of("exampleLead"))
                .table("words example", List.of(words.of("component"), words.of("value"), words.of("name")));
        guide.example()
                .forEach((component, value) -> html.raw("<tr>")
                        .rowHead(component)
                        .raw("<td>")
                        .element("code", value)
                        .raw("</td>")
                        .element(
                                "td",
                                Optional.ofNullable(view.codes(component).get(value))
                                        .map(Code::naming)
                                        .map(naming -> words.of(naming.names()))
                                        .orElse(""))
                        .raw("</tr>"));
        html.endTable();
    }

    private void rules(Html html) {
        List<DomainRule> rules = new ArrayList<>();
        for (DomainRule rule : MigrationRules.all()) {
            if (DomainRules.concerns(rule, view) && admits(rule)) {
                rules.add(rule);
            }
        }
        if (!rules.isEmpty()) {
            html.element("h2", words.of("rules")).raw("<ul class=\"plain\">");
            rules.forEach(rule -> html.raw("<li>")
                    .element("code", rule.id())
                    .text(" " + words.of(rule.names()))
                    .raw("</li>"));
            html.raw("</ul>");
        }
    }

    /** Whether the structure admits the measures that a rule is about, as far as constraints tell. */
    private boolean admits(DomainRule rule) {
        Set<String> allowed = catalogue
                .artefacts()
                .filter(DataConstraint.class::isInstance)
                .map(DataConstraint.class::cast)
                .filter(c -> c.attachment().stream().anyMatch(a -> a.artefacts().contains(structure.urn())))
                .flatMap(c -> c.cubeRegions().stream())
                .filter(DataConstraint.CubeRegion::included)
                .flatMap(region -> region.keyValues().stream())
                .filter(values -> values.component().equals(MEASURE))
                .flatMap(values -> values.values().stream())
                .map(DataConstraint.MemberValue::value)
                .collect(Collectors.toSet());
        List<String> about = new ArrayList<>(rule.when().getOrDefault(MEASURE, List.of()));
        if (rule.check() instanceof Check.Sum sum && sum.dimension().equals(MEASURE)) {
            about.add(sum.total());
        }
        if (rule.check() instanceof Check.Mirror mirror && mirror.dimension().equals(MEASURE)) {
            about.add(mirror.arrivals());
        }
        return allowed.isEmpty()
                || about.isEmpty()
                || about.stream()
                        .anyMatch(code -> allowed.stream()
                                .anyMatch(a -> code.endsWith("*")
                                        ? a.startsWith(code.substring(0, code.length() - 1))
                                        : a.equals(code)));
    }

    private void fetch(Html html) {
        html.element("h2", words.of("fetch")).raw("<ul class=\"plain fetch\">");
        String path = structure.agency() + "/" + structure.id() + "/"
                + structure.version().text();
        address(
                html,
                words.of("fetchStructure"),
                "sdmx/v2/structure/datastructure/" + path + "?references=descendants");
        for (Dataflow flow : catalogue.dataflowsOf(structure)) {
            address(
                    html,
                    words.of(flow.maintenance().naming().names()),
                    "sdmx/v2/data/dataflow/" + flow.agency() + "/" + flow.id() + "/"
                            + flow.version().text());
        }
        html.raw("</ul>");
    }

    private static void address(Html html, String what, String address) {
        html.raw("<li>")
                .text(what + " ")
                .link("../../../../" + address, "/" + address)
                .raw("</li>");
    }
}
