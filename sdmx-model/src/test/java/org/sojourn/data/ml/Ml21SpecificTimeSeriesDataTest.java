package org.sojourn.data.ml;

import java.util.List;
import java.util.Set;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Feature;
import org.sojourn.format.DataFormat;

class Ml21SpecificTimeSeriesDataTest extends MlCodecContract {
    Ml21SpecificTimeSeriesDataTest() {
        super(DataFormat.ML_2_1_SS_TS);
    }

    @Override
    protected List<String> pivots(DataStructureView structure) {
        return timeOnly(structure);
    }

    @Override
    protected Set<Feature> kept(DataStructureView structure, String pivot) {
        Set<Feature> kept = super.kept(structure, pivot);
        // One of the structures of the contract has no time.
        kept.remove(Feature.SEVERAL_STRUCTURES);
        return kept;
    }
}
