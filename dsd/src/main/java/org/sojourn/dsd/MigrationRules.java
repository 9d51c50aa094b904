package org.sojourn.dsd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.sojourn.validation.domain.DomainRule;
import org.sojourn.validation.domain.DomainRules;

/** The rules of migration statistics that come with Sojourn. */
public final class MigrationRules {

    private static final String FILE = "rules/migration.json";

    private MigrationRules() {}

    /** All rules in the order of the file; read again by each call. */
    public static List<DomainRule> all() {
        try (InputStream in = MigrationRules.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the migration rules are missing from the installation");
            }
            return DomainRules.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
