package org.sojourn.store;

import java.io.IOException;
import java.nio.file.Path;
import org.sojourn.data.Action;
import org.sojourn.data.Fixtures;
import org.sojourn.rules.Problems;

/** A process that loads and loads and says what was answered, until it is killed: see {@link CrashTest}. */
final class CrashingWriter {

    private static final int LOADS = 8;
    private static final int SERIES = 2500;

    private CrashingWriter() {}

    /** @param args url, user, password, number of the first load; the embedded database where the url is a folder */
    public static void main(String[] args) throws IOException {
        DatabaseAddress address = args[0].startsWith("jdbc:")
                ? new DatabaseAddress(args[0], args[1], args[2], 4, "crashing")
                : DatabaseAddress.embedded(Path.of(args[0]));
        SystemOfRecord store = SystemOfRecord.open(address);
        int first = Integer.parseInt(args[3]);
        for (int load = first; load < first + LOADS; load++) {
            try (Submission submission = store.submission()) {
                message(load).transferTo(submission.data(new Problems()));
                submission.publish();
            }
            System.out.println("answered " + load);
            System.out.flush();
        }
    }

    /** A load of two data sets; the first takes more than one batch. */
    static Message message(int load) {
        Message message = new Message(Fixtures.TIME_SERIES).dataset(Action.MERGE);
        for (int s = 0; s < SERIES; s++) {
            message.series("A.FR.X" + s, (1000 + load) + "=" + load);
        }
        return message.attributes(".FR.", java.util.Map.of("COLLECTION", "C" + load))
                .dataset(Action.MERGE)
                .series("A.DE.LOAD" + load, "2001=" + load);
    }

    static int series() {
        return SERIES;
    }
}
