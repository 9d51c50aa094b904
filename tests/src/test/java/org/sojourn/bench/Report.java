package org.sojourn.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints a line for each thing that was measured as soon as it is known, keeps them for a table at the end, and tells on
 * standard error what is going on.
 */
final class Report {

    /** What was measured: the target's number, and words for the rest. */
    record Subject(String target, String what) {}

    private record Line(Subject subject, String ours, String other, String ratio, String goal, String verdict) {}

    private final long began = System.nanoTime();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();

    /** By how much ours is to be better: the other's figure divided by ours. */
    void atLeast(Subject subject, String ours, String other, double ratio, double goal, String detail) {
        line(subject, ours, other, ratio, ">= " + number(goal), ratio >= goal, detail);
    }

    /** The other way round: ours divided by the other's may be no more than this. */
    void atMost(Subject subject, String ours, String other, double ratio, double goal, String detail) {
        line(subject, ours, other, ratio, "<= " + number(goal), ratio <= goal, detail);
    }

    private void line(
            Subject subject, String ours, String other, double ratio, String goal, boolean met, String detail) {
        String verdict = met ? "met" : "short";
        lines.add(new Line(subject, ours, other, number(ratio), goal, verdict));
        System.out.printf(
                "target %s: ours %s, other %s, ratio %s, goal %s, %s | %s | %s%n",
                subject.target, ours, other, number(ratio), goal, verdict, subject.what, detail);
        System.out.flush();
    }

    void missing(Subject subject, String program) {
        lines.add(new Line(subject, "", program + " is missing here", "", "", "not measured"));
        System.out.printf("target %s: not measured, %s is missing here | %s%n", subject.target, program, subject.what);
        System.out.flush();
    }

    /** A measurement that broke: the others go on. */
    void failed(Subject subject, Throwable reason) {
        lines.add(new Line(subject, "", "", "", "", "failed"));
        System.out.printf("target %s: failed, %s | %s%n", subject.target, reason, subject.what);
        System.out.flush();
        reason.printStackTrace();
    }

    /** A version or a setting. */
    void setting(String text, Object... values) {
        String line = String.format(Locale.ROOT, text, values);
        if (!settings.contains(line)) {
            settings.add(line);
            System.out.println("# " + line);
            System.out.flush();
        }
    }

    /** For whoever waits. */
    void progress(String text, Object... values) {
        System.err.printf(
                Locale.ROOT,
                "[%5.0f s] %s%n",
                (System.nanoTime() - began) / 1e9,
                String.format(Locale.ROOT, text, values));
    }

    /** All lines as the README has them. */
    void markdown(PrintStream out) {
        out.println();
        out.println("| target | what | ours | other | ratio | goal | |");
        out.println("|---|---|---|---|---|---|---|");
        for (Line line : lines) {
            out.printf(
                    "| %s | %s | %s | %s | %s | %s | %s |%n",
                    line.subject.target,
                    line.subject.what,
                    line.ours,
                    line.other,
                    line.ratio,
                    line.goal.replace(">= ", "at least ").replace("<= ", "at most "),
                    line.verdict);
        }
        out.println();
        settings.forEach(line -> out.println("* " + line));
        out.flush();
    }

    /** How many targets there are of each verdict, by line. */
    String summary() {
        return List.of("met", "short", "failed", "not measured").stream()
                .map(v -> lines.stream().filter(l -> l.verdict.equals(v)).count() + " " + v)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    static String number(double n) {
        return String.format(Locale.ROOT, n >= 100 ? "%.0f" : n >= 10 ? "%.1f" : "%.2f", n);
    }

    static String milliseconds(double seconds) {
        return number(seconds * 1000) + " ms";
    }

    static String perObservation(double seconds, long observations) {
        return number(seconds * 1e9 / observations) + " ns/obs";
    }

    static String rate(double seconds, long observations) {
        return number(observations / seconds / 1e6) + " M obs/s";
    }

    static String bytes(long ours, long theirs) {
        return String.format(Locale.ROOT, "bytes %,d / %,d", ours, theirs);
    }

    static String rounds(int rounds) {
        return "median of " + rounds;
    }
}
