package org.sojourn.structure.v20;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.DataType;
import org.sojourn.model.Facet;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ref.Urn;

/** What values may be in 2.0. */
final class Formats20 {
    /** Data types that were called otherwise. */
    private static final Map<String, DataType> RENAMED = Map.of(
            "Date", DataType.GREGORIAN_DAY,
            "Year", DataType.GREGORIAN_YEAR,
            "YearMonth", DataType.GREGORIAN_YEAR_MONTH,
            "Timespan", DataType.TIME_RANGE);

    private Formats20() {}

    static Optional<Representation> representation(Optional<Urn> list, Optional<Element> format) {
        Optional<TextFormat> said = format.map(Formats20::format)
                .filter(f -> f.dataType().isPresent() || !f.facets().isEmpty());
        return list.isEmpty() && said.isEmpty()
                ? Optional.empty()
                : Optional.of(new Representation(list, said, Optional.empty(), Optional.empty()));
    }

    private static TextFormat format(Element e) {
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            e.attribute(facet.wireName()).ifPresent(v -> facets.put(facet, v));
        }
        Optional<DataType> type =
                e.attribute("textType").flatMap(t -> DataType.named(t).or(() -> Optional.ofNullable(RENAMED.get(t))));
        return new TextFormat(type, facets, java.util.List.of());
    }
}
