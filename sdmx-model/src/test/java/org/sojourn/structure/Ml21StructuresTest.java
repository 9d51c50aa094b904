package org.sojourn.structure;

import org.sojourn.format.StructureFormat;

class Ml21StructuresTest extends StructureCodecContract {
    Ml21StructuresTest() {
        super(StructureFormat.ML_2_1);
    }
}
