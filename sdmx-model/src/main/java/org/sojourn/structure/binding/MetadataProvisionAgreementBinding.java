package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.ref.ArtefactClass;

/** An agreement to provide metadata, since 3.0. */
public final class MetadataProvisionAgreementBinding extends MaintainableBinding<MetadataProvisionAgreement> {
    @XmlElement(name = "Metadataflow")
    @JsonProperty
    @Nullable
    ReferenceBinding metadataflow;

    @XmlElement(name = "MetadataProvider")
    @JsonProperty
    @Nullable
    ReferenceBinding metadataProvider;

    @XmlElement(name = "Target")
    @JsonProperty
    @Nullable
    List<String> targets;

    /** The wire form of a metadata provision agreement. */
    public static MetadataProvisionAgreementBinding of(MetadataProvisionAgreement p, Writing out) {
        MetadataProvisionAgreementBinding b = new MetadataProvisionAgreementBinding();
        b.set(p, out);
        b.metadataflow = p.flow().map(f -> ReferenceBinding.of(f, out)).orElse(null);
        b.metadataProvider =
                p.metadataProvider().map(d -> ReferenceBinding.of(d, out)).orElse(null);
        b.targets = MetadataflowBinding.wire(p.targets());
        if (out.dialect().xml() && (p.flow().isEmpty() || p.metadataProvider().isEmpty())) {
            out.lose("validity: the schema wants a metadataflow and a metadata provider");
        }
        return b;
    }

    @Override
    public MetadataProvisionAgreement toModel(Reading in) {
        return new MetadataProvisionAgreement(
                maintenance(in),
                ReferenceBinding.optional(metadataflow, ArtefactClass.METADATAFLOW, "metadataflow", in),
                ReferenceBinding.optional(metadataProvider, ArtefactClass.METADATA_PROVIDER, "metadata provider", in),
                MetadataflowBinding.model(targets, in));
    }
}
