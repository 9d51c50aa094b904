package org.sojourn.data.csv;

import org.sojourn.format.DataFormat;

class Csv21DataTest extends CsvCodecContract {
    Csv21DataTest() {
        super(DataFormat.CSV_2_1);
    }
}
