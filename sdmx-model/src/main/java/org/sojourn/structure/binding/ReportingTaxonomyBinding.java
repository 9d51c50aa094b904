package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.ReportingCategory;
import org.sojourn.model.ReportingTaxonomy;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A reporting taxonomy in every format. */
public final class ReportingTaxonomyBinding extends ItemSchemeBinding<ReportingCategory, ReportingTaxonomy> {
    @XmlElement(name = "ReportingCategory")
    @JsonProperty
    @Nullable
    List<ReportingCategoryBinding> reportingCategories;

    /** The wire form of a reporting taxonomy. */
    public static ReportingTaxonomyBinding of(ReportingTaxonomy taxonomy, Writing out) {
        ReportingTaxonomyBinding b = new ReportingTaxonomyBinding();
        b.setScheme(taxonomy, out);
        b.reportingCategories = Wire.list(taxonomy.items(), c -> ReportingCategoryBinding.of(c, "", out));
        return b;
    }

    @Override
    public ReportingTaxonomy toModel(Reading in) {
        List<ReportingCategory> items = Wire.each(reportingCategories).stream()
                .map(c -> c.toModel("", in))
                .toList();
        in.at("");
        return new ReportingTaxonomy(maintenance(in), partial(in), items);
    }

    /** A reporting category with those under it, and either structures or flows. */
    static final class ReportingCategoryBinding extends NameableBinding {
        @XmlElement(name = "ReportingCategory")
        @JsonProperty
        @Nullable
        List<ReportingCategoryBinding> reportingCategories;

        @XmlElement(name = "StructuralMetadata")
        @JsonProperty
        @Nullable
        List<ReferenceBinding> structuralMetadata;

        @XmlElement(name = "ProvisioningMetadata")
        @JsonProperty
        @Nullable
        List<ReferenceBinding> provisioningMetadata;

        static ReportingCategoryBinding of(ReportingCategory c, String above, Writing out) {
            ReportingCategoryBinding b = new ReportingCategoryBinding();
            String path = above + c.id();
            out.at(path);
            b.set(c.naming(), out.urn(ArtefactClass.REPORTING_CATEGORY, path), out);
            b.structuralMetadata = references(c.structures(), out);
            if (b.structuralMetadata == null) {
                b.provisioningMetadata = references(c.flows(), out);
            } else {
                c.flows().forEach(f -> out.lose("flow " + f + ": a category has either structures or flows"));
            }
            b.reportingCategories = Wire.list(c.children(), each -> of(each, path + ".", out));
            return b;
        }

        private static @Nullable List<ReferenceBinding> references(List<Urn> all, Writing out) {
            LinkedHashSet<Urn> distinct = new LinkedHashSet<>(all);
            if (distinct.size() < all.size()) {
                out.lose("second mention of a structure or flow");
            }
            return Wire.list(List.copyOf(distinct), u -> ReferenceBinding.of(u, out));
        }

        ReportingCategory toModel(String above, Reading in) {
            String path = above + id;
            in.at(path);
            return new ReportingCategory(
                    naming(in),
                    Wire.each(reportingCategories).stream()
                            .map(c -> c.toModel(path + ".", in))
                            .toList(),
                    urns(structuralMetadata, ArtefactClass.DATA_STRUCTURE, "structure of a reporting category", in),
                    urns(provisioningMetadata, ArtefactClass.DATAFLOW, "flow of a reporting category", in));
        }

        private static List<Urn> urns(
                @Nullable List<ReferenceBinding> references, ArtefactClass expected, String what, Reading in) {
            List<Urn> all = new ArrayList<>();
            for (ReferenceBinding r : Wire.each(references)) {
                r.toModel(expected, what, in).ifPresent(all::add);
            }
            return all;
        }
    }
}
