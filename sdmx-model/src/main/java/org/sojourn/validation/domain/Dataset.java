package org.sojourn.validation.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Dimension;

/** The data set that rules are at work on. */
record Dataset(String name, DataStructureView structure, Findings findings) {

    /** Codes by dimension; where the key has none, nothing. */
    Map<String, String> key(List<? extends @Nullable String> codes) {
        Map<String, String> key = new LinkedHashMap<>();
        List<Dimension> dimensions = structure.seriesDimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            String code = codes.get(i);
            key.put(dimensions.get(i).id(), code == null ? "" : code);
        }
        return key;
    }
}
