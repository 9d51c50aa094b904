package org.sojourn.data.csv;

import org.sojourn.format.DataFormat;

class Csv10DataTest extends CsvCodecContract {
    Csv10DataTest() {
        super(DataFormat.CSV_1_0);
    }
}
