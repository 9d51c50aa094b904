package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A provision agreement in every format; 2.1 calls the flow a structure usage and allows one of metadata. */
public final class ProvisionAgreementBinding extends MaintainableBinding<ProvisionAgreement> {
    private static final String DATA_PROVIDERS = "DATA_PROVIDERS";

    @XmlElement(name = "StructureUsage")
    @JsonProperty
    @Nullable
    ReferenceBinding structureUsage;

    @XmlElement(name = "Dataflow")
    @JsonProperty
    @Nullable
    ReferenceBinding dataflow;

    @XmlElement(name = "DataProvider")
    @JsonProperty
    @Nullable
    ReferenceBinding dataProvider;

    /** The wire form of a provision agreement. */
    public static ProvisionAgreementBinding of(ProvisionAgreement p, Writing out) {
        ProvisionAgreementBinding b = new ProvisionAgreementBinding();
        b.set(p, out);
        p.flow().ifPresent(flow -> {
            if (out.dialect().before30()) {
                b.structureUsage = ReferenceBinding.of(flow, out);
            } else if (flow.type() == ArtefactClass.DATAFLOW) {
                b.dataflow = ReferenceBinding.of(flow, out);
            } else {
                out.lose("flow " + flow + ": since 3.0 a provision agreement is for data");
            }
        });
        b.dataProvider = p.dataProvider().map(d -> ReferenceBinding.of(d, out)).orElse(null);
        if ((out.dialect().xml() || out.dialect().json10())
                && (p.flow().isEmpty() || p.dataProvider().isEmpty())) {
            out.lose("validity: the schema wants a flow and a data provider");
        }
        return b;
    }

    /** A metadata provision agreement as 2.1 has it: like one of data, for a metadataflow. */
    static ProvisionAgreementBinding of(MetadataProvisionAgreement p, Writing out) {
        p.targets().forEach(t -> out.lose("target " + t));
        out.lose("being a metadata provision agreement: written as a provision agreement for a metadataflow");
        Optional<Urn> provider = p.metadataProvider().map(m -> {
            Urn data = Urn.of(ArtefactClass.DATA_PROVIDER_SCHEME, m.agency(), DATA_PROVIDERS, m.version())
                    .item(ArtefactClass.DATA_PROVIDER, m.item());
            out.lose("metadata provider " + m + ": written as data provider " + data.shortForm());
            return data;
        });
        return of(new ProvisionAgreement(p.maintenance(), p.flow(), provider), out);
    }

    @Override
    public ProvisionAgreement toModel(Reading in) {
        return new ProvisionAgreement(
                maintenance(in),
                ReferenceBinding.optional(
                        dataflow != null ? dataflow : structureUsage, ArtefactClass.DATAFLOW, "dataflow", in),
                ReferenceBinding.optional(dataProvider, ArtefactClass.DATA_PROVIDER, "data provider", in));
    }
}
