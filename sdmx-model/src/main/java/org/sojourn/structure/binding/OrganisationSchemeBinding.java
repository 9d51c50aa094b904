package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlTransient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Organisation;
import org.sojourn.model.OrganisationScheme;

/** What the schemes of organisations have in common; they differ in what they call their items. */
@XmlTransient
abstract class OrganisationSchemeBinding<A extends OrganisationScheme> extends ItemSchemeBinding<Organisation, A> {
    final @Nullable List<OrganisationBinding> wire(A scheme, Writing out) {
        setScheme(scheme, out);
        return Wire.list(scheme.items(), o -> OrganisationBinding.of(o, scheme.itemType(), out));
    }

    static List<Organisation> model(@Nullable List<OrganisationBinding> organisations, Reading in) {
        List<Organisation> all =
                Wire.each(organisations).stream().map(o -> o.toModel(in)).toList();
        in.at("");
        return all;
    }
}
