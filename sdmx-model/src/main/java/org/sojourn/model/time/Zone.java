package org.sojourn.model.time;

import java.util.regex.Pattern;

/** Zone offsets as XML Schema writes them. */
final class Zone {

    private static final Pattern FORM = Pattern.compile("|Z|[+-](?:14:00|(?:0\\d|1[0-3]):[0-5]\\d)");

    private Zone() {}

    static void check(String zone) {
        if (!FORM.matcher(zone).matches()) {
            throw new IllegalArgumentException(
                    "zone '" + zone + "' is neither Z nor an offset between -14:00 and +14:00");
        }
    }
}
