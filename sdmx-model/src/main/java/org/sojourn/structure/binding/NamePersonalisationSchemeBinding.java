package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.NamePersonalisation;
import org.sojourn.model.NamePersonalisationScheme;

/** A scheme of personalised names in every format that has VTL. */
public final class NamePersonalisationSchemeBinding
        extends VtlSchemeBinding<NamePersonalisation, NamePersonalisationScheme> {
    @XmlElement(name = "NamePersonalisation")
    @JsonProperty
    @Nullable
    List<NamePersonalisationBinding> namePersonalisations;

    /** The wire form of a scheme of personalised names. */
    public static NamePersonalisationSchemeBinding of(NamePersonalisationScheme scheme, Writing out) {
        NamePersonalisationSchemeBinding b = new NamePersonalisationSchemeBinding();
        b.namePersonalisations = b.setVtl(scheme, NamePersonalisationBinding::of, out);
        return b;
    }

    @Override
    public NamePersonalisationScheme toModel(Reading in) {
        List<NamePersonalisation> all = items(namePersonalisations, i -> i.toModel(in), in);
        return new NamePersonalisationScheme(maintenance(in), partial(in), vtlVersion(), all);
    }

    /** One of the personalised names. */
    static final class NamePersonalisationBinding extends NameableBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String vtlArtefact;

        @XmlElement(name = "VtlDefaultName")
        @JsonProperty
        @Nullable
        String vtlDefaultName;

        @XmlElement(name = "PersonalisedName")
        @JsonProperty
        @Nullable
        String personalisedName;

        static NamePersonalisationBinding of(NamePersonalisation i) {
            NamePersonalisationBinding b = new NamePersonalisationBinding();
            b.vtlArtefact = i.vtlArtefact();
            b.vtlDefaultName = i.standardName();
            b.personalisedName = i.personalisedName();
            return b;
        }

        NamePersonalisation toModel(Reading in) {
            return new NamePersonalisation(
                    naming(in),
                    Reading.required(vtlArtefact, "vtlArtefact of " + id),
                    Reading.required(vtlDefaultName, "vtlDefaultName of " + id),
                    Reading.required(personalisedName, "personalisedName of " + id));
        }
    }
}
