package org.sojourn.structure.binding;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of SDMX-ML. All versions are read as, and written from, one canonical set (that of 3.0), so that one
 * class binds an element of every version.
 */
public final class Namespaces {
    static final String XML = "http://www.w3.org/XML/1998/namespace";

    private static final String ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/";
    private static final String CANONICAL_VERSION = "v3_0";

    // Literals, because the JAXB runtime compares namespace names by identity when the parser interns them.
    public static final String MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message";
    public static final String FOOTER = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message/footer";
    public static final String STRUCTURE = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure";
    public static final String COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common";

    public static final String REGISTRY = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/registry";

    public static final String METADATA = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/metadata/generic";

    /** What stands inside regions and keys of a 2.1 constraint is in the common namespace there, and in structure since 3.0. */
    private static final Set<String> REGION_PARTS =
            Set.of("KeyValue", "Value", "TimeRange", "BeforePeriod", "AfterPeriod", "StartPeriod", "EndPeriod");

    private static final Map<String, String> CANONICAL =
            List.of(Dialect.ML_2_1, Dialect.ML_3_0, Dialect.ML_3_1).stream()
                    .flatMap(d -> List.of(MESSAGE, FOOTER, STRUCTURE, COMMON, METADATA, REGISTRY).stream()
                            .map(canonical -> Map.entry(published(canonical, d), canonical)))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Namespaces() {}

    /** The canonical name of a published namespace; any other comes back as it is. */
    public static @Nullable String canonical(@Nullable String published) {
        return published == null ? null : CANONICAL.getOrDefault(published, published);
    }

    /** The name under which {@code dialect} publishes a canonical namespace; any other comes back as it is. */
    public static String published(String canonical, Dialect dialect) {
        return canonical.startsWith(ROOT)
                ? (ROOT + dialect.schemas() + canonical.substring(ROOT.length() + CANONICAL_VERSION.length())).intern()
                : canonical;
    }

    /** The version of SDMX-ML whose message namespace this is. */
    public static @Nullable Dialect dialectOf(@Nullable String messageNamespace) {
        for (Dialect d : List.of(Dialect.ML_2_1, Dialect.ML_3_0, Dialect.ML_3_1)) {
            if (published(MESSAGE, d).equals(messageNamespace)) {
                return d;
            }
        }
        return null;
    }

    /** True for names that belong to the common namespace in 2.1, to structure since 3.0. */
    public static boolean regionPart(String localName) {
        return REGION_PARTS.contains(localName);
    }
}
