package org.sojourn.registry;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * A wish to be told of events.
 *
 * @param organisation who wants to be told
 * @param urn given by the registry; absent in what is sent for the first time
 * @param assignedId what the subscriber calls it
 * @param startDate with {@code endDate} the days between which it holds (xs:date)
 */
public record Subscription(
        Urn organisation,
        Optional<String> urn,
        List<Address> mailTo,
        List<Address> http,
        Optional<String> assignedId,
        String startDate,
        String endDate,
        Events events) {

    public Subscription {
        mailTo = List.copyOf(mailTo);
        http = List.copyOf(http);
    }

    /** Where a notification goes, and whether it is wrapped in SOAP. */
    public record Address(String url, boolean soap) {}

    /** Which events are wanted, of three kinds. */
    public record Events(
            Optional<StructuralEvents> structural,
            Optional<RegistrationEvents> data,
            Optional<RegistrationEvents> metadata) {}

    /**
     * Changes of structures.
     *
     * @param agencies ids, or {@code %} for any; at least one
     * @param objects which artefacts; empty for all
     */
    public record StructuralEvents(List<String> agencies, List<ObjectEvents> objects) {
        public StructuralEvents {
            agencies = List.copyOf(agencies);
            objects = List.copyOf(objects);
        }
    }

    /** Changes of artefacts of one type. */
    public record ObjectEvents(EventObject type, Selected selected) {}

    /** Which artefacts of a type. */
    public sealed interface Selected {}

    /** All of them. */
    public record Any() implements Selected {}

    /** The one of this URN. */
    public record ByUrn(String urn) implements Selected {}

    /** Those of this id, {@code %} for any, and this version; categorisations are asked for without one. */
    public record ByName(String id, Optional<String> version) implements Selected {}

    /** Registrations of data or of metadata; {@code selectors} is empty for all. */
    public record RegistrationEvents(List<RegistrationSelector> selectors) {
        public RegistrationEvents {
            selectors = List.copyOf(selectors);
        }
    }

    /** Which registrations. */
    public sealed interface RegistrationSelector {}

    /** The one of this id. */
    public record OfRegistration(String id) implements RegistrationSelector {}

    /** Those under a provision agreement, of a provider, or in a category. */
    public record Under(Urn reference) implements RegistrationSelector {}

    /** Those under the flow or structure of this URN. */
    public record UnderUrn(ArtefactClass type, String urn) implements RegistrationSelector {}

    /** Those under flows or structures by agency, id and version, each of which may be a wildcard. */
    public record UnderName(ArtefactClass type, String agency, String id, String version)
            implements RegistrationSelector {}
}
