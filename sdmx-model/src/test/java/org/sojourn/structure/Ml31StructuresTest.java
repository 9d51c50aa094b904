package org.sojourn.structure;

import org.sojourn.format.StructureFormat;

class Ml31StructuresTest extends StructureCodecContract {
    Ml31StructuresTest() {
        super(StructureFormat.ML_3_1);
    }
}
