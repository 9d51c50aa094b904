package org.sojourn.data.json;

import org.sojourn.format.DataFormat;

class Json20DataTest extends JsonCodecContract {
    Json20DataTest() {
        super(DataFormat.JSON_2_0);
    }
}
