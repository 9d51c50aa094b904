package org.sojourn.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sojourn.rules.Problem.Severity;

/**
 * Collects problems while a message is read or written. Counts all, keeps the first {@link #limit()}: a file with a
 * million errors must not fill the memory. Not for several threads.
 */
public final class Problems {

    private static final int DEFAULT_LIMIT = 1000;

    private final int limit;
    private final List<Problem> kept = new ArrayList<>();
    private long errors;
    private long warnings;
    private long infos;

    public Problems() {
        this(DEFAULT_LIMIT);
    }

    public Problems(int limit) {
        this.limit = limit;
    }

    public void add(Problem problem) {
        switch (problem.severity()) {
            case ERROR -> errors++;
            case WARNING -> warnings++;
            case INFO -> infos++;
        }
        if (kept.size() < limit) {
            kept.add(problem);
        } else if (problem.severity() == Severity.ERROR && errors == 1) {
            kept.set(limit - 1, problem); // the one error must be told, however many warnings came before
        }
    }

    public int limit() {
        return limit;
    }

    /** Those kept, in the order in which they were found. */
    public List<Problem> list() {
        return Collections.unmodifiableList(kept);
    }

    public long errors() {
        return errors;
    }

    public long warnings() {
        return warnings;
    }

    public long infos() {
        return infos;
    }

    public boolean hasErrors() {
        return errors > 0;
    }
}
