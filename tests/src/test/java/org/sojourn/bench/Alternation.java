package org.sojourn.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** Runs two sides by turns on a machine that others use as well, and gives the median of what each took. */
final class Alternation {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 2;

    private Alternation() {}

    interface Work {
        void run() throws Exception;
    }

    /** Medians in seconds. */
    record Seconds(double ours, double theirs) {
        double ratio() {
            return theirs / ours;
        }
    }

    /** CPU time of this thread. */
    static Seconds cpu(int rounds, Work ours, Work theirs) throws Exception {
        return measure(rounds, true, ours, theirs);
    }

    /** Wall time, where more than one process is at work. */
    static Seconds wall(int rounds, Work ours, Work theirs) throws Exception {
        return measure(rounds, false, ours, theirs);
    }

    private static Seconds measure(int rounds, boolean cpu, Work ours, Work theirs) throws Exception {
        List<Double> a = new ArrayList<>();
        List<Double> b = new ArrayList<>();
        for (int i = 0; i < rounds + WARM_UP; i++) {
            double one = once(cpu, ours);
            double other = once(cpu, theirs);
            if (i >= WARM_UP) {
                a.add(one);
                b.add(other);
            }
        }
        return new Seconds(median(a), median(b));
    }

    static double once(boolean cpu, Work work) throws Exception {
        long before = cpu ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
        work.run();
        return ((cpu ? THREADS.getCurrentThreadCpuTime() : System.nanoTime()) - before) / 1e9;
    }

    private static double median(List<Double> times) {
        times.sort(null);
        return times.get(times.size() / 2);
    }
}
