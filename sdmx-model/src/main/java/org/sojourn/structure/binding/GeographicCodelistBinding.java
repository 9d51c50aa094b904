package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Codelist.Geography;

/** A list of places by their geographic features (3.x). */
public final class GeographicCodelistBinding extends ItemSchemeBinding<Code, Codelist> {
    private static final String GEO_TYPE = "GeographicCodelist";

    @XmlElement(name = "GeoFeatureSetCode")
    @JsonProperty
    @Nullable
    List<GeoFeatureSetCodeBinding> geoFeatureSetCodes;

    @XmlElement(name = "CodelistExtension")
    @JsonProperty
    @Nullable
    List<CodelistExtensionBinding> codelistExtensions;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String geoType;

    /** The wire form of a list of places. */
    public static GeographicCodelistBinding of(Codelist list, Writing out) {
        GeographicCodelistBinding b = new GeographicCodelistBinding();
        b.setScheme(list, out);
        b.geoType = GEO_TYPE;
        b.geoFeatureSetCodes = Wire.list(list.items(), c -> GeoFeatureSetCodeBinding.of(c, out));
        b.codelistExtensions = CodelistBinding.extensions(list, out);
        return b;
    }

    @Override
    public Codelist toModel(Reading in) {
        return new Codelist(
                maintenance(in),
                partial(in),
                CodelistBinding.codes(geoFeatureSetCodes, in),
                CodelistBinding.extensions(codelistExtensions, in),
                Optional.of(new Geography.Features()));
    }

    /** A code with the features it stands for. */
    static final class GeoFeatureSetCodeBinding extends CodelistBinding.CodeBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String value;

        static GeoFeatureSetCodeBinding of(Code code, Writing out) {
            GeoFeatureSetCodeBinding b = new GeoFeatureSetCodeBinding();
            b.set(code, out);
            if (code.place().isEmpty()) {
                out.lose("having no place: written as an empty one");
            }
            b.value = code.place().orElse("");
            return b;
        }

        @Override
        @Nullable
        String place() {
            return value;
        }
    }
}
