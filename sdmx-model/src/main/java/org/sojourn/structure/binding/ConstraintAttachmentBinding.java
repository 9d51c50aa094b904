package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.DataConstraint.QueryableDataSource;
import org.sojourn.model.SetReference;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** What a constraint is attached to: in every format things of one kind only. */
final class ConstraintAttachmentBinding {
    @XmlElement(name = "DataProvider")
    @JsonProperty
    @Nullable
    ReferenceBinding dataProvider;

    @XmlElement(name = "MetadataProvider")
    @JsonProperty
    @Nullable
    ReferenceBinding metadataProvider;

    @XmlElement(name = "DataSet")
    @JsonProperty
    @JsonSerialize(contentUsing = SetReferenceBinding.AsJson.class)
    @Nullable
    List<SetReferenceBinding> dataSets;

    @XmlElement(name = "MetadataSet")
    @JsonProperty
    @JsonSerialize(contentUsing = SetReferenceBinding.AsJson.class)
    @Nullable
    List<SetReferenceBinding> metadataSets;

    // The ones of a content constraint of SDMX-JSON 1.0.

    @JsonProperty
    @JsonSerialize(using = SetReferenceBinding.AsJson.class)
    @Nullable
    SetReferenceBinding dataSet;

    @JsonProperty
    @JsonSerialize(using = SetReferenceBinding.AsJson.class)
    @Nullable
    SetReferenceBinding metadataSet;

    @XmlElement(name = "SimpleDataSource")
    @JsonProperty
    @Nullable
    List<String> simpleDataSources;

    /** The one of SDMX-JSON 1.0. */
    @JsonProperty
    @Nullable
    String simpleDataSource;

    @XmlElement(name = "DataStructure")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> dataStructures;

    @XmlElement(name = "MetadataStructure")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> metadataStructures;

    @XmlElement(name = "Dataflow")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> dataflows;

    @XmlElement(name = "Metadataflow")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> metadataflows;

    @XmlElement(name = "ProvisionAgreement")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> provisionAgreements;

    @XmlElement(name = "MetadataProvisionAgreement")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> metadataProvisionAgreements;

    @XmlElement(name = "QueryableDataSource")
    @JsonProperty
    @Nullable
    List<QueryableBinding> queryableDataSources;

    /** Null where nothing is left that the target allows. */
    static @Nullable ConstraintAttachmentBinding of(Attachment a, Writing out) {
        return of(a, false, out);
    }

    /** As {@link #of}, for a constraint of metadata. */
    static @Nullable ConstraintAttachmentBinding ofMetadata(Attachment a, Writing out) {
        return of(a, true, out);
    }

    /** As {@link #of}, for an attachment constraint, which may have several sources of data. */
    static @Nullable ConstraintAttachmentBinding ofAttachment(Attachment a, Writing out) {
        ConstraintAttachmentBinding b = new ConstraintAttachmentBinding();
        if (a.artefacts().isEmpty() && b.sets(a, true, out)) {
            a.simpleDataSources().forEach(s -> out.lose("data source " + s));
            return b;
        }
        if (!a.artefacts().isEmpty()) {
            return of(a, false, out);
        }
        b.simpleDataSources = Wire.list(
                a.simpleDataSources().stream()
                        .filter(s -> out.address(s, "data source"))
                        .toList(),
                s -> s);
        return b.simpleDataSources == null ? null : b;
    }

    private static @Nullable ConstraintAttachmentBinding of(Attachment a, boolean metadata, Writing out) {
        ConstraintAttachmentBinding b = new ConstraintAttachmentBinding();
        boolean any = false;
        if (!a.artefacts().isEmpty()) {
            any = b.artefacts(a.artefacts(), metadata, out);
            a.simpleDataSources().forEach(s -> out.lose("data source " + s));
            a.dataSets().forEach(s -> out.lose("attachment to data set " + s.id()));
            a.metadataSets().forEach(s -> out.lose("attachment to metadata set " + s.id()));
            boolean room = any && b.dataProvider == null && b.metadataProvider == null && b.metadataSets == null;
            b.queryable(a.queryable(), room, out);
        } else if (b.sets(a, false, out)) {
            any = true;
            a.simpleDataSources().forEach(s -> out.lose("data source " + s));
            a.queryable().forEach(q -> out.lose("data source " + q.dataUrl()));
        } else {
            any = b.sources(a.simpleDataSources(), out);
            a.queryable().forEach(q -> out.lose("data source " + q.dataUrl()));
        }
        return any ? b : null;
    }

    /** Sets, which only 2.1 names by provider and id, of one kind; false where there are none to write. */
    private boolean sets(Attachment a, boolean several, Writing out) {
        List<SetReference> data = a.dataSets();
        List<SetReference> metadata = a.metadataSets();
        int room = !out.dialect().before30() ? 0 : several ? Integer.MAX_VALUE : 1;
        List<SetReference> keptData = data.subList(0, Math.min(room, data.size()));
        List<SetReference> keptMetadata = metadata.subList(0, keptData.isEmpty() ? Math.min(room, metadata.size()) : 0);
        data.subList(keptData.size(), data.size()).forEach(s -> out.lose("attachment to data set " + s.id()));
        metadata.subList(keptMetadata.size(), metadata.size())
                .forEach(s -> out.lose("attachment to metadata set " + s.id()));
        dataSets = Wire.list(keptData, s -> SetReferenceBinding.of(s, out));
        metadataSets = Wire.list(keptMetadata, s -> SetReferenceBinding.of(s, out));
        if (out.dialect().json10() && !several) {
            dataSet = dataSets == null ? null : dataSets.getFirst();
            metadataSet = metadataSets == null ? null : metadataSets.getFirst();
            dataSets = null;
            metadataSets = null;
        }
        return !keptData.isEmpty() || !keptMetadata.isEmpty();
    }

    private boolean artefacts(List<Urn> artefacts, boolean metadata, Writing out) {
        ArtefactClass type = artefacts.getFirst().type();
        boolean provider = type == ArtefactClass.DATA_PROVIDER || type == ArtefactClass.METADATA_PROVIDER;
        List<Urn> same = new ArrayList<>();
        for (Urn u : artefacts) {
            if (u.type() == type && (!provider || same.isEmpty())) {
                same.add(u);
            } else {
                out.lose("attachment to " + u + ": a constraint is attached to things of one kind");
            }
        }
        if (!allowed(type, metadata, out.dialect())) {
            same.forEach(u -> out.lose("attachment to " + u
                    + (metadata ? ": not for metadata there" : ": since 3.0 a data constraint is for data")));
            return false;
        }
        List<ReferenceBinding> references = Wire.list(same, u -> ReferenceBinding.of(u, out));
        switch (type) {
            case DATA_PROVIDER -> dataProvider = Wire.each(references).getFirst();
            case METADATA_PROVIDER -> metadataProvider = Wire.each(references).getFirst();
            case DATA_STRUCTURE -> dataStructures = references;
            case DATAFLOW -> dataflows = references;
            case PROVISION_AGREEMENT -> provisionAgreements = references;
            case METADATA_STRUCTURE -> metadataStructures = references;
            case METADATAFLOW -> metadataflows = references;
            case METADATA_PROVISION_AGREEMENT -> metadataProvisionAgreements = references;
            case METADATA_SET ->
                metadataSets = Wire.list(same, u -> ReferenceBinding.of(u, out, new SetReferenceBinding()));
            default -> throw new IllegalStateException("nothing is attached to " + type);
        }
        return true;
    }

    private static boolean allowed(ArtefactClass type, boolean metadata, Dialect dialect) {
        return switch (type) {
            case DATA_PROVIDER, DATA_STRUCTURE, DATAFLOW, PROVISION_AGREEMENT -> !metadata || dialect.before30();
            case METADATA_STRUCTURE, METADATAFLOW -> metadata || dialect.before30();
            case METADATA_PROVIDER, METADATA_PROVISION_AGREEMENT -> metadata && !dialect.before30();
            // The schema of SDMX-ML 3.0 wants the URN of a structure there.
            case METADATA_SET -> metadata && dialect == Dialect.JSON_2_0;
            default -> false;
        };
    }

    private boolean sources(List<String> sources, Writing out) {
        if (out.dialect().from31()) {
            sources.forEach(s -> out.lose("data source " + s));
            return false;
        }
        List<String> kept = sources;
        if (out.dialect().before30() && sources.size() > 1) {
            kept = sources.subList(0, 1);
            sources.subList(1, sources.size()).forEach(s -> out.lose("data source " + s + ": 2.1 has one"));
        }
        kept = kept.stream().filter(s -> out.address(s, "data source")).toList();
        if (out.dialect().json10()) {
            simpleDataSource = kept.isEmpty() ? null : kept.getFirst();
        } else {
            simpleDataSources = Wire.list(kept, s -> s);
        }
        return !kept.isEmpty();
    }

    private void queryable(List<QueryableDataSource> sources, boolean room, Writing out) {
        if (room && !out.dialect().from31()) {
            queryableDataSources = Wire.list(sources, QueryableBinding::of);
        } else {
            sources.forEach(q -> out.lose("data source " + q.dataUrl()));
        }
    }

    Attachment toModel(Reading in) {
        List<Urn> all = new ArrayList<>();
        ReferenceBinding.optional(dataProvider, ArtefactClass.DATA_PROVIDER, "attachment", in)
                .ifPresent(all::add);
        ReferenceBinding.optional(metadataProvider, ArtefactClass.METADATA_PROVIDER, "attachment", in)
                .ifPresent(all::add);
        List<SetReference> ofMetadata = new ArrayList<>();
        for (SetReferenceBinding each : Wire.each(metadataSets)) {
            if (each.inParts()) {
                each.toSet(in).ifPresent(ofMetadata::add);
            } else {
                each.toModel(ArtefactClass.METADATA_SET, "attachment", in).ifPresent(all::add);
            }
        }
        if (metadataSet != null) {
            metadataSet.toSet(in).ifPresent(ofMetadata::add);
        }
        List<SetReference> ofData = new ArrayList<>();
        Wire.each(dataSets).forEach(each -> each.toSet(in).ifPresent(ofData::add));
        if (dataSet != null) {
            dataSet.toSet(in).ifPresent(ofData::add);
        }
        add(metadataProvisionAgreements, ArtefactClass.METADATA_PROVISION_AGREEMENT, all, in);
        add(dataStructures, ArtefactClass.DATA_STRUCTURE, all, in);
        add(metadataStructures, ArtefactClass.METADATA_STRUCTURE, all, in);
        add(dataflows, ArtefactClass.DATAFLOW, all, in);
        add(metadataflows, ArtefactClass.METADATAFLOW, all, in);
        add(provisionAgreements, ArtefactClass.PROVISION_AGREEMENT, all, in);
        return new Attachment(
                all,
                simpleDataSource == null ? Wire.each(simpleDataSources) : List.of(simpleDataSource),
                Wire.each(queryableDataSources).stream().map(q -> q.toModel(in)).toList(),
                ofData,
                ofMetadata);
    }

    private static void add(
            @Nullable List<ReferenceBinding> references, ArtefactClass type, List<Urn> all, Reading in) {
        for (ReferenceBinding r : Wire.each(references)) {
            r.toModel(type, "attachment", in).ifPresent(all::add);
        }
    }

    /** A service that can be queried. */
    static final class QueryableBinding {
        @XmlElement(name = "DataURL", namespace = Namespaces.COMMON)
        @JsonProperty
        @Nullable
        String dataURL;

        @XmlElement(name = "WSDLURL", namespace = Namespaces.COMMON)
        @JsonProperty
        @Nullable
        String wsdlURL;

        @XmlElement(name = "WADLURL", namespace = Namespaces.COMMON)
        @JsonProperty
        @Nullable
        String wadlURL;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsBoolean.class)
        @Nullable
        String isRESTDatasource;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsBoolean.class)
        @Nullable
        String isWebServiceDatasource;

        static QueryableBinding of(QueryableDataSource q) {
            QueryableBinding b = new QueryableBinding();
            b.dataURL = q.dataUrl();
            b.wsdlURL = q.wsdlUrl().orElse(null);
            b.wadlURL = q.wadlUrl().orElse(null);
            b.isRESTDatasource = String.valueOf(q.rest());
            b.isWebServiceDatasource = String.valueOf(q.webService());
            return b;
        }

        QueryableDataSource toModel(Reading in) {
            return new QueryableDataSource(
                    Wire.or(dataURL, ""),
                    Optional.ofNullable(wsdlURL),
                    Optional.ofNullable(wadlURL),
                    in.flag(isRESTDatasource, "isRESTDatasource", false),
                    in.flag(isWebServiceDatasource, "isWebServiceDatasource", false));
        }
    }
}
