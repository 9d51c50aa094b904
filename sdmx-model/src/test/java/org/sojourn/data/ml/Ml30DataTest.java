package org.sojourn.data.ml;

import org.sojourn.format.DataFormat;

class Ml30DataTest extends MlCodecContract {
    Ml30DataTest() {
        super(DataFormat.ML_3_0);
    }
}
