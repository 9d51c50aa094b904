package org.sojourn.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Long work, such as large uploads, with its progress and outcome. */
public final class Jobs {

    private static final int MESSAGE_LENGTH = 10_000;

    private final Database database;

    Jobs(Database database) {
        this.database = database;
    }

    /** Where a job stands. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /**
     * A job.
     *
     * @param done units of work finished, of {@code total}; 0 of 0 while the total is unknown
     * @param message one sentence for a person
     * @param report the outcome in full, as its kind defines it; empty until then
     */
    public record Job(
            String id,
            String kind,
            String owner,
            State state,
            Instant created,
            Instant updated,
            long done,
            long total,
            String message,
            String report) {}

    public Job begin(String kind, String owner) {
        return database.transaction((entities, connection) -> {
            JobEntity entity = new JobEntity();
            entity.id = UUID.randomUUID().toString();
            entity.kind = kind;
            entity.owner = owner;
            entity.state = State.RUNNING.name();
            entity.createdMicros = Database.micros(Instant.now());
            entity.updatedMicros = entity.createdMicros;
            entity.message = "";
            entity.report = "";
            entities.persist(entity);
            return job(entity);
        });
    }

    /** Notes progress of a running job. */
    public void progress(String id, long done, long total, String message) {
        change(id, State.RUNNING, done, total, message, "");
    }

    /** Ends a job. */
    public void end(String id, State state, String message, String report) {
        Job before = find(id).orElseThrow(() -> new IllegalArgumentException("there is no job " + id));
        change(id, state, before.done(), before.total(), message, report);
    }

    public Optional<Job> find(String id) {
        return database.transaction((entities, connection) ->
                Optional.ofNullable(entities.find(JobEntity.class, id)).map(Jobs::job));
    }

    /** The newest jobs first. */
    public List<Job> list(int limit) {
        return database.transaction((entities, connection) -> entities.createQuery(
                        "select j from JobEntity j order by j.createdMicros desc, j.id", JobEntity.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(Jobs::job)
                .toList());
    }

    private void change(String id, State state, long done, long total, String message, String report) {
        database.transaction((entities, connection) -> {
            JobEntity entity = entities.find(JobEntity.class, id);
            if (entity == null) {
                throw new IllegalArgumentException("there is no job " + id);
            }
            entity.state = state.name();
            entity.done = done;
            entity.total = total;
            entity.message = message.length() > MESSAGE_LENGTH ? message.substring(0, MESSAGE_LENGTH) : message;
            entity.report = report;
            entity.updatedMicros = Database.micros(Instant.now());
            return id;
        });
    }

    private static Job job(JobEntity e) {
        return new Job(
                e.id,
                e.kind,
                e.owner,
                State.valueOf(e.state),
                Database.instant(e.createdMicros),
                Database.instant(e.updatedMicros),
                e.done,
                e.total,
                e.message,
                e.report);
    }
}
