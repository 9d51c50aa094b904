package org.sojourn.data.csv;

import org.sojourn.format.DataFormat;

class Csv20DataTest extends CsvCodecContract {
    Csv20DataTest() {
        super(DataFormat.CSV_2_0);
    }
}
