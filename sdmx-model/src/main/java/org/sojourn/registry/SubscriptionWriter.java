package org.sojourn.registry;

import jakarta.xml.bind.JAXBException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.registry.Subscription.Address;
import org.sojourn.registry.Subscription.Any;
import org.sojourn.registry.Subscription.ByName;
import org.sojourn.registry.Subscription.ByUrn;
import org.sojourn.registry.Subscription.ObjectEvents;
import org.sojourn.registry.Subscription.OfRegistration;
import org.sojourn.registry.Subscription.RegistrationEvents;
import org.sojourn.registry.Subscription.RegistrationSelector;
import org.sojourn.registry.Subscription.StructuralEvents;
import org.sojourn.registry.Subscription.Under;
import org.sojourn.registry.Subscription.UnderName;
import org.sojourn.registry.Subscription.UnderUrn;

/** Writes subscriptions. */
final class SubscriptionWriter {
    private final RegistryWriter w;

    SubscriptionWriter(RegistryWriter w) {
        this.w = w;
    }

    void subscription(Subscription s) throws XMLStreamException, JAXBException {
        w.start("Subscription");
        w.byUrn("Organisation", s.organisation());
        w.leaf("RegistryURN", s.urn());
        for (Address address : s.mailTo()) {
            address("NotificationMailTo", address);
        }
        for (Address address : s.http()) {
            address("NotificationHTTP", address);
        }
        w.leaf("SubscriberAssignedID", s.assignedId());
        w.start("ValidityPeriod");
        w.leaf("StartDate", s.startDate());
        w.leaf("EndDate", s.endDate());
        w.end();
        w.start("EventSelector");
        if (s.events().structural().isPresent()) {
            structural(s.events().structural().get());
        }
        registrations("DataRegistrationEvents", "DATA", s.events().data());
        registrations("MetadataRegistrationEvents", "METADATA", s.events().metadata());
        w.end();
        w.end();
    }

    private void address(String name, Address address) throws XMLStreamException {
        w.start(name);
        w.flag("isSOAP", address.soap());
        w.text(address.url());
        w.end();
    }

    private void structural(StructuralEvents events) throws XMLStreamException {
        w.start("StructuralRepositoryEvents");
        w.attribute("TYPE", Optional.of("STRUCTURE"));
        for (String agency : events.agencies()) {
            w.leaf("AgencyID", agency);
        }
        if (events.objects().isEmpty()) {
            empty("AllEvents");
        }
        for (ObjectEvents object : events.objects()) {
            w.start(object.type().element());
            switch (object.selected()) {
                case Any any -> empty("All");
                case ByUrn u -> w.leaf("URN", u.urn());
                case ByName n -> {
                    w.leaf("ID", n.id());
                    w.leaf("Version", n.version());
                }
            }
            w.end();
        }
        w.end();
    }

    private void registrations(String name, String type, Optional<RegistrationEvents> events)
            throws XMLStreamException, JAXBException {
        if (events.isEmpty()) {
            return;
        }
        w.start(name);
        w.attribute("TYPE", Optional.of(type));
        if (events.get().selectors().isEmpty()) {
            empty("AllEvents");
        }
        for (RegistrationSelector selector : events.get().selectors()) {
            selector(selector);
        }
        w.end();
    }

    private void selector(RegistrationSelector selector) throws XMLStreamException, JAXBException {
        switch (selector) {
            case OfRegistration r -> w.leaf("RegistrationID", r.id());
            case Under u -> w.reference(u.reference().type().className(), u.reference());
            case UnderUrn u -> {
                w.start(element(u.type()));
                w.leaf("URN", u.urn());
                w.end();
            }
            case UnderName n -> {
                w.start(element(n.type()));
                w.start("Ref");
                w.attribute("agencyID", Optional.of(n.agency()));
                w.attribute("id", Optional.of(n.id()));
                w.attribute("version", Optional.of(n.version()));
                w.end();
                w.end();
            }
        }
    }

    private static String element(ArtefactClass type) {
        return SubscriptionReader.FLOWS_AND_STRUCTURES.entrySet().stream()
                .filter(e -> e.getValue() == type)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private void empty(String name) throws XMLStreamException {
        w.start(name);
        w.end();
    }
}
