package org.sojourn.structure;

import org.sojourn.format.StructureFormat;

class Json20StructuresTest extends StructureCodecContract {
    Json20StructuresTest() {
        super(StructureFormat.JSON_2_0);
    }
}
