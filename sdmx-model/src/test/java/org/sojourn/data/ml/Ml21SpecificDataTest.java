package org.sojourn.data.ml;

import org.sojourn.format.DataFormat;

class Ml21SpecificDataTest extends MlCodecContract {
    Ml21SpecificDataTest() {
        super(DataFormat.ML_2_1_SS);
    }
}
