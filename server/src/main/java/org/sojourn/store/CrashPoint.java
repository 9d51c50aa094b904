package org.sojourn.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named moments at which a test can kill the process: what is durable then is what a power cut would leave.
 *
 * <p>The system property {@code sojourn.crash.at}, else the environment variable {@code SOJOURN_CRASH_AT}, names one, with
 * {@code :3} behind it for the third time it is reached. The process halts there at once: no shutdown hook runs, nothing is
 * flushed or closed. Unset, as always in earnest, a point costs nothing.
 */
public enum CrashPoint {
    /** A batch of a load was committed, invisible; more may follow. */
    AFTER_STAGED_BATCH("after-staged-batch"),
    /** Everything is staged, nothing is published. */
    BEFORE_PUBLISH("before-publish"),
    /** Published and durable, not answered; the read copy knows nothing. */
    AFTER_PUBLISH("after-publish"),
    /** The read copy has the rows in memory. */
    BEFORE_INDEX_COMMIT("before-index-commit"),
    /** The read copy is durable, nothing is answered. */
    AFTER_INDEX_COMMIT("after-index-commit");

    /** The exit status of a process that was killed by signal 9. */
    public static final int STATUS = 137;

    private static final String SETTING = setting();
    private static final AtomicInteger TIMES = new AtomicInteger();

    private final String name;

    CrashPoint(String name) {
        this.name = name;
    }

    /** Halts the process if this is where it shall crash. */
    public void reached() {
        if (SETTING.isEmpty()) {
            return;
        }
        String[] parts = SETTING.split(":", 2);
        int wanted = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
        if (parts[0].equals(name) && TIMES.incrementAndGet() == wanted) {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static String setting() {
        String property = System.getProperty("sojourn.crash.at");
        String variable = System.getenv("SOJOURN_CRASH_AT");
        return property != null ? property : variable != null ? variable : "";
    }
}
