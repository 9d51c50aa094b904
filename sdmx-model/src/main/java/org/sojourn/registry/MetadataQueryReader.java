package org.sojourn.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.MetadataQuery;
import org.sojourn.query.ProviderReference;
import org.sojourn.query.StructureResource;
import org.sojourn.query.Visibility;
import org.sojourn.structure.binding.Reading;
import org.sojourn.structure.binding.ReferenceBinding;

/**
 * Turns a question for reference metadata into a query: by the sets themselves, by metadataflow and provider, or by the
 * artefact that they are about. Conditions on their content no URL can say; they are left untaken and so refused.
 */
final class MetadataQueryReader {
    private final String root;
    private final Reading reading;

    MetadataQueryReader(String root, Reading reading) {
        this.root = root;
        this.reading = reading;
    }

    MetadataQuery read(Part query) {
        query.required("ReturnDetails")
                .attribute("detail")
                .filter(d -> !d.equals("Full"))
                .ifPresent(d -> {
                    throw QueryMessages.unsayable(root, "detail=" + d);
                });
        Part where = query.required("MetadataParameters");
        Set<String> sets = new LinkedHashSet<>();
        List<ProviderReference> providers = new ArrayList<>();
        List<Urn> flows = new ArrayList<>();
        where.children("MetadataSetID").forEach(p -> sets.add(equal(p)));
        where.children("DataProvider").forEach(p -> providers.add(provider(p)));
        where.children("Metadataflow").forEach(p -> flows.add(reference(p, ArtefactClass.METADATAFLOW)));
        where.children("Or").forEach(or -> alternatives(or, sets, providers, flows));
        List<Urn> objects = where.children("AttachedObject").stream()
                .map(p -> reference(p, ArtefactClass.DATAFLOW))
                .toList();
        Optional<Instant> updatedAfter = DataQueryReader.updatedAfter(where, root, reading);
        boolean byFlow = !flows.isEmpty() || updatedAfter.isPresent() || (sets.isEmpty() && objects.isEmpty());
        if ((sets.isEmpty() ? 0 : 1) + (byFlow ? 1 : 0) + (objects.isEmpty() ? 0 : 1) > 1) {
            throw QueryMessages.unsayable(
                    root,
                    "a choice of metadata sets by more than one of their ids, their flow and what they are about");
        }
        if (!sets.isEmpty()) {
            return bySet(sets, providers);
        }
        return objects.isEmpty() ? byFlow(flows, providers, updatedAfter) : byObject(objects, providers);
    }

    private static MetadataQuery bySet(Set<String> ids, List<ProviderReference> providers) {
        return new MetadataQuery.BySet(
                providers.stream().map(ProviderReference::id).toList(), // in the model the provider is their agency
                List.copyOf(ids),
                List.of(VersionPattern.ALL),
                false,
                Optional.empty(),
                Visibility.PUBLIC);
    }

    private MetadataQuery byFlow(List<Urn> flows, List<ProviderReference> providers, Optional<Instant> updatedAfter) {
        List<String> agencies = flows.stream().map(Urn::agency).distinct().toList();
        List<String> ids = flows.stream().map(Urn::id).distinct().toList();
        List<String> versions = flows.stream().map(Urn::version).distinct().toList();
        if (agencies.size() * ids.size() * versions.size()
                > Math.max(1, Set.copyOf(flows).size())) {
            throw QueryMessages.unsayable(root, "alternatives of metadataflows that differ in more than one part");
        }
        return new MetadataQuery.ByFlow(
                agencies,
                ids,
                versions.isEmpty()
                        ? List.of(VersionPattern.ALL)
                        : versions.stream().map(VersionPattern::parse).toList(),
                providers,
                List.of(),
                updatedAfter,
                false,
                Optional.empty(),
                Visibility.PUBLIC);
    }

    private MetadataQuery byObject(List<Urn> objects, List<ProviderReference> providers) {
        if (objects.size() > 1 || !providers.isEmpty()) {
            throw QueryMessages.unsayable(root, "AttachedObject together with another one or a DataProvider");
        }
        Urn object = objects.getFirst();
        StructureResource resource = List.of(StructureResource.values()).stream()
                .filter(r -> r != StructureResource.ANY && r.inV2() && r.covers(object.type()))
                .findFirst()
                .filter(r -> object.item().isEmpty())
                .orElseThrow(() -> QueryMessages.unsayable(
                        root, "what is attached to a " + object.type().className()));
        return new MetadataQuery.ByStructure(
                resource,
                List.of(object.agency()),
                List.of(object.id()),
                List.of(VersionPattern.parse(object.version())),
                false,
                Optional.empty(),
                Visibility.PUBLIC);
    }

    /** Alternatives, of one kind of condition only. */
    private void alternatives(Part or, Set<String> sets, List<ProviderReference> providers, List<Urn> flows) {
        List<Part> ids = or.children("MetadataSetID");
        List<Part> of = or.children("DataProvider");
        List<Part> under = or.children("Metadataflow");
        int kinds = (ids.isEmpty() ? 0 : 1) + (of.isEmpty() ? 0 : 1) + (under.isEmpty() ? 0 : 1);
        if (kinds > 1) {
            throw QueryMessages.unsayable(root, "alternatives over several kinds of conditions");
        }
        boolean again = (!ids.isEmpty() && !sets.isEmpty())
                || (!of.isEmpty() && !providers.isEmpty())
                || (!under.isEmpty() && !flows.isEmpty());
        if (again) {
            throw QueryMessages.unsayable(root, "several conditions on the same with alternatives");
        }
        ids.forEach(p -> sets.add(equal(p)));
        of.forEach(p -> providers.add(provider(p)));
        under.forEach(p -> flows.add(reference(p, ArtefactClass.METADATAFLOW)));
    }

    private String equal(Part id) {
        id.attribute("operator").filter(o -> !o.equals("equal")).ifPresent(o -> {
            throw QueryMessages.unsayable(root, id.name() + " with operator " + o);
        });
        return id.text();
    }

    private ProviderReference provider(Part p) {
        Urn urn = reference(p, ArtefactClass.DATA_PROVIDER);
        return ProviderReference.of(urn.agency(), urn.item());
    }

    private Urn reference(Part p, ArtefactClass expected) {
        return p.bound(ReferenceBinding.class)
                .toModel(expected, p.name(), reading)
                .orElseThrow(() -> p.refusal("it is no reference"));
    }
}
