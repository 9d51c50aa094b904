package org.sojourn.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.registry.Subscription.Address;
import org.sojourn.registry.Subscription.Any;
import org.sojourn.registry.Subscription.ByName;
import org.sojourn.registry.Subscription.ByUrn;
import org.sojourn.registry.Subscription.Events;
import org.sojourn.registry.Subscription.ObjectEvents;
import org.sojourn.registry.Subscription.OfRegistration;
import org.sojourn.registry.Subscription.RegistrationEvents;
import org.sojourn.registry.Subscription.RegistrationSelector;
import org.sojourn.registry.Subscription.Selected;
import org.sojourn.registry.Subscription.StructuralEvents;
import org.sojourn.registry.Subscription.Under;
import org.sojourn.registry.Subscription.UnderName;
import org.sojourn.registry.Subscription.UnderUrn;
import org.sojourn.rules.Problems;

/** Turns subscriptions into records. */
final class SubscriptionReader {
    private static final String ANY = "%";

    /** What the elements that name flows and structures mean; 2.0's word for a data structure has stayed in one. */
    static final Map<String, ArtefactClass> FLOWS_AND_STRUCTURES = Map.of(
            "DataflowReference", ArtefactClass.DATAFLOW,
            "KeyFamilyReference", ArtefactClass.DATA_STRUCTURE,
            "MetadataflowReference", ArtefactClass.METADATAFLOW,
            "MetadataStructureDefinitionReference", ArtefactClass.METADATA_STRUCTURE);

    private final RegistryReader registry;
    private final Problems problems;

    SubscriptionReader(RegistryReader registry, Problems problems) {
        this.registry = registry;
        this.problems = problems;
    }

    Subscription subscription(Part p) {
        Part validity = p.required("ValidityPeriod");
        return new Subscription(
                registry.reference(p.required("Organisation"), ArtefactClass.AGENCY, "organisation"),
                p.textOf("RegistryURN"),
                p.each("NotificationMailTo", this::address, problems),
                p.each("NotificationHTTP", this::address, problems),
                p.textOf("SubscriberAssignedID"),
                validity.requiredText("StartDate"),
                validity.requiredText("EndDate"),
                events(p.required("EventSelector")));
    }

    private Address address(Part p) {
        return new Address(p.text(), registry.flag(p, "isSOAP"));
    }

    private Events events(Part p) {
        Events events = new Events(
                p.child("StructuralRepositoryEvents").map(this::structural),
                p.child("DataRegistrationEvents").map(this::registrations),
                p.child("MetadataRegistrationEvents").map(this::registrations));
        if (events.structural().isEmpty()
                && events.data().isEmpty()
                && events.metadata().isEmpty()) {
            throw p.refusal("it selects no events");
        }
        return events;
    }

    private StructuralEvents structural(Part p) {
        List<String> agencies = p.children("AgencyID").stream()
                .map(a -> a.text().isEmpty() ? ANY : a.text())
                .toList();
        List<ObjectEvents> objects = new ArrayList<>();
        p.child("AllEvents");
        for (EventObject type : EventObject.values()) {
            p.children(type.element()).forEach(c -> objects.add(new ObjectEvents(type, selected(c, type))));
        }
        return new StructuralEvents(agencies.isEmpty() ? List.of(ANY) : agencies, objects);
    }

    private static Selected selected(Part p, EventObject type) {
        if (p.child("All").isPresent()) {
            return new Any();
        }
        return p.textOf("URN")
                .<Selected>map(ByUrn::new)
                .orElseGet(() -> new ByName(
                        or(p.textOf("ID")),
                        type == EventObject.CATEGORISATION ? Optional.empty() : Optional.of(or(p.textOf("Version")))));
    }

    private static String or(Optional<String> text) {
        return text.filter(t -> !t.isEmpty()).orElse(ANY);
    }

    private RegistrationEvents registrations(Part p) {
        if (p.child("AllEvents").isPresent()) {
            return new RegistrationEvents(List.of());
        }
        List<RegistrationSelector> selectors = new ArrayList<>();
        for (Part c : p.children()) {
            selectors.add(selector(c));
        }
        if (selectors.isEmpty()) {
            throw p.refusal("it selects no registrations");
        }
        return new RegistrationEvents(selectors);
    }

    private RegistrationSelector selector(Part p) {
        ArtefactClass type = FLOWS_AND_STRUCTURES.get(p.name());
        if (type != null) {
            return p.textOf("URN")
                    .<RegistrationSelector>map(urn -> new UnderUrn(type, urn))
                    .orElseGet(() -> {
                        Part ref = p.required("Ref");
                        return new UnderName(
                                type,
                                ref.attribute("agencyID").orElse(ANY),
                                ref.attribute("id").orElse(ANY),
                                ref.attribute("version").orElse("*"));
                    });
        }
        return switch (p.name()) {
            case "RegistrationID" -> new OfRegistration(p.text());
            case "ProvisionAgreement" ->
                new Under(registry.reference(p, ArtefactClass.PROVISION_AGREEMENT, "provision agreement"));
            case "DataProvider" -> new Under(registry.reference(p, ArtefactClass.DATA_PROVIDER, "data provider"));
            case "Category" -> new Under(registry.reference(p, ArtefactClass.CATEGORY, "category"));
            default -> throw p.refusal("registrations are not selected by it");
        };
    }
}
