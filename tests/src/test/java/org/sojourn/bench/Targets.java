package org.sojourn.bench;

import java.util.Locale;

/** Prints a line for each thing that was measured. */
final class Targets {

    private Targets() {}

    /** What is measured, and by how much ours is to be better: the other's figure divided by ours. */
    static void atLeast(String target, String what, String ours, String theirs, double ratio, double goal) {
        line(target, what, ours, theirs, ratio, ">= " + number(goal), ratio >= goal);
    }

    /** The other way round: ours divided by the other's may be no more than this. */
    static void atMost(String target, String what, String ours, String theirs, double ratio, double goal) {
        line(target, what, ours, theirs, ratio, "<= " + number(goal), ratio <= goal);
    }

    static void missing(String target, String what, String opponent) {
        System.out.printf("target %s: %s: %s is missing here, not measured%n", target, what, opponent);
    }

    private static void line(
            String target, String what, String ours, String theirs, double ratio, String goal, boolean met) {
        System.out.printf(
                "target %s: %s: ours %s, other %s, ratio %s, goal %s, %s%n",
                target, what, ours, theirs, number(ratio), goal, met ? "met" : "short");
        System.out.flush();
    }

    static String number(double n) {
        return n >= 100 ? String.format(Locale.ROOT, "%.0f", n) : String.format(Locale.ROOT, "%.2f", n);
    }

    static String perObservation(double seconds, long observations) {
        return number(seconds * 1e9 / observations) + " ns/obs";
    }
}
