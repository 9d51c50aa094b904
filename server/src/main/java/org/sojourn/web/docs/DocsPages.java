package org.sojourn.web.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sojourn.dsd.MigrationRules;
import org.sojourn.model.Codelist;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.ReportingTaxonomy;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.Catalogue;

/** The pages of one state of the structures: a list of all, and one page for each structure, list, scheme and set of rules. */
public final class DocsPages {

    /** The kinds of artefacts that have pages, by the word that their addresses use. */
    private static final List<ArtefactClass> KINDS = List.of(
            ArtefactClass.DATA_STRUCTURE,
            ArtefactClass.CODELIST,
            ArtefactClass.CONCEPT_SCHEME,
            ArtefactClass.STRUCTURE_MAP,
            ArtefactClass.REPRESENTATION_MAP,
            ArtefactClass.DATAFLOW,
            ArtefactClass.HIERARCHY,
            ArtefactClass.METADATA_STRUCTURE,
            ArtefactClass.METADATA_SET,
            ArtefactClass.REPORTING_TAXONOMY);

    private static final int SECTIONS = 4;
    private static final String LEAD = "<p class=\"lead\">";
    private static final String FACTS = "<p class=\"facts\">";
    private static final Pattern HEADING = Pattern.compile("<h2>(.*?)</h2>");

    private final Catalogue catalogue;

    public DocsPages(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The list of everything, at {@code /docs/}. */
    public String index(Words words) {
        Html html = new Html();
        html.raw("<p class=\"lead\">").text(words.of("lead")).raw("</p>");
        // What maps read or write for others is on the pages of the maps.
        List<DataStructure> structures = all(DataStructure.class).stream()
                .filter(s -> !catalogue.dataflowsOf(s).isEmpty() || !mapped(s))
                .toList();
        if (structures.isEmpty()) {
            html.element("p", words.of("empty"));
        }
        section(html, words.of("structures"), !structures.isEmpty());
        html.raw("<ul class=\"cards\">");
        for (DataStructure structure : structures) {
            card(
                    html,
                    words,
                    structure,
                    words.of("dimensionsOf", structure.dimensions().size()) + " · "
                            + words.of(
                                    "flowsOf", catalogue.dataflowsOf(structure).size()));
        }
        html.raw("</ul>");
        reports(html, words);
        List<ConceptScheme> schemes = all(ConceptScheme.class);
        section(html, words.of("concepts"), !schemes.isEmpty());
        html.raw("<ul class=\"plain\">");
        for (ConceptScheme scheme : schemes) {
            html.raw("<li>")
                    .link(
                            address(scheme),
                            words.of(scheme.maintenance().naming().names()))
                    .text(" — " + words.of("conceptsLead", scheme.items().size()))
                    .raw("</li>");
        }
        html.raw("</ul>");
        List<StructureMap> maps = all(StructureMap.class);
        section(html, words.of("maps"), !maps.isEmpty());
        if (!maps.isEmpty()) {
            html.element("p", "muted", words.of("mapsLead")).raw("<ul class=\"lists\">");
            for (StructureMap map : maps) {
                html.raw("<li>")
                        .link(address(map), words.of(map.maintenance().naming().names()))
                        .element("span", "id", map.id())
                        .raw("</li>");
            }
            html.raw("</ul>");
        }
        links(html, words, words.of("hierarchies"), all(Hierarchy.class));
        links(html, words, words.of("metadata"), all(MetadataStructure.class));
        links(html, words, words.of("reports"), all(ReportingTaxonomy.class));
        section(html, words.of("rules"), true);
        html.raw("<p>")
                .link("rules", words.of("rules"))
                .text(" — " + words.of("rulesLead", MigrationRules.all().size()))
                .raw("</p>");
        List<Codelist> lists = all(Codelist.class);
        section(html, words.of("lists"), !lists.isEmpty());
        html.raw("<ul class=\"lists\">");
        for (Codelist list : lists) {
            html.raw("<li>")
                    .link(address(list), words.of(list.maintenance().naming().names()))
                    .element(
                            "span",
                            "id",
                            list.id() + " · " + words.of("codesOf", list.items().size()))
                    .raw("</li>");
        }
        html.raw("</ul>");
        return layout(words, words.of("title"), "../", html);
    }

    /** The reports on figures, each with the dataflows that it is about. */
    private void reports(Html html, Words words) {
        List<MetadataSet> reports = all(MetadataSet.class);
        if (reports.isEmpty()) {
            return;
        }
        html.element("h2", words.of("sources")).element("p", "muted", words.of("sourcesLead"));
        Map<String, List<MetadataSet>> byKind = new LinkedHashMap<>();
        for (MetadataSet report : reports) {
            String kind = ReportPage.kind(report, catalogue)
                    .map(flow -> words.of(flow.maintenance().naming().names()))
                    .orElse("");
            byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(report);
        }
        byKind.forEach((kind, some) -> {
            if (byKind.size() > 1 && !kind.isEmpty()) {
                html.element("h3", kind);
            }
            html.raw("<ul class=\"lists wideLists\">");
            some.forEach(report -> report(html, words, report));
            html.raw("</ul>");
        });
    }

    private void report(Html html, Words words, MetadataSet report) {
        html.raw("<li>")
                .link(address(report), words.of(report.maintenance().naming().names()))
                .element(
                        "span",
                        "text",
                        ReportPage.about(report, catalogue).stream()
                                .map(a -> words.of(a.maintenance().naming().names()))
                                .collect(Collectors.joining(", ")))
                .raw("</li>");
    }

    private static void links(Html html, Words words, String title, List<? extends MaintainableArtefact> artefacts) {
        if (artefacts.isEmpty()) {
            return;
        }
        html.element("h2", title).raw("<ul class=\"lists\">");
        for (MaintainableArtefact artefact : artefacts) {
            html.raw("<li>")
                    .link(
                            address(artefact),
                            words.of(artefact.maintenance().naming().names()))
                    .element("span", "id", artefact.id())
                    .raw("</li>");
        }
        html.raw("</ul>");
    }

    private boolean mapped(DataStructure structure) {
        return all(StructureMap.class).stream()
                .flatMap(map -> java.util.stream.Stream.concat(map.source().stream(), map.target().stream()))
                .anyMatch(structure.urn()::equals);
    }

    static boolean hasPage(MaintainableArtefact artefact) {
        return KINDS.contains(artefact.type());
    }

    private void section(Html html, String title, boolean shown) {
        if (shown) {
            html.element("h2", title);
        }
    }

    private void card(Html html, Words words, MaintainableArtefact artefact, String counts) {
        html.raw("<li><a href=\"" + Html.escaped(address(artefact)) + "\">")
                .element(
                        "span", "name", words.of(artefact.maintenance().naming().names()))
                .element("span", "id", artefact.urn().shortForm())
                .element(
                        "span", "text", words.of(artefact.maintenance().naming().descriptions()))
                .element("span", "counts", counts)
                .raw("</a></li>");
    }

    /** The rules of migration statistics, at {@code /docs/rules}. */
    public String rules(Words words) {
        return layout(words, words.of("rules"), "../", RulesPage.of(MigrationRules.all(), words));
    }

    /** The page of an artefact, at {@code /docs/codelist/MIG/CL_SEX/1.0.0}; empty where it has none. */
    public Optional<String> page(String kind, String agency, String id, String version, Words words) {
        return KINDS.stream()
                .filter(type -> word(type).equals(kind))
                .findFirst()
                .flatMap(type -> catalogue.resolve(Urn.of(type, agency, id, version)))
                .flatMap(artefact -> switch (artefact) {
                    case DataStructure structure -> Optional.of(new StructurePage(catalogue, structure, words).html());
                    case Codelist list -> Optional.of(new CodelistPage(catalogue, list, words).html());
                    case ConceptScheme scheme -> Optional.of(new ConceptsPage(catalogue, scheme, words).html());
                    case StructureMap map -> Optional.of(new MapPage(catalogue, words).html(map));
                    case RepresentationMap map -> Optional.of(new MapPage(catalogue, words).html(map));
                    case Dataflow flow ->
                        flow.structure()
                                .flatMap(structure -> catalogue.resolve(structure, DataStructure.class))
                                .map(structure -> new StructurePage(catalogue, structure, words).html(flow));
                    case Hierarchy hierarchy -> Optional.of(new TreePage(catalogue, words).html(hierarchy));
                    case MetadataStructure structure -> Optional.of(new TreePage(catalogue, words).html(structure));
                    case MetadataSet report -> Optional.of(new ReportPage(catalogue, words).html(report));
                    case ReportingTaxonomy taxonomy -> Optional.of(new TreePage(catalogue, words).html(taxonomy));
                    default -> Optional.<Html>empty();
                })
                .map(html -> layout(words, title(kind, agency, id, version, words), "../../../../", html));
    }

    private String title(String kind, String agency, String id, String version, Words words) {
        return KINDS.stream()
                .filter(type -> word(type).equals(kind))
                .findFirst()
                .flatMap(type -> catalogue.resolve(Urn.of(type, agency, id, version)))
                .map(a -> words.of(a.maintenance().naming().names()))
                .filter(name -> !name.isEmpty())
                .orElse(id);
    }

    private <A extends MaintainableArtefact> List<A> all(Class<A> type) {
        return catalogue
                .artefacts()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(a -> !a.maintenance().externalReference())
                .toList();
    }

    /** The address of an artefact's page below {@code /docs/}. */
    static String address(MaintainableArtefact artefact) {
        return word(artefact.type()) + "/" + artefact.agency() + "/" + artefact.id() + "/"
                + artefact.version().text();
    }

    /** The address as seen from another artefact's page. */
    static String fromPage(MaintainableArtefact artefact) {
        return "../../../" + address(artefact);
    }

    private static String word(ArtefactClass type) {
        return type.className().toLowerCase(Locale.ROOT);
    }

    /** A page of many sections begins with the list of them. */
    private static String withContents(String content, Words words) {
        Matcher headings = HEADING.matcher(content);
        Html list =
                new Html().raw("<nav class=\"contents\" aria-label=\"" + Html.escaped(words.of("onThisPage")) + "\">");
        StringBuilder marked = new StringBuilder();
        int n = 0;
        while (headings.find()) {
            n++;
            list.raw("<a href=\"#s" + n + "\">" + headings.group(1) + "</a>");
            headings.appendReplacement(
                    marked, Matcher.quoteReplacement("<h2 id=\"s" + n + "\">" + headings.group(1) + "</h2>"));
        }
        headings.appendTail(marked);
        if (n < SECTIONS) {
            return content;
        }
        list.raw("</nav>");
        // Below what the page says first, which is what it is about.
        int facts = Math.max(marked.indexOf(FACTS), marked.indexOf(LEAD));
        int at = facts < 0 ? -1 : marked.indexOf("</p>", facts);
        return marked.insert(at < 0 ? 0 : at + "</p>".length(), list).toString();
    }

    /** @param root the way from the page to the first page of the server */
    private static String layout(Words words, String title, String root, Html content) {
        Html html = new Html();
        html.raw("<!doctype html>\n<html lang=\"" + words.language() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.text(title + " · Sojourn");
        html.raw("</title>\n<link rel=\"icon\" href=\"" + root + "icon.svg\" type=\"image/svg+xml\">\n"
                + "<link rel=\"stylesheet\" href=\"" + root + "page.css\">\n"
                + "<link rel=\"stylesheet\" href=\"" + root + "docs.css\">\n"
                + "<script type=\"module\" src=\"" + root
                + "docs.js\"></script>\n</head>\n<body class=\"docs\">\n<a class=\"skip\" href=\"#content\">"
                + Html.escaped(words.of("skip"))
                + "</a>\n<header><div class=\"wide bar\"><a class=\"brand\" href=\"" + root
                + "?lang=" + words.language() + "\"><img src=\"" + root
                + "icon.svg\" alt=\"\" width=\"30\" height=\"30\"> Sojourn</a><nav class=\"trail\" aria-label=\""
                + Html.escaped(words.of("trail")) + "\">");
        html.link(root + "docs/?lang=" + words.language(), words.of("docs"));
        html.raw("</nav><nav aria-label=\"" + Html.escaped(words.of("language")) + "\" id=\"languages\">");
        for (String language : Words.LANGUAGES) {
            html.raw("<a href=\"?lang=" + language + "\" hreflang=\"" + language + "\""
                    + (language.equals(words.language()) ? " aria-current=\"true\"" : "") + ">"
                    + language.toUpperCase(Locale.ROOT) + "</a>");
        }
        html.raw("</nav></div><div class=\"wide hero\"><h1>")
                .text(title)
                .raw("</h1></div></header>\n<main class=\"wide\" id=\"content\">\n");
        html.raw(withContents(content.toString(), words));
        return html.raw("\n</main>\n</body>\n</html>\n").toString();
    }
}
