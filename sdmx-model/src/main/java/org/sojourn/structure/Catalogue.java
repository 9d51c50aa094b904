package org.sojourn.structure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.StructureLookup;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.Representation;
import org.sojourn.model.SdmxException;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;

/**
 * An immutable set of artefacts in which references are resolved: what a server holds at one moment, or what a command was
 * given. Safe for many threads; resolved views are kept.
 */
public final class Catalogue implements StructureLookup {

    private static final Comparator<MaintainableArtefact> ORDER = Comparator.comparing(MaintainableArtefact::type)
            .thenComparing(MaintainableArtefact::agency)
            .thenComparing(MaintainableArtefact::id)
            .thenComparing(MaintainableArtefact::version);

    private record Identity(ArtefactClass type, String agency, String id) {}

    private final Map<Urn, MaintainableArtefact> byUrn;
    private final Map<Identity, List<MaintainableArtefact>> versions = new HashMap<>();
    private final Map<Identity, List<MaintainableArtefact>> held = new HashMap<>();
    private final Map<Urn, DataStructureView> views = new ConcurrentHashMap<>();

    private Catalogue(Map<Urn, MaintainableArtefact> byUrn) {
        this.byUrn = byUrn;
        byUrn.values().stream().sorted(ORDER).forEach(a -> {
            versions.computeIfAbsent(new Identity(a.type(), a.agency(), a.id()), k -> new ArrayList<>())
                    .add(a);
            holder(a.urn())
                    .ifPresent(h -> held.computeIfAbsent(
                                    new Identity(h.type(), h.agency(), h.id()), k -> new ArrayList<>())
                            .add(a));
        });
    }

    /** What 2.1 has around an artefact of the model: a hierarchical code list or a structure set. */
    public static Optional<Urn> holder(Urn artefact) {
        if (artefact.type() == ArtefactClass.HIERARCHY) {
            return Optional.of(HierarchyName.listOf(artefact));
        }
        return StructureSet.holds(artefact.type()) ? Optional.of(StructureSet.of(artefact)) : Optional.empty();
    }

    /** A catalogue of these; of two with the same URN the later one counts. */
    public static Catalogue of(Collection<? extends MaintainableArtefact> artefacts) {
        Map<Urn, MaintainableArtefact> map = new LinkedHashMap<>();
        artefacts.forEach(a -> map.put(a.urn(), a));
        return new Catalogue(map);
    }

    /** This catalogue with these in addition, replacing those of the same URN. */
    public Catalogue with(Collection<? extends MaintainableArtefact> artefacts) {
        Map<Urn, MaintainableArtefact> map = new LinkedHashMap<>(byUrn);
        artefacts.forEach(a -> map.put(a.urn(), a));
        return new Catalogue(map);
    }

    /** This catalogue without these. */
    public Catalogue without(Collection<Urn> urns) {
        Map<Urn, MaintainableArtefact> map = new LinkedHashMap<>(byUrn);
        urns.forEach(map::remove);
        return new Catalogue(map);
    }

    /** All artefacts, ordered by type, agency, id and version. */
    public Stream<MaintainableArtefact> artefacts() {
        return byUrn.values().stream().sorted(ORDER);
    }

    /** All versions of one artefact, oldest first. */
    public List<MaintainableArtefact> versionsOf(ArtefactClass type, String agency, String id) {
        return List.copyOf(versions.getOrDefault(new Identity(type, agency, id), List.of()));
    }

    /** The artefact of exactly this URN. */
    public Optional<MaintainableArtefact> exactly(Urn urn) {
        return Optional.ofNullable(byUrn.get(urn));
    }

    /**
     * The artefact a reference points to: the exact version; for a late-binding or missing version the newest that fits.
     * A reference without version finds an unversioned artefact or 1.0 first, as 3.x reads it.
     */
    public Optional<MaintainableArtefact> resolve(Urn reference) {
        if (reference.type() == ArtefactClass.HIERARCHICAL_CODELIST
                || reference.type() == ArtefactClass.STRUCTURE_SET) {
            return resolveAll(reference).stream().findFirst();
        }
        MaintainableArtefact exact = byUrn.get(reference);
        if (exact != null) {
            return Optional.of(exact);
        }
        List<MaintainableArtefact> known =
                versions.getOrDefault(new Identity(reference.type(), reference.agency(), reference.id()), List.of());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        if (reference.version().isEmpty()) {
            return known.stream()
                    .filter(a -> a.version().equals(Version.LEGACY_DEFAULT))
                    .findFirst()
                    .or(() -> Optional.of(known.getLast()));
        }
        if (reference.version().equals(Version.LEGACY_DEFAULT.text())) {
            Optional<MaintainableArtefact> unversioned =
                    known.stream().filter(a -> a.version().isNone()).findFirst();
            if (unversioned.isPresent()) {
                return unversioned;
            }
        }
        if (Version.isVersion(reference.version())) {
            return Optional.empty();
        }
        List<Version> fitting = VersionPattern.parseReference(reference.version())
                .select(known.stream().map(MaintainableArtefact::version).toList());
        return fitting.stream()
                .max(Comparator.naturalOrder())
                .flatMap(v -> known.stream().filter(a -> a.version().equals(v)).findFirst());
    }

    /**
     * As {@link #resolve}; for a hierarchical code list or a structure set of 2.1, which the model has not, all that stand in
     * it.
     */
    public List<MaintainableArtefact> resolveAll(Urn reference) {
        List<MaintainableArtefact> within =
                held.getOrDefault(new Identity(reference.type(), reference.agency(), reference.id()), List.of());
        if (within.isEmpty()) {
            return resolve(reference).stream().toList();
        }
        String wanted = reference.version().isEmpty() ? Version.LEGACY_DEFAULT.text() : reference.version();
        return within.stream()
                .filter(a -> a.version().text().equals(wanted)
                        || (a.version().isNone() && wanted.equals(Version.LEGACY_DEFAULT.text())))
                .toList();
    }

    /** {@link #resolve} for a reference that must be of one record type. */
    public <A extends MaintainableArtefact> Optional<A> resolve(Urn reference, Class<A> type) {
        return resolve(reference).filter(type::isInstance).map(type::cast);
    }

    /** The code list behind a reference with its extensions resolved. */
    public Optional<Codelist> codelist(Urn reference) {
        return resolve(reference.artefact(ArtefactClass.CODELIST), Codelist.class)
                .map(this::resolveExtensions);
    }

    /** The list with the codes that it inherits from lists of this catalogue, and without extensions. */
    public Codelist resolveExtensions(Codelist list) {
        return CodelistExtensions.resolve(list, u -> resolve(u, Codelist.class));
    }

    /** The concept behind a concept reference. */
    public Optional<Concept> concept(Urn reference) {
        return resolve(reference.artefact(ArtefactClass.CONCEPT_SCHEME), ConceptScheme.class)
                .flatMap(scheme -> scheme.items().stream()
                        .filter(c -> c.id().equals(reference.item()))
                        .findFirst());
    }

    @Override
    public DataStructureView find(Urn reference) {
        MaintainableArtefact artefact = resolve(reference).orElseThrow(() -> unknown(reference));
        DataStructureView known = views.get(artefact.urn());
        if (known != null) {
            return known;
        }
        DataStructureView view = switch (artefact) {
            case DataStructure dsd -> view(dsd, Optional.empty());
            case Dataflow flow -> view(structureOf(flow), Optional.of(flow));
            case ProvisionAgreement agreement -> find(agreement.flow().orElseThrow(() -> noStructure(agreement)));
            default ->
                throw new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        reference.type().className() + " " + reference.shortForm()
                                + " does not describe data; expected a DataStructure, Dataflow or ProvisionAgreement");
        };
        views.put(artefact.urn(), view);
        return view;
    }

    /** The dataflows that use a data structure, in order. */
    public List<Dataflow> dataflowsOf(DataStructure structure) {
        return artefacts()
                .filter(Dataflow.class::isInstance)
                .map(Dataflow.class::cast)
                .filter(flow -> flow.structure()
                        .flatMap(this::resolve)
                        .filter(structure::equals)
                        .isPresent())
                .toList();
    }

    private DataStructure structureOf(Dataflow flow) {
        Urn reference = flow.structure().orElseThrow(() -> noStructure(flow));
        return resolve(reference, DataStructure.class).orElseThrow(() -> unknown(reference));
    }

    private DataStructureView view(DataStructure structure, Optional<Dataflow> flow) {
        Map<String, Concept> concepts = new HashMap<>();
        Map<String, Codelist> codelists = new HashMap<>();
        for (Component component : structure.components()) {
            Optional<Concept> concept = concept(component.concept());
            concept.ifPresent(c -> concepts.put(component.id(), c));
            component
                    .representation()
                    .or(() -> concept.flatMap(Concept::coreRepresentation))
                    .flatMap(Representation::enumeration)
                    .filter(list -> list.type() == ArtefactClass.CODELIST)
                    .flatMap(this::codelist)
                    .ifPresent(list -> codelists.put(component.id(), list));
        }
        return new DataStructureView(structure, flow, concepts, codelists);
    }

    private SdmxException unknown(Urn reference) {
        List<String> near = versions.keySet().stream()
                .filter(i -> i.type() == reference.type() && i.id().equalsIgnoreCase(reference.id()))
                .flatMap(i -> versions.getOrDefault(i, List.of()).stream())
                .map(a -> a.urn().shortForm())
                .sorted()
                .toList();
        List<String> all = near.isEmpty()
                ? versions.keySet().stream()
                        .filter(i -> i.type() == reference.type())
                        .map(i -> i.agency() + ":" + i.id())
                        .sorted()
                        .limit(10)
                        .toList()
                : near;
        return new SdmxException(
                SdmxException.Kind.SEMANTIC,
                "Unknown structure",
                reference.type().className() + " " + reference.shortForm() + " is not known here"
                        + (all.isEmpty()
                                ? "; no " + reference.type().className() + " is"
                                : "; known: " + String.join(", ", all)));
    }

    private static SdmxException noStructure(MaintainableArtefact artefact) {
        return new SdmxException(
                SdmxException.Kind.SEMANTIC,
                artefact.type().className() + " " + artefact.urn().shortForm() + " is a stub that names no structure");
    }
}
