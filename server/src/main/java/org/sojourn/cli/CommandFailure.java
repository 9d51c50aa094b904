package org.sojourn.cli;

import java.io.Serial;

/** Ends a command with one sentence for the person who gave it. */
final class CommandFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;

    private CommandFailure(String sentence, int code) {
        super(sentence);
        this.code = code;
    }

    /** The command could not do what it was asked. */
    static CommandFailure failed(String sentence) {
        return new CommandFailure(sentence, Main.FAILED);
    }

    /** The command line cannot be used as it is. */
    static CommandFailure misused(String sentence) {
        return new CommandFailure(sentence, Main.MISUSED);
    }

    /** The exit code. */
    int code() {
        return code;
    }
}
