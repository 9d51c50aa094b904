package org.sojourn.registry;

import java.util.List;
import java.util.Optional;
import org.sojourn.data.Action;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.DataKeySet;
import org.sojourn.model.DataConstraint.ReferencePeriod;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataConstraint.MetadataKeySet;
import org.sojourn.model.MetadataConstraint.TargetRegion;
import org.sojourn.model.ref.Urn;

/** What a registry message holds: one of eleven requests, responses and notices. */
public sealed interface RegistryContent {

    /** The name of the element, for example {@code SubmitStructureRequest}. */
    default String element() {
        return getClass().getSimpleName();
    }

    /**
     * Structures to be kept, changed or deleted.
     *
     * @param location where a structure message is to be fetched from, in place of {@code artefacts}
     * @param exceptions artefacts for which another action holds than for the rest
     */
    record SubmitStructureRequest(
            Action action,
            boolean externalDependencies,
            Optional<String> location,
            List<MaintainableArtefact> artefacts,
            List<SubmittedStructure> exceptions)
            implements RegistryContent {
        public SubmitStructureRequest {
            artefacts = List.copyOf(artefacts);
            exceptions = List.copyOf(exceptions);
        }

        /** What is to be done with an artefact: the action that is said for it, or else that of the message. */
        public Action actionOf(Urn artefact) {
            return exceptions.stream()
                    .filter(e -> e.artefact().equals(artefact))
                    .flatMap(e -> e.action().stream())
                    .findFirst()
                    .orElse(action);
        }
    }

    /** One artefact of a submission. */
    record SubmittedStructure(Urn artefact, Optional<Action> action, Optional<Boolean> externalDependencies) {}

    /** What became of each structure. */
    record SubmitStructureResponse(List<SubmissionResult> results) implements RegistryContent {
        public SubmitStructureResponse {
            results = List.copyOf(results);
        }
    }

    /** What became of one structure. */
    record SubmissionResult(SubmittedStructure structure, StatusMessage status) {}

    /** Registrations to be made, changed or deleted. */
    record SubmitRegistrationsRequest(List<RegistrationRequest> requests) implements RegistryContent {
        public SubmitRegistrationsRequest {
            requests = List.copyOf(requests);
        }
    }

    /** One registration and what is to be done with it. */
    record RegistrationRequest(Action action, Registration registration) {}

    /** What became of each registration. */
    record SubmitRegistrationsResponse(List<RegistrationStatus> statuses) implements RegistryContent {
        public SubmitRegistrationsResponse {
            statuses = List.copyOf(statuses);
        }
    }

    /** What became of one registration, as it is now. */
    record RegistrationStatus(Registration registration, StatusMessage status) {}

    /** Which kind of data is asked for; the word of the schema in camel case. */
    enum QueryType {
        DATA_SETS,
        METADATA_SETS,
        ALL_SETS
    }

    /**
     * A question for registrations.
     *
     * @param under a provision agreement, data provider, dataflow or metadataflow; empty for all
     * @param constraints whether constraints shall be named with the registrations
     */
    record QueryRegistrationRequest(
            QueryType type,
            Optional<Urn> under,
            Optional<ReferencePeriod> referencePeriod,
            List<Region> regions,
            boolean constraints)
            implements RegistryContent {
        public QueryRegistrationRequest {
            regions = List.copyOf(regions);
        }
    }

    /** A part of the data that is asked for. */
    sealed interface Region {}

    /** A list of keys. */
    record Keys(DataKeySet keys) implements Region {}

    /** A part of a cube. */
    record Cube(CubeRegion region) implements Region {}

    /** Keys of metadata (2.1). */
    record MetadataKeys(MetadataKeySet keys) implements Region {}

    /** Values of reference metadata. */
    record Target(TargetRegion region) implements Region {}

    /** The registrations that were found. */
    record QueryRegistrationResponse(StatusMessage status, List<QueryResult> results) implements RegistryContent {
        public QueryRegistrationResponse {
            results = List.copyOf(results);
        }
    }

    /**
     * One registration that was found.
     *
     * @param timeSeriesMatch whether the index of time series said so
     * @param metadata true where it is one of reference metadata
     * @param constraints what says which data are there
     */
    record QueryResult(boolean timeSeriesMatch, boolean metadata, Registration registration, List<Urn> constraints) {
        public QueryResult {
            constraints = List.copyOf(constraints);
        }
    }

    /** Subscriptions to be made, changed or ended. */
    record SubmitSubscriptionsRequest(List<SubscriptionRequest> requests) implements RegistryContent {
        public SubmitSubscriptionsRequest {
            requests = List.copyOf(requests);
        }
    }

    /** One subscription and what is to be done with it. */
    record SubscriptionRequest(Action action, Subscription subscription) {}

    /** What became of each subscription. */
    record SubmitSubscriptionsResponse(List<SubscriptionStatus> statuses) implements RegistryContent {
        public SubmitSubscriptionsResponse {
            statuses = List.copyOf(statuses);
        }
    }

    /** What became of one subscription. */
    record SubscriptionStatus(Optional<String> urn, Optional<String> assignedId, StatusMessage status) {}

    /** A question for the subscriptions of an organisation. */
    record QuerySubscriptionRequest(Urn organisation) implements RegistryContent {}

    /** The subscriptions that were found. */
    record QuerySubscriptionResponse(StatusMessage status, List<Subscription> subscriptions)
            implements RegistryContent {
        public QuerySubscriptionResponse {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    /**
     * Tells a subscriber of an event.
     *
     * @param time of the event (xs:dateTime)
     * @param subscription the URN of the subscription for which this is sent
     */
    record NotifyRegistryEvent(
            String time, EventSubject subject, String subscription, Action action, Optional<EventDetail> detail)
            implements RegistryContent {}

    /** What an event is about. */
    sealed interface EventSubject {}

    /** An artefact. */
    record ObjectUrn(String urn) implements EventSubject {}

    /** A registration. */
    record RegistrationId(String id) implements EventSubject {}

    /** What was changed, as it is now. */
    sealed interface EventDetail {}

    /** Structures. */
    record StructuralEvent(List<MaintainableArtefact> artefacts) implements EventDetail {
        public StructuralEvent {
            artefacts = List.copyOf(artefacts);
        }
    }

    /** A registration. */
    record RegistrationEvent(Registration registration) implements EventDetail {}
}
