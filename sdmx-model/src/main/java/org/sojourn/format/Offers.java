package org.sojourn.format;

import java.util.List;

/** What each generation of the API offers for each kind of answer, the default first (REST 1.5 and 2.2, representations). */
final class Offers {

    private static final String SDMX = "application/vnd.sdmx.";

    static final List<String> REGISTRATION =
            List.of(SDMX + "registry+xml;version=3.1.0", SDMX + "registry+xml;version=3.0.0");

    private Offers() {}

    static List<DataFormat> data(Api api) {
        return switch (api) {
            case V1 ->
                List.of(
                        DataFormat.ML_2_1_GENERIC,
                        DataFormat.ML_2_1_SS,
                        DataFormat.ML_2_1_GENERIC_TS,
                        DataFormat.ML_2_1_SS_TS,
                        DataFormat.JSON_1_0,
                        DataFormat.CSV_1_0,
                        DataFormat.ML_3_1,
                        DataFormat.ML_3_0,
                        DataFormat.JSON_2_1,
                        DataFormat.JSON_2_0,
                        DataFormat.CSV_2_1,
                        DataFormat.CSV_2_0,
                        DataFormat.JSON_1_0_WD);
            case V2 ->
                List.of(
                        DataFormat.JSON_2_1,
                        DataFormat.ML_3_1,
                        DataFormat.CSV_2_1,
                        DataFormat.JSON_2_0,
                        DataFormat.ML_3_0,
                        DataFormat.CSV_2_0,
                        DataFormat.ML_2_1_SS,
                        DataFormat.ML_2_1_GENERIC,
                        DataFormat.ML_2_1_SS_TS,
                        DataFormat.ML_2_1_GENERIC_TS,
                        DataFormat.JSON_1_0,
                        DataFormat.CSV_1_0,
                        DataFormat.JSON_1_0_WD);
        };
    }

    static List<StructureFormat> structure(Api api) {
        return switch (api) {
            case V1 ->
                List.of(
                        StructureFormat.ML_2_1,
                        StructureFormat.JSON_1_0,
                        StructureFormat.ML_3_1,
                        StructureFormat.ML_3_0,
                        StructureFormat.JSON_2_1,
                        StructureFormat.JSON_2_0);
            case V2 ->
                List.of(
                        StructureFormat.JSON_2_1,
                        StructureFormat.ML_3_1,
                        StructureFormat.JSON_2_0,
                        StructureFormat.ML_3_0,
                        StructureFormat.ML_2_1,
                        StructureFormat.JSON_1_0);
        };
    }

    static List<String> schema(Api api) {
        return switch (api) {
            case V1 ->
                List.of(
                        SDMX + "schema+xml;version=2.1",
                        SDMX + "structure+xml;version=2.1",
                        SDMX + "structure+json;version=1.0.0");
            case V2 ->
                List.of(
                        SDMX + "schema+json;version=2.1.0",
                        SDMX + "schema+xml;version=3.1.0",
                        SDMX + "structure+xml;version=3.1.0",
                        SDMX + "structure+json;version=2.1.0",
                        SDMX + "schema+json;version=2.0.0",
                        SDMX + "schema+xml;version=3.0.0",
                        SDMX + "structure+xml;version=3.0.0",
                        SDMX + "structure+json;version=2.0.0",
                        SDMX + "schema+xml;version=2.1",
                        SDMX + "structure+xml;version=2.1",
                        SDMX + "structure+json;version=1.0.0");
        };
    }

    static List<String> metadata(Api api) {
        return switch (api) {
            case V1 ->
                List.of(
                        SDMX + "genericmetadata+xml;version=2.1",
                        SDMX + "structurespecificmetadata+xml;version=2.1",
                        SDMX + "metadata+json;version=1.0.0");
            case V2 ->
                List.of(
                        SDMX + "metadata+json;version=2.1.0",
                        SDMX + "metadata+xml;version=3.1.0",
                        SDMX + "metadata+csv;version=2.1.0",
                        SDMX + "metadata+json;version=2.0.0",
                        SDMX + "metadata+xml;version=3.0.0",
                        SDMX + "metadata+csv;version=2.0.0",
                        SDMX + "metadata+csv;version=1.0.0",
                        SDMX + "genericmetadata+xml;version=2.1",
                        SDMX + "structurespecificmetadata+xml;version=2.1",
                        SDMX + "metadata+json;version=1.0.0");
        };
    }
}
