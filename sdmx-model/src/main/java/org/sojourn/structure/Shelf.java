package org.sojourn.structure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.structure.binding.AgencySchemeBinding;
import org.sojourn.structure.binding.CategorisationBinding;
import org.sojourn.structure.binding.CategorySchemeBinding;
import org.sojourn.structure.binding.CodelistBinding;
import org.sojourn.structure.binding.ConceptSchemeBinding;
import org.sojourn.structure.binding.ContentConstraintBinding;
import org.sojourn.structure.binding.DataConstraintBinding;
import org.sojourn.structure.binding.DataConsumerSchemeBinding;
import org.sojourn.structure.binding.DataProviderSchemeBinding;
import org.sojourn.structure.binding.DataStructureBinding;
import org.sojourn.structure.binding.DataflowBinding;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.MaintainableBinding;
import org.sojourn.structure.binding.ProvisionAgreementBinding;

/**
 * Where each type of artefact stands in a structure message, one row a type. The rows are in the order of 2.1, which is
 * fixed; since 3.0 any order is right.
 */
enum Shelf {
    AGENCY_SCHEME(
            ArtefactClass.AGENCY_SCHEME,
            AgencySchemeBinding.class,
            "AgencyScheme",
            "OrganisationSchemes",
            "AgencySchemes"),
    DATA_CONSUMER_SCHEME(
            ArtefactClass.DATA_CONSUMER_SCHEME,
            DataConsumerSchemeBinding.class,
            "DataConsumerScheme",
            "OrganisationSchemes",
            "DataConsumerSchemes"),
    DATA_PROVIDER_SCHEME(
            ArtefactClass.DATA_PROVIDER_SCHEME,
            DataProviderSchemeBinding.class,
            "DataProviderScheme",
            "OrganisationSchemes",
            "DataProviderSchemes"),
    DATAFLOW(ArtefactClass.DATAFLOW, DataflowBinding.class, "Dataflow", "Dataflows"),
    CATEGORY_SCHEME(ArtefactClass.CATEGORY_SCHEME, CategorySchemeBinding.class, "CategoryScheme", "CategorySchemes"),
    CATEGORISATION(ArtefactClass.CATEGORISATION, CategorisationBinding.class, "Categorisation", "Categorisations"),
    CODELIST(ArtefactClass.CODELIST, CodelistBinding.class, "Codelist", "Codelists"),
    CONCEPT_SCHEME(
            ArtefactClass.CONCEPT_SCHEME, ConceptSchemeBinding.class, "ConceptScheme", "Concepts", "ConceptSchemes"),
    DATA_STRUCTURE(ArtefactClass.DATA_STRUCTURE, DataStructureBinding.class, "DataStructure", "DataStructures"),
    DATA_CONSTRAINT(
            ArtefactClass.DATA_CONSTRAINT,
            ContentConstraintBinding.class,
            "ContentConstraint",
            "Constraints",
            DataConstraintBinding.class,
            "DataConstraint",
            "DataConstraints"),
    PROVISION_AGREEMENT(
            ArtefactClass.PROVISION_AGREEMENT,
            ProvisionAgreementBinding.class,
            "ProvisionAgreement",
            "ProvisionAgreements");

    /** The name of SDMX-JSON 1.0, which some messages of 2.x, an official sample among them, still use. */
    static final String CONTENT_CONSTRAINTS = "contentConstraints";

    private final ArtefactClass type;
    private final Place before30;
    private final Place since30;
    private final String array;

    /** An element, the container it stands in and the class it is bound to. */
    private record Place(Class<? extends MaintainableBinding<?>> binding, String element, String container) {}

    Shelf(ArtefactClass type, Class<? extends MaintainableBinding<?>> binding, String element, String container) {
        this(type, binding, element, container, container);
    }

    Shelf(
            ArtefactClass type,
            Class<? extends MaintainableBinding<?>> binding,
            String element,
            String container21,
            String container30) {
        this(type, binding, element, container21, binding, element, container30);
    }

    Shelf(
            ArtefactClass type,
            Class<? extends MaintainableBinding<?>> binding21,
            String element21,
            String container21,
            Class<? extends MaintainableBinding<?>> binding30,
            String element30,
            String container30) {
        this.type = type;
        this.before30 = new Place(binding21, element21, container21);
        this.since30 = new Place(binding30, element30, container30);
        this.array = Character.toLowerCase(container30.charAt(0)) + container30.substring(1);
    }

    private Place place(Dialect dialect) {
        return dialect.before30() ? before30 : since30;
    }

    Class<? extends MaintainableBinding<?>> binding(Dialect dialect) {
        return place(dialect).binding;
    }

    String element(Dialect dialect) {
        return place(dialect).element;
    }

    String container(Dialect dialect) {
        return place(dialect).container;
    }

    /** The member of {@code data} in SDMX-JSON 2.x. */
    String array() {
        return array;
    }

    ArtefactClass type() {
        return type;
    }

    boolean holds(MaintainableArtefact artefact) {
        return artefact.type() == type;
    }

    static @Nullable Shelf ofElement(String container, String element, Dialect dialect) {
        return Arrays.stream(values())
                .filter(s -> s.container(dialect).equals(container)
                        && s.element(dialect).equals(element))
                .findFirst()
                .orElse(null);
    }

    static @Nullable Shelf ofArray(String array) {
        return Arrays.stream(values())
                .filter(s -> s.array.equals(array))
                .findFirst()
                .orElse(null);
    }

    /** The artefacts as they stand in a message: by shelf, within it in their own order. */
    static List<MaintainableArtefact> inOrder(List<MaintainableArtefact> artefacts) {
        return artefacts.stream().sorted(Comparator.comparing(Shelf::of)).toList();
    }

    static Shelf of(MaintainableArtefact artefact) {
        for (Shelf s : values()) {
            if (s.holds(artefact)) {
                return s;
            }
        }
        throw new IllegalStateException("no shelf for " + artefact.type());
    }
}
