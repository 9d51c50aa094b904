package org.sojourn.data.ml;

import org.sojourn.format.DataFormat;

class Ml31DataTest extends MlCodecContract {
    Ml31DataTest() {
        super(DataFormat.ML_3_1);
    }
}
