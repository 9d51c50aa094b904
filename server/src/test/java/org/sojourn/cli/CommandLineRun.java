package org.sojourn.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the command line inside this process. */
record CommandLineRun(int code, String out, String err) {

    static CommandLineRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    String everything() {
        return out + err;
    }

    /** The lines of the report on files: those that begin so. */
    List<String> lines(String beginning) {
        return out.lines().filter(line -> line.startsWith(beginning)).toList();
    }
}
