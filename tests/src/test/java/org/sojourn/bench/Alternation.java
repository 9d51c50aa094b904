package org.sojourn.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs two sides by turns, so that whatever else the machine does falls on both, and gives the median of what each took.
 *
 * <p>After rounds to warm up come five that count. Where they would take longer than the patience, fewer do, three at the
 * least; every line tells how many.
 */
final class Alternation {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LEAST = 3;

    /** First runs are mostly compilation; short ones are repeated until they have taken so long together, or so often. */
    private static final double WARM_SECONDS = 3;

    private static final int MOST_WARM_UPS = 300;

    private final int rounds;
    private final double patienceSeconds;
    private final List<ProcessHandle> others;

    /** @param patienceSeconds how long all rounds of one measurement may take, before fewer than all have to do */
    Alternation(int rounds, double patienceSeconds) {
        this(rounds, patienceSeconds, List.of());
    }

    private Alternation(int rounds, double patienceSeconds, List<ProcessHandle> others) {
        this.rounds = rounds;
        this.patienceSeconds = patienceSeconds;
        this.others = others;
    }

    /** Counts the CPU time of these processes as well. */
    Alternation with(ProcessHandle... processes) {
        return new Alternation(rounds, patienceSeconds, List.of(processes));
    }

    /** How many rounds count at the most. */
    int rounds() {
        return rounds;
    }

    interface Work {
        void run() throws Exception;
    }

    /**
     * What one run took, in seconds.
     *
     * @param thread CPU of the thread that called
     * @param processes CPU of this process and of the others that were named
     */
    record Cost(double wall, double thread, double processes) {
        private Cost minus(Cost before) {
            return new Cost(wall - before.wall, thread - before.thread, processes - before.processes);
        }
    }

    /** Medians of both sides. */
    record Sides(Cost ours, Cost theirs, int rounds) {

        /** How many times cheaper ours is. */
        double ratio(ToDoubleFunction<Cost> of) {
            return of.applyAsDouble(theirs) / of.applyAsDouble(ours);
        }
    }

    Sides run(Work ours, Work theirs) throws Exception {
        Work nothing = () -> {};
        return prepared(nothing, ours, nothing, nothing, theirs, nothing);
    }

    /** As {@link #run}, with work around each side that is done every time but does not count. */
    Sides prepared(Work before, Work ours, Work after, Work beforeTheirs, Work theirs, Work afterTheirs)
            throws Exception {
        double spent = 0;
        for (int i = 0; i < MOST_WARM_UPS && spent < WARM_SECONDS; i++) {
            spent += once(before, ours, after).wall();
            spent += once(beforeTheirs, theirs, afterTheirs).wall();
        }
        List<Cost> a = new ArrayList<>();
        List<Cost> b = new ArrayList<>();
        long began = System.nanoTime();
        while (a.size() < rounds && (a.size() < LEAST || seconds(System.nanoTime() - began) < patienceSeconds)) {
            a.add(once(before, ours, after));
            b.add(once(beforeTheirs, theirs, afterTheirs));
        }
        return new Sides(median(a), median(b), a.size());
    }

    private Cost once(Work before, Work work, Work after) throws Exception {
        before.run();
        Cost cost = once(work);
        after.run();
        return cost;
    }

    /** The median of one side alone. */
    Cost alone(Work work) throws Exception {
        List<Cost> all = new ArrayList<>();
        double spent = 0;
        for (int i = 0; i < MOST_WARM_UPS && spent < WARM_SECONDS; i++) {
            spent += once(work).wall();
        }
        long began = System.nanoTime();
        while (all.size() < rounds && (all.size() < LEAST || seconds(System.nanoTime() - began) < patienceSeconds)) {
            all.add(once(work));
        }
        return median(all);
    }

    Cost once(Work work) throws Exception {
        Cost before = now();
        work.run();
        return now().minus(before);
    }

    private Cost now() {
        double processes =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
        for (ProcessHandle other : others) {
            processes += cpu(other);
        }
        return new Cost(seconds(System.nanoTime()), seconds(THREADS.getCurrentThreadCpuTime()), processes);
    }

    /** CPU seconds of a process so far. */
    static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static double seconds(long nanoseconds) {
        return nanoseconds / 1e9;
    }

    private static Cost median(List<Cost> all) {
        return new Cost(median(all, Cost::wall), median(all, Cost::thread), median(all, Cost::processes));
    }

    private static double median(List<Cost> all, ToDoubleFunction<Cost> of) {
        List<Cost> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(of));
        return of.applyAsDouble(sorted.get(sorted.size() / 2));
    }
}
