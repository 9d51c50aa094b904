package org.sojourn.data.json;

import org.sojourn.format.DataFormat;

class Json10DraftDataTest extends JsonCodecContract {
    Json10DraftDataTest() {
        super(DataFormat.JSON_1_0_WD);
    }
}
