package org.sojourn.structure;

import org.sojourn.format.StructureFormat;

class Ml30StructuresTest extends StructureCodecContract {
    Ml30StructuresTest() {
        super(StructureFormat.ML_3_0);
    }
}
