package org.sojourn.data.json;

import org.sojourn.format.DataFormat;

class Json10DataTest extends JsonCodecContract {
    Json10DataTest() {
        super(DataFormat.JSON_1_0);
    }
}
