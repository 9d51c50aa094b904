package org.sojourn.service;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Whether this server can answer: started to the end, and every part that was registered is well. */
public final class Health {
    /** What a server is doing. */
    public enum Phase {
        /** Not all parts are up; queries are not answered yet. */
        STARTING,
        /** Serving. */
        READY,
        /** Answers what has begun and takes nothing new. */
        STOPPING
    }

    /**
     * The state at one moment.
     *
     * @param parts each registered part by name, true when it is well
     */
    public record Report(Phase phase, Duration uptime, Map<String, Boolean> parts) {
        /** Serving, with every part well. */
        public boolean ok() {
            return phase == Phase.READY && !parts.containsValue(false);
        }
    }

    private final Instant started = Instant.now();
    private final Map<String, BooleanSupplier> parts = new ConcurrentHashMap<>();
    private volatile Phase phase = Phase.STARTING;

    /** Adds a part; the check runs at every question, so it must take milliseconds, and a throw counts as not well. */
    public void register(String part, BooleanSupplier check) {
        parts.put(part, check);
    }

    /** Says what the server does now. */
    public void enter(Phase next) {
        phase = next;
    }

    /** Whether queries are answered; cheap, without asking the parts. */
    public boolean ready() {
        return phase == Phase.READY;
    }

    /** Asks every part. */
    public Report report() {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        parts.keySet().stream().sorted().forEach(part -> answers.put(part, well(parts.get(part))));
        return new Report(phase, Duration.between(started, Instant.now()), Map.copyOf(answers));
    }

    private static boolean well(@org.jspecify.annotations.Nullable BooleanSupplier check) {
        try {
            return check != null && check.getAsBoolean();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
