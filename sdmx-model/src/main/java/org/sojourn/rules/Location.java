package org.sojourn.rules;

import java.util.StringJoiner;

/**
 * Where in a message something stands. Lines and columns count from 1, 0 means unknown; {@code path} is whatever helps a
 * person: a file name, an artefact's URN, a JSON pointer, a column header.
 */
public record Location(int line, int column, String path) {

    public static final Location UNKNOWN = new Location(0, 0, "");

    public static Location line(int line, int column) {
        return new Location(line, column, "");
    }

    /** The place that {@link #position(int, int)} made short. */
    public static Location at(long position) {
        return new Location((int) position, (int) (position >>> 32), "");
    }

    /** Line and column in one number, for buffers of many places; a mere line stands for itself. */
    public static long position(int line, int column) {
        return (long) column << 32 | line;
    }

    /** Line and column in one number. */
    public long position() {
        return position(line, column);
    }

    /** The same place, with what helps a person to find it. */
    public Location in(String newPath) {
        return new Location(line, column, newPath);
    }

    public static Location path(String path) {
        return new Location(0, 0, path);
    }

    @Override
    public String toString() {
        StringJoiner words = new StringJoiner(", ");
        if (!path.isEmpty()) {
            words.add(path);
        }
        if (line > 0) {
            words.add("line " + line);
        }
        if (column > 0) {
            words.add("column " + column);
        }
        return words.toString();
    }
}
