package org.sojourn.data.ml;

import org.sojourn.format.DataFormat;

class Ml21GenericDataTest extends MlCodecContract {
    Ml21GenericDataTest() {
        super(DataFormat.ML_2_1_GENERIC);
    }
}
