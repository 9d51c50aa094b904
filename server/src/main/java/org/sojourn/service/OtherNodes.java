package org.sojourn.service;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.store.SystemOfRecord;

/**
 * Looks again and again for what other servers on the same database have committed, so that this one answers with it too. Each
 * look is one small query.
 */
public final class OtherNodes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OtherNodes.class);
    private static final long PATIENCE_SECONDS = 10;

    private final SystemOfRecord records;
    private final Runnable changed;
    private final ScheduledExecutorService timer;
    private boolean failing;

    /**
     * Begins to look.
     *
     * @param changed brings readers up to the newest commit; does nothing where they are
     */
    public OtherNodes(SystemOfRecord records, Runnable changed, Duration every) {
        this.records = records;
        this.changed = changed;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("other-nodes").daemon().factory());
        timer.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            // Always: an upload that ended in a conflict has looked too, and told the readers nothing.
            records.refresh();
            changed.run();
            if (failing) {
                LOG.info("The database answers again");
            }
            failing = false;
        } catch (RuntimeException e) {
            // A look that fails must not be the last one; said once, not each second.
            if (!failing) {
                LOG.warn("Could not look for commits of other nodes, and will go on trying: {}", e.toString());
            }
            failing = true;
        }
    }

    /** Stops looking; a look that has begun ends first. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
