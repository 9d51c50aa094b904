package org.sojourn.structure.binding;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * One run of reading: what is being read, and where its guesses are told. Bindings turn themselves into the model with it;
 * {@link #at} names the part that is looked at, so that problems can say where they are.
 */
public final class Reading {
    private final Dialect dialect;
    private final Problems problems;
    private final Set<String> told = new HashSet<>();
    private String artefact = "";
    private String part = "";
    private int line;

    public Reading(Dialect dialect, Problems problems) {
        this.dialect = dialect;
        this.problems = problems;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Begins an artefact, {@code name} being its URN or what is known of it, {@code line} where it begins. */
    public void begin(String name, int line) {
        artefact = name;
        part = "";
        this.line = line;
        told.clear();
    }

    void at(@Nullable String what) {
        part = what == null ? "" : what;
    }

    /** Something was read by a guess. */
    public void guess(String rule, String message) {
        problems.add(Problem.warning(rule, location(), message));
    }

    /** Something that would repeat for each item is told once for each artefact. */
    public void guessOnce(String rule, String message) {
        if (told.add(rule)) {
            problems.add(Problem.info(rule, location(), message));
        }
    }

    /** Something is wrong, and what it stood for is left out. */
    public void error(String rule, String message) {
        problems.add(Problem.error(rule, location(), message));
    }

    /** The current artefact cannot be made out and is left out. */
    public void refuse(SdmxException why) {
        error("invalid-artefact", "the artefact cannot be read: " + why.detail());
    }

    /** {@code value}, or a refusal of the artefact that says what it lacks. */
    static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new SdmxException(SdmxException.Kind.SEMANTIC, "it has no " + what);
        }
        return value;
    }

    /** An xs:boolean; anything else is reported and read as {@code otherwise}. */
    public boolean flag(@Nullable String text, String name, boolean otherwise) {
        if (text == null) {
            return otherwise;
        }
        return switch (text.strip()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> {
                guess("not-a-boolean", name + " '" + text + "' is neither true nor false; read as " + otherwise);
                yield otherwise;
            }
        };
    }

    /** A whole number that is not negative; anything else is reported and left out. */
    @Nullable
    Integer count(@Nullable String text, String name) {
        if (text == null) {
            return null;
        }
        try {
            int n = Integer.parseInt(text.strip());
            if (n >= 0) {
                return n;
            }
        } catch (NumberFormatException e) {
            // told below, like a negative number
        }
        guess("not-a-number", name + " '" + text + "' is not a whole number from 0; left out");
        return null;
    }

    Location location() {
        return new Location(line, 0, part.isEmpty() ? artefact : artefact + "/" + part);
    }
}
