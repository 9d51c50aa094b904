package org.sojourn.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sojourn.model.SdmxException;
import org.sojourn.query.Query;
import org.sojourn.query.V1Grammar;
import org.sojourn.query.V2Grammar;
import org.sojourn.registry.QueryMessages;
import org.sojourn.rules.Problems;

/** Says a query message of SDMX-ML 2.1 as the URLs that ask for the same. */
final class AskedUrls {

    private AskedUrls() {}

    /**
     * The path and parameters below {@code /sdmx}, of each generation that can say it.
     *
     * @throws SdmxException when the message cannot be read, or asks for what neither can say
     */
    static String of(InputStream in, Problems problems) throws IOException {
        Query query = QueryMessages.read(in, problems).query();
        List<String> urls = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        say("v2/", new V2Grammar(ZoneOffset.UTC)::print, query, urls, reasons);
        say("v1/", new V1Grammar(ZoneOffset.UTC)::print, query, urls, reasons);
        if (urls.isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.NOT_IMPLEMENTED,
                    "it asks for what the REST interfaces cannot say: " + String.join("; ", reasons));
        }
        return String.join(" or ", urls);
    }

    private static void say(
            String root, Function<Query, String> print, Query query, List<String> urls, List<String> reasons) {
        try {
            urls.add(root + print.apply(query));
        } catch (IllegalArgumentException e) {
            reasons.add(e.getMessage());
        }
    }
}
