package org.sojourn.data.json;

import org.sojourn.format.DataFormat;

class Json21DataTest extends JsonCodecContract {
    Json21DataTest() {
        super(DataFormat.JSON_2_1);
    }
}
