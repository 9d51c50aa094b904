package org.sojourn.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.AgencyScheme;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Organisation;
import org.sojourn.model.Representation;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ValueList;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.SchemaQuery;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.AllowedCodes;
import org.sojourn.validation.schema.SchemaSubject;

/** Answers schema queries of both API generations: the rules of data of one structure, flow or agreement. */
public final class SchemaService {

    private static final String ROOT_AGENCY = "SDMX";

    private final Function<Optional<Instant>, StructureState> states;

    /**
     * @param states the structures at a moment, empty for now
     */
    public SchemaService(Function<Optional<Instant>, StructureState> states) {
        this.states = states;
    }

    /**
     * The rules; empty where there is no such artefact.
     *
     * @throws SdmxException SEMANTIC when the dimension at the observation is none of the structure or the artefact names none
     */
    public Optional<SchemaAnswer> answer(SchemaQuery query) {
        StructureState state = states.apply(query.asOf());
        Catalogue catalogue = state.catalogue();
        if (ofMetadata(query)) {
            return named(catalogue, query)
                    .map(artefact -> new SchemaAnswer(
                            Optional.empty(),
                            MetadataRules.subject(catalogue, artefact),
                            MetadataRules.artefacts(catalogue, artefact),
                            state.seq(),
                            state.time()));
        }
        return named(catalogue, query).map(artefact -> {
            DataStructureView view = catalogue.find(artefact.urn());
            Set<Urn> bound = new LinkedHashSet<>();
            bound.add(view.structure().urn());
            if (query.context() != ArtefactClass.DATA_STRUCTURE) {
                view.dataflow().map(Dataflow::urn).ifPresent(bound::add);
                bound.add(artefact.urn());
            }
            List<DataConstraint> constraints = AllowedCodes.binding(catalogue, bound);
            Map<String, Set<String>> allowed = AllowedCodes.of(view, constraints);
            Map<String, Concept> measures = query.explicitMeasure() ? measureConcepts(catalogue, view) : Map.of();
            String pivot = measures.isEmpty()
                    ? query.dimensionAtObservation().orElseGet(() -> SchemaSubject.defaultPivot(view))
                    : measureDimension(view).orElseThrow().id();
            return new SchemaAnswer(
                    Optional.of(new SchemaSubject(
                            artefact.urn(),
                            view,
                            allowed,
                            valueLists(catalogue, view),
                            measures,
                            pivot,
                            query.deletion())),
                    Optional.empty(),
                    artefacts(catalogue, view, allowed, constraints),
                    state.seq(),
                    state.time());
        });
    }

    /** True for rules of reference metadata, which only in 2.1 are an XML schema. */
    public static boolean ofMetadata(SchemaQuery query) {
        return query.context().packageName().equals("metadatastructure")
                || query.context() == ArtefactClass.METADATA_PROVISION_AGREEMENT;
    }

    private static Optional<MaintainableArtefact> named(Catalogue catalogue, SchemaQuery query) {
        List<MaintainableArtefact> versions = catalogue.versionsOf(query.context(), query.agency(), query.id());
        List<Version> selected = VersionPattern.select(
                List.of(query.version()),
                versions.stream().map(MaintainableArtefact::version).toList());
        return versions.stream().filter(a -> selected.contains(a.version())).reduce((a, b) -> b);
    }

    private static Map<String, List<String>> valueLists(Catalogue catalogue, DataStructureView view) {
        Map<String, List<String>> values = new HashMap<>();
        for (Component component : view.structure().components()) {
            view.representation(component.id())
                    .flatMap(Representation::enumeration)
                    .filter(list -> list.type() == ArtefactClass.VALUE_LIST)
                    .flatMap(list -> catalogue.resolve(list, ValueList.class))
                    .ifPresent(list -> values.put(
                            component.id(),
                            list.items().stream().map(ValueList.ValueItem::id).toList()));
        }
        return values;
    }

    private static Optional<Dimension> measureDimension(DataStructureView view) {
        return view.structure().dimensions().stream()
                .filter(d -> d.kind() == Dimension.Kind.MEASURE)
                .findFirst();
    }

    /** 2.1 lists them in a concept scheme; structures that were converted, in a code list. */
    private static Map<String, Concept> measureConcepts(Catalogue catalogue, DataStructureView view) {
        Map<String, Concept> concepts = new LinkedHashMap<>();
        Optional<Dimension> dimension = measureDimension(view);
        dimension
                .flatMap(d -> view.representation(d.id()))
                .flatMap(Representation::enumeration)
                .flatMap(scheme -> catalogue.resolve(scheme, ConceptScheme.class))
                .ifPresent(scheme -> scheme.items().forEach(c -> concepts.put(c.id(), c)));
        if (concepts.isEmpty()) {
            dimension.ifPresent(d -> view.codes(d.id())
                    .values()
                    .forEach(code -> concepts.put(
                            code.id(),
                            new Concept(code.naming(), Optional.empty(), Optional.empty(), Optional.empty()))));
        }
        return concepts;
    }

    /** REST 2.2, schema queries: the structure, lists of the allowed codes, concepts in use, agencies that occur. */
    private static List<MaintainableArtefact> artefacts(
            Catalogue catalogue,
            DataStructureView view,
            Map<String, Set<String>> allowed,
            List<DataConstraint> constraints) {
        Map<Urn, MaintainableArtefact> found = new LinkedHashMap<>();
        found.put(view.structure().urn(), view.structure());
        Map<Urn, Set<String>> codes = new LinkedHashMap<>();
        Map<Urn, Set<String>> concepts = new LinkedHashMap<>();
        Map<Urn, Set<Set<String>>> differing = new HashMap<>();
        for (Component component : view.structure().components()) {
            concepts.computeIfAbsent(ArtefactReferences.artefact(component.concept()), k -> new LinkedHashSet<>())
                    .add(component.concept().item());
            view.representation(component.id())
                    .flatMap(Representation::enumeration)
                    .flatMap(catalogue::resolve)
                    .ifPresent(list -> {
                        Set<String> kept = allowed.getOrDefault(
                                component.id(), view.codes(component.id()).keySet());
                        codes.computeIfAbsent(list.urn(), k -> new LinkedHashSet<>())
                                .addAll(kept);
                        differing
                                .computeIfAbsent(list.urn(), k -> new HashSet<>())
                                .add(Set.copyOf(kept));
                    });
        }
        codes.forEach((urn, kept) ->
                catalogue.resolve(urn).ifPresent(list -> found.put(urn, cut(catalogue, list, kept))));
        concepts.forEach((scheme, used) -> catalogue
                .resolve(scheme, ConceptScheme.class)
                .flatMap(s -> PartialSchemes.cut(s, used))
                .ifPresent(s -> found.put(s.urn(), s)));
        // What two components make of one list differently, no list can say.
        if (differing.values().stream().anyMatch(ways -> ways.size() > 1)) {
            constraints.forEach(c -> found.put(c.urn(), c));
        }
        agencies(catalogue, found);
        return List.copyOf(found.values());
    }

    private static MaintainableArtefact cut(Catalogue catalogue, MaintainableArtefact artefact, Set<String> kept) {
        if (!(artefact instanceof Codelist list)) {
            return artefact;
        }
        Codelist whole = catalogue.resolveExtensions(list);
        List<Code> codes =
                whole.items().stream().filter(code -> kept.contains(code.id())).toList();
        return codes.size() == whole.items().size()
                ? whole
                : new Codelist(
                        whole.maintenance(),
                        true,
                        codes.stream()
                                .map(code -> code.parent()
                                                .filter(p -> !kept.contains(p))
                                                .isPresent()
                                        ? new Code(code.naming(), Optional.empty(), code.place())
                                        : code)
                                .toList(),
                        whole.extensions());
    }

    /** Adds the agency schemes, cut to the agencies that maintain what was found. */
    static void agencies(Catalogue catalogue, Map<Urn, MaintainableArtefact> found) {
        Set<String> present = new LinkedHashSet<>();
        found.values().forEach(a -> present.add(a.agency()));
        List<MaintainableArtefact> schemes = new ArrayList<>();
        catalogue
                .artefacts()
                .filter(AgencyScheme.class::isInstance)
                .map(AgencyScheme.class::cast)
                .forEach(scheme -> {
                    Set<String> here = new HashSet<>();
                    for (Organisation agency : scheme.items()) {
                        String path =
                                scheme.agency().equals(ROOT_AGENCY) ? agency.id() : scheme.agency() + "." + agency.id();
                        if (present.contains(path)) {
                            here.add(agency.id());
                        }
                    }
                    PartialSchemes.cut(scheme, here).ifPresent(schemes::add);
                });
        schemes.forEach(s -> found.put(s.urn(), s));
    }
}
