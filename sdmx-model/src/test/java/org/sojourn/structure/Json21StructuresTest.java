package org.sojourn.structure;

import org.sojourn.format.StructureFormat;

class Json21StructuresTest extends StructureCodecContract {
    Json21StructuresTest() {
        super(StructureFormat.JSON_2_1);
    }
}
