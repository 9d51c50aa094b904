package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.OrganisationScheme;
import org.sojourn.model.OrganisationUnitScheme;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Version;

/** What every artefact carries on the wire. */
@XmlTransient
public abstract class MaintainableBinding<A extends MaintainableArtefact> extends NameableBinding {
    private static final String SERVICE = "service";
    private static final String EXTERNAL = "external";

    @XmlAttribute
    @JsonProperty
    @Nullable
    String agencyID;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String version;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isFinal;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validFrom;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validTo;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isPartialLanguage;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isExternalReference;

    @XmlAttribute
    @Nullable
    String serviceURL;

    @XmlAttribute
    @Nullable
    String structureURL;

    /**
     * The artefact.
     *
     * @throws SdmxException of kind SEMANTIC when it lacks what no guess can make up for, such as its id
     */
    public abstract A toModel(Reading in);

    /** The artefacts, of which only elements that the model has taken apart hold several; errors as of {@link #toModel}. */
    public List<? extends MaintainableArtefact> toModels(Reading in) {
        return List.of(toModel(in));
    }

    /** {@code AGENCY:ID(VERSION)} as far as it is known, for problems. */
    public String label() {
        return Wire.or(agencyID, "?") + ":" + Wire.or(id, "?") + (version == null ? "" : "(" + version + ")");
    }

    /** False for types whose version the target fixes without letting it be said. */
    boolean saysVersion(A artefact, Dialect dialect) {
        return !(artefact instanceof OrganisationScheme) || !dialect.xml() || dialect.before30();
    }

    final void set(A artefact, Writing out) {
        Maintenance m = artefact.maintenance();
        set(m.naming(), out.urn(), out);
        Dialect dialect = out.dialect();
        agencyID = m.agency();
        version = saysVersion(artefact, dialect) && !out.version().isEmpty() ? out.version() : null;
        validFrom = out.time(m.validFrom().orElse(null), "validFrom");
        validTo = out.time(m.validTo().orElse(null), "validTo");
        isExternalReference = Wire.flag(m.externalReference());
        if (dialect.before30()) {
            boolean fixed = artefact instanceof OrganisationScheme
                    && !(artefact instanceof OrganisationUnitScheme)
                    && m.finalFlag().orElse(false);
            if (fixed) {
                out.lose("isFinal: 2.1 fixes schemes of organisations as not final");
            }
            isFinal = fixed ? null : m.finalFlag().map(String::valueOf).orElse(null);
        } else if (m.finalFlag().orElse(false)) {
            out.lose("isFinal: 3.x says it by a semantic version");
        }
        if (dialect.from31()) {
            isPartialLanguage = Wire.flag(m.partialLanguage());
        } else if (m.partialLanguage()) {
            out.lose("isPartialLanguage");
        }
        if (dialect.xml()) {
            serviceURL = m.serviceUrl().orElse(null);
            structureURL = m.structureUrl().orElse(null);
        } else {
            m.serviceUrl().filter(u -> out.address(u, "service URL")).ifPresent(u -> link(LinkBinding.to(SERVICE, u)));
            m.structureUrl()
                    .filter(u -> out.address(u, "structure URL"))
                    .ifPresent(u -> link(LinkBinding.to(EXTERNAL, u)));
        }
    }

    private void link(LinkBinding link) {
        if (links == null) {
            links = new ArrayList<>(1);
        }
        links.add(link);
    }

    final Maintenance maintenance(Reading in) {
        return maintenance(in, false);
    }

    /** {@code fixedVersion}: 1.0 where no version is given, in every format. */
    final Maintenance maintenance(Reading in, boolean fixedVersion) {
        if (!in.dialect().xml()) {
            serviceURL = takeLink(SERVICE);
            structureURL = takeLink(EXTERNAL);
            if (isFinal != null && !in.dialect().before30()) {
                in.guessOnce("off-schema", "isFinal is not a member of SDMX-JSON 2.x; read as in SDMX-ML 2.1");
            }
        }
        Naming naming = naming(in);
        String agency = Reading.required(agencyID, "agencyID").strip();
        if (agency.isEmpty() || naming.id().isBlank()) {
            throw new SdmxException(SdmxException.Kind.SEMANTIC, "its id or agencyID is empty");
        }
        return new Maintenance(
                naming,
                agency,
                readVersion(in.dialect().before30() || fixedVersion),
                finalFlag(in),
                Optional.ofNullable(validFrom),
                Optional.ofNullable(validTo),
                in.flag(isExternalReference, "isExternalReference", false),
                Optional.ofNullable(serviceURL),
                Optional.ofNullable(structureURL),
                in.flag(isPartialLanguage, "isPartialLanguage", false));
    }

    private Optional<Boolean> finalFlag(Reading in) {
        if (isFinal == null) {
            return Optional.empty();
        }
        boolean flag = in.flag(isFinal, "isFinal", false);
        // Where the flag does not belong, not being final says nothing.
        return flag || in.dialect().before30() ? Optional.of(flag) : Optional.empty();
    }

    private Version readVersion(boolean legacyDefault) {
        String text = version == null ? "" : version.strip();
        if (text.isEmpty()) {
            return legacyDefault ? Version.LEGACY_DEFAULT : Version.NONE;
        }
        if (!Version.isVersion(text)) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "its version '" + text + "' is neither semantic (1.2.3, 1.2.3-ext) nor legacy (1, 1.0)");
        }
        return Version.parse(text);
    }

    private @Nullable String takeLink(String rel) {
        List<LinkBinding> all = links;
        if (all != null) {
            for (LinkBinding l : all) {
                if (l != null && rel.equals(l.rel) && l.bare()) {
                    all.remove(l);
                    return l.url;
                }
            }
        }
        return null;
    }
}
