package org.sojourn.web.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Concept;
import org.sojourn.model.DataType;
import org.sojourn.model.Dataflow;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.MetadataValidator;

/** A report of reference metadata: what it is about, and all that it says under the headings of its structure. */
final class ReportPage {

    private final Catalogue catalogue;
    private final Words words;

    ReportPage(Catalogue catalogue, Words words) {
        this.catalogue = catalogue;
        this.words = words;
    }

    Html html(MetadataSet report) {
        Optional<MetadataStructure> structure = structure(report);
        Html html = new Html()
                .raw("<p class=\"lead\">")
                .text(words.of(report.maintenance().naming().descriptions()))
                .raw("</p><p class=\"facts\">")
                .element("code", report.urn().shortForm());
        structure.ifPresent(s -> html.text(" · ")
                .link(DocsPages.fromPage(s), words.of(s.maintenance().naming().names())));
        html.raw("</p>");
        about(html, report);
        Map<String, MetadataAttribute> known = byId(structure.map(MetadataStructure::attributes));
        boolean open = false;
        String last = "";
        for (ReportedAttribute attribute : report.attributes()) {
            Optional<MetadataAttribute> definition = Optional.ofNullable(known.get(attribute.id()));
            String name = name(attribute.id(), definition);
            boolean more = open && attribute.id().equals(last); // one of several values stands under one heading
            last = attribute.id();
            if (attribute.children().isEmpty()) {
                // A heading of its own for one sentence would tear the page apart.
                html.raw(open ? "" : "<dl class=\"report lone\">");
                term(html, name, more);
                value(html, attribute, definition);
                html.raw("</dd>");
                open = true;
            } else {
                html.raw(open ? "</dl>" : "").element("h2", name).raw("<dl class=\"report\">");
                open = false;
                if (attribute.value().isPresent()) {
                    html.raw("<dd class=\"whole\">");
                    value(html, attribute, definition);
                    html.raw("</dd>");
                }
                below(html, attribute.children(), definition);
                html.raw("</dl>");
            }
        }
        html.raw(open ? "</dl>" : "");
        fetch(html, report);
        return html;
    }

    /** The dataflows that a report is about, directly or by an agreement to provide for them, and whatever else. */
    static List<MaintainableArtefact> about(MetadataSet report, Catalogue catalogue) {
        List<MaintainableArtefact> found = new ArrayList<>();
        for (UrnPattern target : report.targets()) {
            Stream<MaintainableArtefact> named = target.exact()
                    ? whole(target).flatMap(catalogue::resolve).stream()
                    : catalogue.artefacts().filter(a -> target.matches(a.urn()));
            named.flatMap(a -> a instanceof ProvisionAgreement agreement
                            ? agreement.flow().flatMap(f -> catalogue.resolve(f, Dataflow.class)).stream()
                            : Stream.of(a))
                    .filter(a -> !found.contains(a))
                    .forEach(found::add);
        }
        return found;
    }

    /** The artefact that a target names; empty where it names a part of one, or is no URN that we know. */
    private static Optional<Urn> whole(UrnPattern target) {
        try {
            return Optional.of(Urn.parse(target.toString()))
                    .filter(urn -> urn.item().isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The reports about an artefact, directly or by an agreement to provide for it. */
    static List<MetadataSet> on(MaintainableArtefact artefact, Catalogue catalogue) {
        return catalogue
                .artefacts()
                .filter(MetadataSet.class::isInstance)
                .map(MetadataSet.class::cast)
                .filter(report -> !report.maintenance().externalReference())
                .filter(report -> about(report, catalogue).contains(artefact))
                .toList();
    }

    /** The kind of a report: its metadataflow, where that is known. */
    static Optional<Metadataflow> kind(MetadataSet report, Catalogue catalogue) {
        return MetadataValidator.flow(report, catalogue);
    }

    private Optional<MetadataStructure> structure(MetadataSet report) {
        return MetadataValidator.flow(report, catalogue)
                .flatMap(Metadataflow::structure)
                .or(report::flow)
                .flatMap(urn -> catalogue.resolve(urn, MetadataStructure.class));
    }

    private void about(Html html, MetadataSet report) {
        List<MaintainableArtefact> about = about(report, catalogue);
        if (about.isEmpty()) {
            return;
        }
        html.raw("<p class=\"about\">").text(words.of("reportOn"));
        for (MaintainableArtefact artefact : about) {
            String name = words.of(artefact.maintenance().naming().names());
            html.raw(" <span class=\"pill\">");
            if (DocsPages.hasPage(artefact)) {
                html.link(DocsPages.fromPage(artefact), name);
            } else {
                html.text(name);
            }
            html.raw("</span>");
        }
        html.raw("</p>");
    }

    private void below(Html html, List<ReportedAttribute> attributes, Optional<MetadataAttribute> above) {
        Map<String, MetadataAttribute> known = byId(above.map(MetadataAttribute::children));
        String last = "";
        for (ReportedAttribute attribute : attributes) {
            Optional<MetadataAttribute> definition = Optional.ofNullable(known.get(attribute.id()));
            term(html, name(attribute.id(), definition), attribute.id().equals(last));
            value(html, attribute, definition);
            html.raw("</dd>");
            below(html, attribute.children(), definition);
            last = attribute.children().isEmpty() ? attribute.id() : "";
        }
    }

    private static void term(Html html, String name, boolean more) {
        html.raw(more ? "" : "<dt>" + Html.escaped(name) + "</dt>").raw("<dd>");
    }

    private void value(Html html, ReportedAttribute attribute, Optional<MetadataAttribute> definition) {
        attribute.value().ifPresent(value -> {
            switch (value) {
                case ReportedValue.Markup markup -> html.raw(SafeMarkup.of(words.of(markup.markup())));
                case ReportedValue.Text text -> html.element("p", words.of(text.texts()));
                case ReportedValue.Plain plain -> plain.values().forEach(v -> plain(html, v, definition));
            }
        });
    }

    private void plain(Html html, String value, Optional<MetadataAttribute> definition) {
        html.raw("<p>");
        Optional<Representation> form = definition.flatMap(
                d -> d.representation().or(() -> catalogue.concept(d.concept()).flatMap(Concept::coreRepresentation)));
        Optional<String> name = form.flatMap(Representation::enumeration)
                .flatMap(list -> catalogue.resolve(list, Codelist.class))
                .flatMap(list -> list.items().stream()
                        .filter(code -> code.id().equals(value))
                        .findFirst())
                .map(Code::naming)
                .map(naming -> words.of(naming.names()));
        boolean moment = form.flatMap(Representation::format)
                .flatMap(format -> format.dataType())
                .filter(DataType.DATE_TIME::equals)
                .isPresent();
        Optional<Urn> urn = urn(value);
        if (urn.isPresent()) {
            referred(html, urn.get());
        } else if (value.matches("https?://\\S+")) {
            html.link(value, value);
        } else if (name.isPresent()) {
            html.text(name.get() + " ").element("code", value);
        } else {
            html.text(moment && value.length() > 10 ? value.substring(0, 10) : value);
        }
        html.raw("</p>");
    }

    private static Optional<Urn> urn(String value) {
        try {
            return value.startsWith("urn:sdmx:") ? Optional.of(Urn.parse(value)) : Optional.empty();
        } catch (IllegalArgumentException e) { // looks like one and is none: shown as it is written
            return Optional.empty();
        }
    }

    /** What a URN names, by its name, with a link where it has a page. */
    private void referred(Html html, Urn urn) {
        Optional<MaintainableArtefact> whole = Arrays.stream(ArtefactClass.values())
                .filter(type ->
                        type.maintainable() && type.resource().equals(urn.type().resource()))
                .findFirst()
                .flatMap(type -> catalogue.resolve(urn.artefact(type)));
        String name = whole.map(a ->
                        urn.item().isEmpty() ? words.of(a.maintenance().naming().names()) : item(a, urn.item()))
                .orElseGet(urn::shortForm);
        if (urn.item().isEmpty() && whole.filter(DocsPages::hasPage).isPresent()) {
            html.link(DocsPages.fromPage(whole.get()), name);
        } else {
            html.text(name);
        }
        html.text(" ").element("code", urn.item().isEmpty() ? urn.id() : urn.item());
    }

    private String item(MaintainableArtefact holder, String id) {
        return holder instanceof ItemScheme<?> scheme
                ? scheme.items().stream()
                        .filter(item -> item.id().equals(id))
                        .findFirst()
                        .map(item -> words.of(item.naming().names()))
                        .orElse(id)
                : id;
    }

    private String name(String id, Optional<MetadataAttribute> definition) {
        return definition
                .flatMap(d -> catalogue.concept(d.concept()))
                .map(Concept::naming)
                .map(naming -> words.of(naming.names()))
                .filter(name -> !name.isEmpty())
                .orElse(id);
    }

    private static Map<String, MetadataAttribute> byId(Optional<List<MetadataAttribute>> attributes) {
        Map<String, MetadataAttribute> byId = new LinkedHashMap<>();
        attributes.orElse(List.of()).forEach(a -> byId.put(a.id(), a));
        return byId;
    }

    private void fetch(Html html, MetadataSet report) {
        String address = "sdmx/v2/metadata/metadataset/" + report.agency() + "/" + report.id() + "/"
                + report.version().text();
        html.element("h2", words.of("fetch"))
                .raw("<ul class=\"plain fetch\"><li>")
                .link("../../../../" + address, "/" + address)
                .raw("</li></ul>");
    }
}
