package org.sojourn.registry;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.MessageHeader.Party;
import org.sojourn.model.DataConstraint.QueryableDataSource;
import org.sojourn.model.MetadataConstraint.TargetRegion;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.registry.Registration.QueryableSource;
import org.sojourn.registry.Registration.SimpleSource;
import org.sojourn.registry.Registration.Source;
import org.sojourn.registry.RegistryContent.Cube;
import org.sojourn.registry.RegistryContent.Keys;
import org.sojourn.registry.RegistryContent.MetadataKeys;
import org.sojourn.registry.RegistryContent.NotifyRegistryEvent;
import org.sojourn.registry.RegistryContent.ObjectUrn;
import org.sojourn.registry.RegistryContent.QueryRegistrationRequest;
import org.sojourn.registry.RegistryContent.QueryRegistrationResponse;
import org.sojourn.registry.RegistryContent.QueryResult;
import org.sojourn.registry.RegistryContent.QuerySubscriptionRequest;
import org.sojourn.registry.RegistryContent.QuerySubscriptionResponse;
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
import org.sojourn.registry.StatusMessage.StatusText;
import org.sojourn.rules.Problems;
import org.sojourn.structure.PublishedWriter;
import org.sojourn.structure.StructuresElement;
import org.sojourn.structure.XmlStreams;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.CubeRegionBinding;
import org.sojourn.structure.binding.DataKeySetBinding;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.HeaderBinding;
import org.sojourn.structure.binding.MetadataConstraintBinding;
import org.sojourn.structure.binding.MetadataKeySetBinding;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.ReferenceBinding;
import org.sojourn.structure.binding.ReportRegionBinding;
import org.sojourn.structure.binding.Writing;

/** Writes a registry message. */
final class RegistryWriter {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    /** The schema wants exactly one receiver. */
    private static final String NO_RECEIVER = "not_supplied";

    private final PublishedWriter w;
    private final Dialect dialect;
    private final Writing writing;

    private RegistryWriter(PublishedWriter w, Dialect dialect, Writing writing) {
        this.w = w;
        this.dialect = dialect;
        this.writing = writing;
    }

    static void write(RegistryMessage message, String wrapper, OutputStream out, Problems losses)
            throws XMLStreamException, JAXBException {
        Dialect dialect = Dialect.of(message.format());
        PublishedWriter w = new PublishedWriter(XmlStreams.writer(out, losses), dialect, false);
        w.writeStartDocument("UTF-8", "1.0");
        w.writeStartElement("mes", wrapper, Namespaces.MESSAGE);
        w.writeNamespace("mes", Namespaces.MESSAGE);
        w.writeNamespace("reg", Namespaces.REGISTRY);
        w.writeNamespace("str", Namespaces.STRUCTURE);
        w.writeNamespace("com", Namespaces.COMMON);
        RegistryWriter writer = new RegistryWriter(w, dialect, new Writing(dialect, losses, List.of()));
        writer.header(message.header());
        w.writeStartElement("mes", message.content().element(), Namespaces.MESSAGE);
        writer.content(message.content());
        w.writeEndElement();
        w.writeEndElement();
        w.writeEndDocument();
        w.flush();
    }

    private void header(MessageHeader h) throws XMLStreamException, JAXBException {
        List<Party> receivers = h.receivers().isEmpty()
                ? List.of(Party.of(NO_RECEIVER))
                : h.receivers().subList(0, 1);
        h.receivers().stream().skip(1).forEach(p -> writing.loseFromHeader("receiver", Optional.of(p.id())));
        h.names().byLanguage().values().forEach(n -> writing.loseFromHeader("name", Optional.of(n)));
        h.sources().byLanguage().values().forEach(s -> writing.loseFromHeader("source", Optional.of(s)));
        MessageHeader basic = new MessageHeader(
                h.id(),
                h.test(),
                h.prepared(),
                h.sender(),
                receivers,
                LocalisedText.EMPTY,
                h.timezone(),
                h.extracted(),
                h.reportingBegin(),
                h.reportingEnd(),
                h.embargoDate(),
                LocalisedText.EMPTY);
        w.inHeader(true);
        marshal(HeaderBinding.class, HeaderBinding.of(basic, writing), Namespaces.STRUCTURE, "Header");
        w.inHeader(false);
    }

    private void content(RegistryContent content) throws XMLStreamException, JAXBException {
        writing.begin(content.element());
        switch (content) {
            case SubmitStructureRequest c -> request(c);
            case SubmitStructureResponse c -> {
                for (SubmissionResult result : c.results()) {
                    start("SubmissionResult");
                    submitted(result.structure());
                    status(result.status());
                    end();
                }
            }
            case SubmitRegistrationsRequest c -> {
                for (RegistrationRequest request : c.requests()) {
                    start("RegistrationRequest");
                    w.writeAttribute("action", word(request.action()));
                    registration(request.registration());
                    end();
                }
            }
            case SubmitRegistrationsResponse c -> {
                for (RegistrationStatus each : c.statuses()) {
                    start("RegistrationStatus");
                    registration(each.registration());
                    status(each.status());
                    end();
                }
            }
            case QueryRegistrationRequest c -> query(c);
            case QueryRegistrationResponse c -> {
                status(c.status());
                for (QueryResult result : c.results()) {
                    found(result);
                }
            }
            case SubmitSubscriptionsRequest c -> {
                for (SubscriptionRequest request : c.requests()) {
                    start("SubscriptionRequest");
                    w.writeAttribute("action", word(request.action()));
                    new SubscriptionWriter(this).subscription(request.subscription());
                    end();
                }
            }
            case SubmitSubscriptionsResponse c -> {
                for (SubscriptionStatus each : c.statuses()) {
                    start("SubscriptionStatus");
                    leaf("SubscriptionURN", each.urn());
                    leaf("SubscriberAssignedID", each.assignedId());
                    status(each.status());
                    end();
                }
            }
            case QuerySubscriptionRequest c -> byUrn("Organisation", c.organisation());
            case QuerySubscriptionResponse c -> {
                status(c.status());
                for (Subscription subscription : c.subscriptions()) {
                    new SubscriptionWriter(this).subscription(subscription);
                }
            }
            case NotifyRegistryEvent c -> event(c);
        }
    }

    private void request(SubmitStructureRequest c) throws XMLStreamException, JAXBException {
        w.writeAttribute("action", word(c.action()));
        if (c.externalDependencies()) {
            w.writeAttribute("externalDependencies", "true");
        }
        // The schema has one or the other.
        if (c.location().isPresent() && c.artefacts().isEmpty()) {
            leaf("StructureLocation", c.location());
        } else {
            c.location().ifPresent(l -> writing.lose("location " + l + ": the structures are in the message"));
            StructuresElement.write(c.artefacts(), w, writing);
            writing.begin(c.element());
        }
        for (SubmittedStructure exception : c.exceptions()) {
            submitted(exception);
        }
    }

    private void submitted(SubmittedStructure s) throws XMLStreamException, JAXBException {
        start("SubmittedStructure");
        if (s.action().isPresent()) {
            w.writeAttribute("action", word(s.action().get()));
        }
        if (s.externalDependencies().isPresent()) {
            w.writeAttribute(
                    "externalDependencies",
                    String.valueOf(s.externalDependencies().get()));
        }
        byUrn("MaintainableObject", s.artefact());
        end();
    }

    private void status(StatusMessage message) throws XMLStreamException {
        start("StatusMessage");
        w.writeAttribute("status", word(message.status()));
        for (StatusText said : message.texts()) {
            if (said.text().isEmpty()) {
                writing.lose("a message without text");
                continue;
            }
            start("MessageText");
            if (said.code().isPresent()) {
                w.writeAttribute("code", said.code().get());
            }
            for (var text : said.text().byLanguage().entrySet()) {
                w.writeStartElement("com", "Text", Namespaces.COMMON);
                w.writeAttribute("xml", XML, "lang", text.getKey());
                w.writeCharacters(text.getValue());
                end();
            }
            end();
        }
        end();
    }

    void registration(Registration r) throws XMLStreamException, JAXBException {
        start("Registration");
        attribute("id", r.id());
        attribute("validFrom", time(r.validFrom(), "validFrom"));
        attribute("validTo", time(r.validTo(), "validTo"));
        attribute("lastUpdated", time(r.lastUpdated(), "lastUpdated"));
        flag("indexTimeSeries", r.indexing().timeSeries());
        flag("indexDataSet", r.indexing().dataSet());
        flag("indexAttributes", r.indexing().attributes());
        flag("indexReportingPeriod", r.indexing().reportingPeriod());
        Urn agreement = r.agreement();
        if (agreement.type() == ArtefactClass.METADATA_PROVISION_AGREEMENT) {
            // No schema has a registration under one.
            agreement =
                    Urn.of(ArtefactClass.PROVISION_AGREEMENT, agreement.agency(), agreement.id(), agreement.version());
            writing.lose("that " + agreement.shortForm() + " is a metadata provision agreement");
        }
        reference("ProvisionAgreement", agreement);
        start("Datasource");
        for (Source source : r.sources()) {
            source(source);
        }
        end();
        end();
    }

    private void source(Source source) throws XMLStreamException {
        switch (source) {
            case SimpleSource s -> leaf("SimpleDataSource", s.url());
            case QueryableSource q -> {
                QueryableDataSource service = q.service();
                start("QueryableDataSource");
                w.writeAttribute("isRESTDatasource", String.valueOf(service.rest()));
                w.writeAttribute("isWebServiceDatasource", String.valueOf(service.webService()));
                address("DataURL", Optional.of(service.dataUrl()));
                address("WSDLURL", service.wsdlUrl());
                address("WADLURL", service.wadlUrl());
                end();
            }
        }
    }

    private void address(String name, Optional<String> url) throws XMLStreamException {
        if (url.isPresent()) {
            w.writeStartElement("com", name, Namespaces.COMMON);
            w.writeCharacters(url.get());
            end();
        }
    }

    private void query(QueryRegistrationRequest c) throws XMLStreamException, JAXBException {
        if (c.constraints()) {
            w.writeAttribute("returnConstraints", "true");
        }
        leaf("QueryType", word(c.type()));
        if (c.under().isPresent()) {
            Urn under = c.under().get();
            reference(
                    under.type() == ArtefactClass.METADATA_PROVISION_AGREEMENT
                            ? "ProvisionAgreement"
                            : under.type().className(),
                    under);
        } else {
            start("All");
            end();
        }
        if (c.referencePeriod().isPresent()) {
            start("ReferencePeriod");
            attribute("startTime", time(Optional.of(c.referencePeriod().get().start()), "start of the period"));
            attribute("endTime", time(Optional.of(c.referencePeriod().get().end()), "end of the period"));
            end();
        }
        for (Region region : c.regions()) {
            switch (region) {
                case Keys k -> bound(DataKeySetBinding.class, DataKeySetBinding.of(k.keys(), writing), "DataKeySet");
                case Cube k -> bound(CubeRegionBinding.class, CubeRegionBinding.of(k.region(), writing), "CubeRegion");
                case MetadataKeys k -> metadataKeys(k);
                case Target k -> target(k.region());
            }
        }
    }

    private void metadataKeys(MetadataKeys region) throws JAXBException {
        if (dialect.before30()) {
            bound(MetadataKeySetBinding.class, MetadataKeySetBinding.of(region.keys(), writing), "MetadataKeySet");
        } else {
            writing.lose("keys of metadata: since 3.0 there are none");
        }
    }

    private void target(TargetRegion region) throws JAXBException {
        if (dialect.before30()) {
            bound(ReportRegionBinding.class, ReportRegionBinding.of(region, writing), "MetadataTargetRegion");
        } else {
            bound(
                    MetadataConstraintBinding.RegionBinding.class,
                    MetadataConstraintBinding.RegionBinding.of(region, writing),
                    "MetadataTargetRegion");
        }
    }

    private void found(QueryResult result) throws XMLStreamException, JAXBException {
        start("QueryResult");
        w.writeAttribute("timeSeriesMatch", String.valueOf(result.timeSeriesMatch()));
        start(result.metadata() ? "MetadataResult" : "DataResult");
        registration(result.registration());
        for (Urn constraint : result.constraints()) {
            reference(dialect.before30() ? "ContentConstraint" : "Constraint", constraint);
        }
        end();
        end();
    }

    private void event(NotifyRegistryEvent c) throws XMLStreamException, JAXBException {
        leaf("EventTime", time(Optional.of(c.time()), "time of the event"));
        switch (c.subject()) {
            case ObjectUrn o -> leaf("ObjectURN", o.urn());
            case RegistrationId r -> leaf("RegistrationID", r.id());
        }
        leaf("SubscriptionURN", c.subscription());
        leaf("EventAction", word(c.action()));
        if (c.detail().isPresent()) {
            switch (c.detail().get()) {
                case StructuralEvent e -> {
                    start("StructuralEvent");
                    StructuresElement.write(e.artefacts(), w, writing);
                    end();
                }
                case RegistrationEvent e -> {
                    start("RegistrationEvent");
                    registration(e.registration());
                    end();
                }
            }
        }
    }

    void start(String name) throws XMLStreamException {
        w.writeStartElement("reg", name, Namespaces.REGISTRY);
    }

    void end() throws XMLStreamException {
        w.writeEndElement();
    }

    void leaf(String name, String text) throws XMLStreamException {
        start(name);
        w.writeCharacters(text);
        end();
    }

    void text(String text) throws XMLStreamException {
        w.writeCharacters(text);
    }

    void leaf(String name, Optional<String> text) throws XMLStreamException {
        if (text.isPresent()) {
            leaf(name, text.get());
        }
    }

    void attribute(String name, Optional<String> value) throws XMLStreamException {
        if (value.isPresent()) {
            w.writeAttribute(name, value.get());
        }
    }

    void flag(String name, boolean value) throws XMLStreamException {
        if (value) {
            w.writeAttribute(name, "true");
        }
    }

    void reference(String name, Urn target) throws JAXBException {
        bound(ReferenceBinding.class, ReferenceBinding.of(target, writing), name);
    }

    /** A reference to something that may be of several types, for which the schema of 2.1 has no parts. */
    void byUrn(String name, Urn target) throws XMLStreamException, JAXBException {
        if (!dialect.refs()) {
            reference(name, target);
            return;
        }
        start(name);
        w.writeStartElement("URN");
        w.writeCharacters(target.toString());
        end();
        end();
    }

    private Optional<String> time(Optional<String> text, String what) {
        return text.map(t -> writing.time(t, what));
    }

    /** Nothing is written for what the target cannot carry, which was told. */
    private <B> void bound(Class<B> type, @Nullable B binding, String name) throws JAXBException {
        if (binding != null) {
            marshal(type, binding, Namespaces.REGISTRY, name);
        }
    }

    private <B> void marshal(Class<B> type, B binding, String namespace, String name) throws JAXBException {
        Marshaller m = Bindings.context(type).createMarshaller();
        m.setProperty(Marshaller.JAXB_FRAGMENT, true);
        m.marshal(new JAXBElement<>(new QName(namespace, name), type, binding), w);
    }

    /** An action in the words of this version: only 3.1 has Merge, which before is an Append. */
    private String word(Action action) {
        return action == Action.MERGE && !dialect.from31() ? word((Enum<?>) Action.APPEND) : word((Enum<?>) action);
    }

    /** The word of the schema: the name in camel case with a capital. */
    static String word(Enum<?> value) {
        return Arrays.stream(value.name().split("_"))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
