package org.sojourn.dsd;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.mapping.MappedTable;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.DataStructure;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.MetadataValidator;
import org.sojourn.validation.StructureValidator;

/**
 * Holds the structures that come with Sojourn to what they promise, with the validator that users have: everything reads,
 * every reference resolves, names and descriptions are there in three languages, maps fit their structures, guides speak of
 * components and codes that exist, all figures have a report on their quality and a description of their source, and nothing
 * that was released has changed without the version that the change demands. The build runs it.
 */
public final class StructureCheck {

    private static final List<String> LANGUAGES = List.of("en", "fr", "es");

    /** The metadataflows by which all figures that come along are reported on: their quality, and their source. */
    private static final List<String> ASKED = List.of("MDF_MIG_ESMS", "MDF_MIG_SOURCE");

    private final Problems problems = new Problems();

    private StructureCheck() {}

    /**
     * Fails the build where something is wrong.
     *
     * @param arguments none, or {@code release} and a folder: then what later builds are compared with is written there
     * @throws IllegalStateException with all that is wrong, one line each
     */
    public static void main(String... arguments) throws IOException {
        List<Problem> found = run();
        if (!found.isEmpty()) {
            throw new IllegalStateException("the shipped structures have faults:\n"
                    + String.join("\n", found.stream().map(Problem::toString).toList()));
        }
        if (arguments.length == 2 && arguments[0].equals("release")) {
            List<MaintainableArtefact> all =
                    new ArrayList<>(MigrationStructures.catalogue().artefacts().toList());
            all.addAll(MigrationMetadata.sets());
            new LastRelease(all).write(Path.of(arguments[1]));
        }
    }

    /** Everything that is wrong with the structures that come along. */
    public static List<Problem> run() {
        StructureCheck check = new StructureCheck();
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        for (String file : MigrationStructures.files()) {
            try {
                artefacts.addAll(MigrationStructures.read(file));
            } catch (IllegalStateException e) {
                check.problems.add(Problem.error("unreadable", Location.path(file), String.valueOf(e.getMessage())));
            }
        }
        List<MetadataSet> reports = new ArrayList<>();
        for (String file : MigrationMetadata.files()) {
            try {
                reports.addAll(MigrationMetadata.read(file));
            } catch (IllegalStateException e) {
                check.problems.add(Problem.error("unreadable", Location.path(file), String.valueOf(e.getMessage())));
            }
        }
        Catalogue catalogue = Catalogue.of(artefacts);
        check.artefacts(artefacts);
        check.reports(reports, catalogue);
        check.maps(catalogue);
        check.guides(catalogue);
        artefacts.addAll(reports);
        LastRelease.recorded().hold(artefacts, check.problems);
        return check.problems.list();
    }

    /** The same for artefacts given by hand, without what goes with them. */
    static List<Problem> of(List<MaintainableArtefact> artefacts) {
        StructureCheck check = new StructureCheck();
        check.artefacts(artefacts);
        return check.problems.list();
    }

    /** The same for reports given by hand. */
    static List<Problem> reports(List<MetadataSet> reports) {
        StructureCheck check = new StructureCheck();
        check.reports(reports, MigrationStructures.catalogue());
        return check.problems.list();
    }

    private void artefacts(List<MaintainableArtefact> artefacts) {
        StructureValidator validator = new StructureValidator(problems);
        validator.check(artefacts);
        validator.references(artefacts, Catalogue.of(artefacts), Problem.Severity.ERROR);
        for (MaintainableArtefact artefact : artefacts) {
            translations(artefact, artefact.urn().shortForm(), artefact);
        }
    }

    /** Reports follow their structures and speak of what is there, and no figures come without one of each kind. */
    private void reports(List<MetadataSet> reports, Catalogue catalogue) {
        new MetadataValidator(catalogue, problems).check(reports);
        Map<String, Set<UrnPattern>> reported = new LinkedHashMap<>();
        ASKED.forEach(kind -> reported.put(kind, new HashSet<>()));
        for (MetadataSet report : reports) {
            translations(report, report.urn().shortForm(), report);
            String kind = report.flow().map(Urn::id).orElse("");
            for (UrnPattern target : report.targets()) {
                reported.computeIfAbsent(kind, k -> new HashSet<>()).add(target);
                if (!target.exact()
                        || catalogue.resolve(Urn.parse(target.toString())).isEmpty()) {
                    problems.add(Problem.error(
                            "unresolved-reference",
                            Location.path("MetadataSet " + report.urn().shortForm()),
                            "it is about " + target + ", which is not there"));
                }
            }
        }
        for (SourceLayout layout : MigrationMaps.layouts()) {
            if (layout.figures().isPresent()) {
                Optional<ProvisionAgreement> agreement =
                        catalogue.resolve(layout.reference(), ProvisionAgreement.class);
                List<Urn> about = Stream.concat(
                                Stream.of(layout.reference()), agreement.flatMap(ProvisionAgreement::flow).stream())
                        .toList();
                for (String kind : ASKED) {
                    about.stream()
                            .filter(urn ->
                                    !reported.getOrDefault(kind, Set.of()).contains(UrnPattern.of(urn)))
                            .forEach(urn -> problems.add(Problem.error(
                                    "figures-without-report",
                                    Location.path(layout.id()),
                                    "figures come along for " + urn.shortForm() + " and no report by " + kind
                                            + " is about it")));
                }
            }
        }
    }

    /** Texts that are there in one language must be there in all three. */
    private void translations(@Nullable Object thing, String where, MaintainableArtefact artefact) {
        switch (thing) {
            case null -> {}
            case LocalisedText text -> {
                if (!text.isEmpty()
                        && LANGUAGES.stream()
                                .anyMatch(l ->
                                        text.in(l).filter(t -> !t.isBlank()).isEmpty())) {
                    problems.add(Problem.error(
                            "missing-translation",
                            Location.path(artefact.type().className() + " "
                                    + artefact.urn().shortForm()),
                            where + " is said in " + text.byLanguage().keySet() + ", not in all of " + LANGUAGES));
                }
            }
            case Optional<?> optional -> optional.ifPresent(value -> translations(value, where, artefact));
            case Collection<?> many -> many.forEach(value -> translations(value, where, artefact));
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    translations(value(record, component), where + "/" + component.getName(), artefact);
                }
            }
            default -> {}
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void maps(Catalogue catalogue) {
        for (SourceLayout layout : MigrationMaps.layouts()) {
            if (layout.unitRecords()) {
                continue; // a definition that is not executed yet
            }
            try {
                new MappedTable(layout, catalogue, InputStream::nullInputStream, problems);
            } catch (SdmxException e) {
                problems.add(Problem.error("misfit", Location.path(layout.id()), e.detail()));
            }
        }
    }

    private void guides(Catalogue catalogue) {
        catalogue
                .artefacts()
                .filter(DataStructure.class::isInstance)
                .map(DataStructure.class::cast)
                .forEach(structure -> StructureGuide.of(structure.urn())
                        .ifPresent(guide -> guide(guide, catalogue.find(structure.urn()))));
    }

    private void guide(StructureGuide guide, DataStructureView view) {
        guide.example().forEach((component, value) -> {
            boolean good = view.component(component).isPresent()
                    && (!view.coded(component) || view.codes(component).containsKey(value));
            if (!good) {
                problems.add(Problem.error(
                        "misfit",
                        Location.path("guide to " + view.structure().id()),
                        "the example has " + component + " = " + value + ", which does not exist"));
            }
        });
        guide.tables().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> view.component(column.component()).isEmpty())
                .forEach(column -> problems.add(Problem.error(
                        "misfit",
                        Location.path("guide to " + view.structure().id()),
                        "a column goes to " + column.component() + ", which does not exist")));
    }
}
