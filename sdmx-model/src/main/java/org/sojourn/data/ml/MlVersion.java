package org.sojourn.data.ml;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The versions of SDMX-ML with their namespaces. */
enum MlVersion {
    V2_1("2.1", "v2_1"),
    V3_0("3.0", "v3_0"),
    V3_1("3.1", "v3_1");

    static final String XHTML = "http://www.w3.org/1999/xhtml";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private static final String BASE = "http://www.sdmx.org/resources/sdmxml/schemas/";

    private final String number;
    private final String folder;

    MlVersion(String number, String folder) {
        this.number = number;
        this.folder = folder;
    }

    static Optional<MlVersion> ofMessageNamespace(String namespace) {
        return Arrays.stream(values())
                .filter(v -> v.message().equals(namespace))
                .findFirst();
    }

    /** True for any namespace of SDMX-ML 2.0, whose messages are another format altogether. */
    static boolean isVersion20(String namespace) {
        // 2.0 wrote part of it in capitals.
        return namespace.toLowerCase(Locale.ROOT).startsWith(BASE + "v2_0/");
    }

    String number() {
        return number;
    }

    String message() {
        return BASE + folder + "/message";
    }

    String footer() {
        return BASE + folder + "/message/footer";
    }

    String common() {
        return BASE + folder + "/common";
    }

    String generic() {
        return BASE + folder + "/data/generic";
    }

    String structureSpecific() {
        return BASE + folder + "/data/structurespecific";
    }
}
