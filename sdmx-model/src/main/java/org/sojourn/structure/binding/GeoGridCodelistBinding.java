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

/** A list of places by the cells of a grid (3.x). */
public final class GeoGridCodelistBinding extends ItemSchemeBinding<Code, Codelist> {
    private static final String GEO_TYPE = "GeoGridCodelist";

    @XmlElement(name = "GeoGridCode")
    @JsonProperty
    @Nullable
    List<GeoGridCodeBinding> geoGridCodes;

    @XmlElement(name = "CodelistExtension")
    @JsonProperty
    @Nullable
    List<CodelistExtensionBinding> codelistExtensions;

    @XmlElement(name = "GridDefinition")
    @JsonProperty
    @Nullable
    String gridDefinition;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String geoType;

    /** The wire form of a list of places. */
    public static GeoGridCodelistBinding of(Codelist list, Writing out) {
        GeoGridCodelistBinding b = new GeoGridCodelistBinding();
        b.setScheme(list, out);
        b.geoType = GEO_TYPE;
        b.geoGridCodes = Wire.list(list.items(), c -> GeoGridCodeBinding.of(c, out));
        b.codelistExtensions = CodelistBinding.extensions(list, out);
        b.gridDefinition = list.geography()
                .filter(Geography.Grid.class::isInstance)
                .map(g -> ((Geography.Grid) g).definition())
                .orElse("");
        return b;
    }

    @Override
    public Codelist toModel(Reading in) {
        return new Codelist(
                maintenance(in),
                partial(in),
                CodelistBinding.codes(geoGridCodes, in),
                CodelistBinding.extensions(codelistExtensions, in),
                Optional.of(new Geography.Grid(Wire.or(gridDefinition, ""))));
    }

    /** A code with the cell it stands for. */
    static final class GeoGridCodeBinding extends CodelistBinding.CodeBinding {
        @XmlElement(name = "GeoCell")
        @JsonProperty
        @Nullable
        String geoCell;

        static GeoGridCodeBinding of(Code code, Writing out) {
            GeoGridCodeBinding b = new GeoGridCodeBinding();
            b.set(code, out);
            if (code.place().isEmpty()) {
                out.lose("having no place: written as an empty one");
            }
            b.geoCell = code.place().orElse("");
            return b;
        }

        @Override
        @Nullable
        String place() {
            return geoCell;
        }
    }
}
