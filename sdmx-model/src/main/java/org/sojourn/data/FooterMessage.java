package org.sojourn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** A message at the end of a data or structure message, for example that an answer was cut; severity as in SDMX-ML. */
public record FooterMessage(String code, Optional<Severity> severity, LocalisedText text) {

    /** How bad it is, in SDMX-ML's words. */
    public enum Severity {
        ERROR,
        WARNING,
        INFORMATION
    }

    /** The code of notices that tell what the format of an answer cannot carry: one of those the standard leaves to services. */
    public static final String LOSS_CODE = "1000";

    private static final int MOST = 20;

    /** What was lost while a message was written, as notices for its end: the first twenty, and how many more there are. */
    public static List<FooterMessage> ofLosses(Problems problems) {
        List<FooterMessage> notices = new ArrayList<>();
        long lost = 0;
        for (Problem problem : problems.list()) {
            if (problem.rule().equals(Problem.LOST) && ++lost <= MOST) {
                String where = problem.location().path();
                notices.add(loss(
                        "not carried by this format: " + (where.isEmpty() ? "" : where + ": ") + problem.message()));
            }
        }
        if (lost > MOST) {
            long more = problems.warnings() - MOST; // the list of problems ends somewhere, their count does not
            notices.add(loss("not carried by this format: " + more + " more; ask for a newer version"));
        }
        return notices;
    }

    private static FooterMessage loss(String text) {
        return new FooterMessage(LOSS_CODE, Optional.of(Severity.WARNING), LocalisedText.of("en", text));
    }
}
