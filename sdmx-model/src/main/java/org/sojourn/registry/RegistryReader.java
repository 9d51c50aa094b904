package org.sojourn.registry;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.model.DataConstraint.QueryableDataSource;
import org.sojourn.model.DataConstraint.ReferencePeriod;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.registry.Registration.Indexing;
import org.sojourn.registry.Registration.QueryableSource;
import org.sojourn.registry.Registration.SimpleSource;
import org.sojourn.registry.Registration.Source;
import org.sojourn.registry.RegistryContent.Cube;
import org.sojourn.registry.RegistryContent.EventDetail;
import org.sojourn.registry.RegistryContent.EventSubject;
import org.sojourn.registry.RegistryContent.Keys;
import org.sojourn.registry.RegistryContent.MetadataKeys;
import org.sojourn.registry.RegistryContent.NotifyRegistryEvent;
import org.sojourn.registry.RegistryContent.ObjectUrn;
import org.sojourn.registry.RegistryContent.QueryRegistrationRequest;
import org.sojourn.registry.RegistryContent.QueryRegistrationResponse;
import org.sojourn.registry.RegistryContent.QueryResult;
import org.sojourn.registry.RegistryContent.QuerySubscriptionRequest;
import org.sojourn.registry.RegistryContent.QuerySubscriptionResponse;
import org.sojourn.registry.RegistryContent.QueryType;
import org.sojourn.registry.RegistryContent.Region;
import org.sojourn.registry.RegistryContent.RegistrationEvent;
import org.sojourn.registry.RegistryContent.RegistrationId;
import org.sojourn.registry.RegistryContent.RegistrationRequest;
import org.sojourn.registry.RegistryContent.RegistrationStatus;
import org.sojourn.registry.RegistryContent.StructuralEvent;
import org.sojourn.registry.RegistryContent.SubmissionResult;
import org.sojourn.registry.RegistryContent.SubmitRegistrationsRequest;
import org.sojourn.registry.RegistryContent.SubmitRegistrationsResponse;
import org.sojourn.registry.RegistryContent.SubmitStructureRequest;
import org.sojourn.registry.RegistryContent.SubmitStructureResponse;
import org.sojourn.registry.RegistryContent.SubmitSubscriptionsRequest;
import org.sojourn.registry.RegistryContent.SubmitSubscriptionsResponse;
import org.sojourn.registry.RegistryContent.SubmittedStructure;
import org.sojourn.registry.RegistryContent.SubscriptionRequest;
import org.sojourn.registry.RegistryContent.SubscriptionStatus;
import org.sojourn.registry.RegistryContent.Target;
import org.sojourn.registry.StatusMessage.Status;
import org.sojourn.registry.StatusMessage.StatusText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.CanonicalReader;
import org.sojourn.structure.StructuresElement;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.CubeRegionBinding;
import org.sojourn.structure.binding.DataKeySetBinding;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.MetadataConstraintBinding;
import org.sojourn.structure.binding.MetadataKeySetBinding;
import org.sojourn.structure.binding.Reading;
import org.sojourn.structure.binding.ReferenceBinding;
import org.sojourn.structure.binding.ReportRegionBinding;

/** Turns the content of a registry message into records. */
final class RegistryReader {
    private static final Set<String> CONTENTS = Set.of(
            "SubmitStructureRequest",
            "SubmitStructureResponse",
            "SubmitRegistrationsRequest",
            "SubmitRegistrationsResponse",
            "QueryRegistrationRequest",
            "QueryRegistrationResponse",
            "SubmitSubscriptionsRequest",
            "SubmitSubscriptionsResponse",
            "QuerySubscriptionRequest",
            "QuerySubscriptionResponse",
            "NotifyRegistryEvent");

    private static final Set<String> REFERENCES = Set.of(
            "ProvisionAgreement",
            "DataProvider",
            "Dataflow",
            "Metadataflow",
            "ContentConstraint",
            "Constraint",
            "MaintainableObject",
            "Organisation",
            "Category");

    private static final Set<String> REGIONS =
            Set.of("DataKeySet", "MetadataKeySet", "CubeRegion", "MetadataTargetRegion");

    /** Its children have the names of references and are none. */
    private static final String STRUCTURAL_EVENTS = "StructuralRepositoryEvents";

    private final CanonicalReader r;
    private final Dialect dialect;
    private final Problems problems;
    private final Reading reading;

    RegistryReader(CanonicalReader r, Dialect dialect, Problems problems) {
        this.r = r;
        this.dialect = dialect;
        this.problems = problems;
        this.reading = new Reading(dialect, problems);
    }

    static boolean content(String element) {
        return CONTENTS.contains(element);
    }

    /** Reads the element at which the stream stands and leaves it behind the end tag. */
    RegistryContent read() throws XMLStreamException, JAXBException, IOException {
        Part p = Part.read(r, this::bind);
        reading.begin(p.name(), p.line());
        RegistryContent content = switch (p.name()) {
            case "SubmitStructureRequest" -> structures(p);
            case "SubmitStructureResponse" ->
                new SubmitStructureResponse(p.each("SubmissionResult", this::result, problems));
            case "SubmitRegistrationsRequest" ->
                new SubmitRegistrationsRequest(p.each(
                        "RegistrationRequest",
                        q -> new RegistrationRequest(action(q), registration(q.required("Registration"))),
                        problems));
            case "SubmitRegistrationsResponse" ->
                new SubmitRegistrationsResponse(p.each(
                        "RegistrationStatus",
                        q -> new RegistrationStatus(registration(q.required("Registration")), status(q)),
                        problems));
            case "QueryRegistrationRequest" -> query(p);
            case "QueryRegistrationResponse" ->
                new QueryRegistrationResponse(status(p), p.each("QueryResult", this::found, problems));
            case "SubmitSubscriptionsRequest" ->
                new SubmitSubscriptionsRequest(p.each(
                        "SubscriptionRequest",
                        q -> new SubscriptionRequest(
                                action(q), subscriptions().subscription(q.required("Subscription"))),
                        problems));
            case "SubmitSubscriptionsResponse" ->
                new SubmitSubscriptionsResponse(p.each(
                        "SubscriptionStatus",
                        q -> new SubscriptionStatus(
                                q.textOf("SubscriptionURN"), q.textOf("SubscriberAssignedID"), status(q)),
                        problems));
            case "QuerySubscriptionRequest" ->
                new QuerySubscriptionRequest(
                        reference(p.required("Organisation"), ArtefactClass.AGENCY, "organisation"));
            case "QuerySubscriptionResponse" ->
                new QuerySubscriptionResponse(
                        status(p), p.each("Subscription", subscriptions()::subscription, problems));
            default -> event(p);
        };
        p.tellUnknown(problems);
        return content;
    }

    private SubscriptionReader subscriptions() {
        return new SubscriptionReader(this, problems);
    }

    private @Nullable Object bind(CanonicalReader at, String parent)
            throws XMLStreamException, JAXBException, IOException {
        String name = at.getLocalName();
        if (name.equals("Structures")) {
            return StructuresElement.read(at, dialect, problems);
        }
        return switch (name) {
            case "DataKeySet" -> bound(DataKeySetBinding.class, name);
            case "MetadataKeySet" -> bound(MetadataKeySetBinding.class, name);
            case "CubeRegion" -> bound(CubeRegionBinding.class, name);
            case "MetadataTargetRegion" ->
                dialect.before30()
                        ? bound(ReportRegionBinding.class, name)
                        : bound(MetadataConstraintBinding.RegionBinding.class, name);
            default ->
                REFERENCES.contains(name) && !parent.equals(STRUCTURAL_EVENTS)
                        ? bound(ReferenceBinding.class, name)
                        : null;
        };
    }

    private <B> B bound(Class<B> type, String name) throws JAXBException {
        r.watch(type, name);
        return Bindings.context(type).createUnmarshaller().unmarshal(r, type).getValue();
    }

    /** What an element refers to; refused where that cannot be made out. */
    Urn reference(Part p, ArtefactClass expected, String what) {
        reading.begin(p.name(), p.line());
        return p.bound(ReferenceBinding.class)
                .toModel(expected, what, reading)
                .orElseThrow(() -> p.refusal("it is no reference to a " + what));
    }

    private Optional<Urn> reference(Part p, String name, ArtefactClass expected) {
        return p.child(name).map(c -> reference(c, expected, name));
    }

    Action action(Part p) {
        return action(p.requiredText("action"), p);
    }

    private static Action action(String word, Part p) {
        for (Action action : Action.values()) {
            if (action.name().equalsIgnoreCase(word)) {
                return action;
            }
        }
        throw p.refusal(
                "its action '" + word + "' is none of Append, Replace, Delete, Information and, since 3.1, Merge");
    }

    private static String word(Enum<?> value) {
        return RegistryWriter.word(value);
    }

    private <E extends Enum<E>> E word(String text, E[] values, Part p) {
        for (E value : values) {
            if (word(value).equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw p.refusal("'" + text + "' is not known there; expected one of "
                + String.join(
                        ", ", List.of(values).stream().map(RegistryReader::word).toList()));
    }

    boolean flag(Part p, String attribute) {
        return reading.flag(p.attribute(attribute).orElse(null), attribute, false);
    }

    private SubmitStructureRequest structures(Part p) {
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        p.children("Structures").forEach(s -> artefacts.addAll(artefacts(s)));
        Optional<String> location = p.textOf("StructureLocation");
        if (location.isPresent() && !artefacts.isEmpty()) {
            problems.add(Problem.warning(
                    "both-given",
                    new Location(p.line(), 0, p.name()),
                    "structures are in the message and said to be at " + location.get() + "; both are kept"));
        }
        return new SubmitStructureRequest(
                p.attribute("action").map(word -> action(word, p)).orElse(Action.APPEND),
                flag(p, "externalDependencies"),
                location,
                artefacts,
                p.each("SubmittedStructure", this::submitted, problems));
    }

    private static List<MaintainableArtefact> artefacts(Part p) {
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        for (Object each : p.bound(List.class)) {
            artefacts.add((MaintainableArtefact) each);
        }
        return artefacts;
    }

    private SubmittedStructure submitted(Part p) {
        return new SubmittedStructure(
                reference(p.required("MaintainableObject"), ArtefactClass.CODELIST, "submitted structure"),
                p.attribute("action").map(word -> action(word, p)),
                p.attribute("externalDependencies").map(text -> reading.flag(text, "externalDependencies", false)));
    }

    private SubmissionResult result(Part p) {
        return new SubmissionResult(submitted(p.required("SubmittedStructure")), status(p));
    }

    StatusMessage status(Part p) {
        Part message = p.required("StatusMessage");
        return new StatusMessage(
                word(message.requiredText("status"), Status.values(), message),
                message.each("MessageText", this::said, problems));
    }

    private StatusText said(Part p) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Part text : p.children("Text")) {
            texts.putIfAbsent(text.attribute("lang").orElse("en"), text.text());
        }
        return new StatusText(p.attribute("code"), new LocalisedText(texts));
    }

    Registration registration(Part p) {
        List<Source> sources = new ArrayList<>();
        for (Part source : p.required("Datasource").children()) {
            sources.add(source(source));
        }
        if (sources.isEmpty()) {
            throw p.refusal("its Datasource is empty");
        }
        return new Registration(
                p.attribute("id"),
                reference(p.required("ProvisionAgreement"), ArtefactClass.PROVISION_AGREEMENT, "provision agreement"),
                sources,
                p.attribute("validFrom"),
                p.attribute("validTo"),
                p.attribute("lastUpdated"),
                new Indexing(
                        flag(p, "indexTimeSeries"),
                        flag(p, "indexDataSet"),
                        flag(p, "indexAttributes"),
                        flag(p, "indexReportingPeriod")));
    }

    private Source source(Part p) {
        return switch (p.name()) {
            case "SimpleDataSource" -> new SimpleSource(p.text());
            case "QueryableDataSource" ->
                new QueryableSource(new QueryableDataSource(
                        p.requiredText("DataURL"),
                        p.textOf("WSDLURL"),
                        p.textOf("WADLURL"),
                        flag(p, "isRESTDatasource"),
                        flag(p, "isWebServiceDatasource")));
            default -> throw p.refusal("a source is a SimpleDataSource or a QueryableDataSource");
        };
    }

    private QueryRegistrationRequest query(Part p) {
        p.child("All");
        Optional<Urn> under = reference(p, "ProvisionAgreement", ArtefactClass.PROVISION_AGREEMENT)
                .or(() -> reference(p, "DataProvider", ArtefactClass.DATA_PROVIDER))
                .or(() -> reference(p, "Dataflow", ArtefactClass.DATAFLOW))
                .or(() -> reference(p, "Metadataflow", ArtefactClass.METADATAFLOW));
        Optional<ReferencePeriod> period = p.child("ReferencePeriod")
                .map(c -> new ReferencePeriod(c.requiredText("startTime"), c.requiredText("endTime")));
        List<Part> regions = p.children(REGIONS);
        return new QueryRegistrationRequest(
                word(p.requiredText("QueryType"), QueryType.values(), p),
                under,
                period,
                Part.each(regions, this::region, problems),
                flag(p, "returnConstraints"));
    }

    private Region region(Part p) {
        if (p.isBoundTo(DataKeySetBinding.class)) {
            return new Keys(p.bound(DataKeySetBinding.class).toModel(reading));
        }
        if (p.isBoundTo(MetadataKeySetBinding.class)) {
            return new MetadataKeys(p.bound(MetadataKeySetBinding.class).toModel(reading));
        }
        if (p.isBoundTo(CubeRegionBinding.class)) {
            return new Cube(p.bound(CubeRegionBinding.class).toModel(reading));
        }
        return new Target(
                dialect.before30()
                        ? p.bound(ReportRegionBinding.class).toModel(reading)
                        : p.bound(MetadataConstraintBinding.RegionBinding.class).toModel(reading));
    }

    private QueryResult found(Part p) {
        boolean metadata = p.child("DataResult").isEmpty();
        Part result = metadata ? p.required("MetadataResult") : p.required("DataResult");
        List<Urn> constraints = new ArrayList<>();
        for (String name : List.of("ContentConstraint", "Constraint")) {
            constraints.addAll(
                    result.each(name, c -> reference(c, ArtefactClass.DATA_CONSTRAINT, "constraint"), problems));
        }
        return new QueryResult(
                flag(p, "timeSeriesMatch"), metadata, registration(result.required("Registration")), constraints);
    }

    private NotifyRegistryEvent event(Part p) {
        Optional<EventSubject> subject = p.textOf("ObjectURN")
                .<EventSubject>map(ObjectUrn::new)
                .or(() -> p.textOf("RegistrationID").map(RegistrationId::new));
        Optional<EventDetail> detail = p.child("StructuralEvent")
                .<EventDetail>map(c -> new StructuralEvent(artefacts(c.required("Structures"))))
                .or(() -> p.child("RegistrationEvent")
                        .map(c -> new RegistrationEvent(registration(c.required("Registration")))));
        return new NotifyRegistryEvent(
                p.requiredText("EventTime"),
                subject.orElseThrow(() -> p.refusal("it names neither an ObjectURN nor a RegistrationID")),
                p.requiredText("SubscriptionURN"),
                action(p.requiredText("EventAction").toLowerCase(Locale.ROOT), p),
                detail);
    }
}
