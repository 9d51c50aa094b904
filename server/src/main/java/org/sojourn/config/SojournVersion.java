package org.sojourn.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
public final class SojournVersion {
    private static final String TEXT = read();

    private SojournVersion() {}

    /** The version as the build names it, for example {@code 0.1.0-SNAPSHOT}. */
    public static String text() {
        return TEXT;
    }

    private static String read() {
        try (InputStream in = SojournVersion.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the build");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
