package org.sojourn.structure;

import org.sojourn.format.StructureFormat;

class Json10StructuresTest extends StructureCodecContract {
    Json10StructuresTest() {
        super(StructureFormat.JSON_1_0);
    }
}
