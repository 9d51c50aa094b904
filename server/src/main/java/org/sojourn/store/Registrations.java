package org.sojourn.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.sojourn.data.Action;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.registry.Registration;
import org.sojourn.registry.RegistryContent.RegistrationRequest;
import org.sojourn.registry.RegistryContent.SubmitRegistrationsRequest;
import org.sojourn.registry.RegistryMessage;
import org.sojourn.registry.RegistryMessages;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;

/** Registrations: where data and reference metadata are to be had. An agreement with registrations cannot go. */
public final class Registrations {

    private static final String COLUMNS = "select id, type, agency, artefact_id, version, updated_us, body";

    /** So many values go into one statement. */
    private static final int LOT = 200;

    private static final MessageHeader HEADER = MessageHeader.of("STORED", "2000-01-01T00:00:00Z", "SOJOURN");

    private final Database database;
    private final PublicationLog log;
    private final ArtefactStore artefacts;

    Registrations(Database database, PublicationLog log, ArtefactStore artefacts) {
        this.database = database;
        this.log = log;
        this.artefacts = artefacts;
    }

    /**
     * Which registrations are wanted; what is absent narrows nothing, and an empty list lets nothing through.
     *
     * @param agreements agreements in their exact versions
     * @param after changed later than this
     * @param before changed earlier than this
     */
    public record Selection(
            Optional<List<String>> ids,
            Optional<List<Urn>> agreements,
            Optional<Instant> after,
            Optional<Instant> before) {

        public static final Selection ALL =
                new Selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public static Selection ids(Collection<String> ids) {
            return new Selection(Optional.of(List.copyOf(ids)), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Those that are wanted, by their ids and in the order of these. */
    public Map<String, StoredRegistration> find(Selection wanted) {
        return database.read(connection -> find(connection, wanted));
    }

    private static Map<String, StoredRegistration> find(Connection connection, Selection wanted) throws SQLException {
        Map<String, StoredRegistration> found = new TreeMap<>();
        for (List<String> ids : lots(wanted.ids())) {
            for (List<Urn> agreements : lots(wanted.agreements())) {
                select(connection, wanted, ids, agreements, found);
            }
        }
        return found;
    }

    /** What goes into one statement; one empty lot where nothing is narrowed. */
    private static <T> List<List<T>> lots(Optional<List<T>> all) {
        List<List<T>> lots = new ArrayList<>();
        if (all.isEmpty()) {
            lots.add(List.of());
        }
        List<T> left = all.orElse(List.of());
        for (int from = 0; from < left.size(); from += LOT) {
            lots.add(left.subList(from, Math.min(left.size(), from + LOT)));
        }
        return lots;
    }

    private static void select(
            Connection connection,
            Selection wanted,
            List<String> ids,
            List<Urn> agreements,
            Map<String, StoredRegistration> found)
            throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (!ids.isEmpty()) {
            conditions.add("id in (" + marks("?", ids.size()) + ")");
            values.addAll(ids);
        }
        if (!agreements.isEmpty()) {
            conditions.add(
                    "(agency, artefact_id, version, type) in (" + marks("(?, ?, ?, ?)", agreements.size()) + ")");
            agreements.forEach(a -> values.addAll(
                    List.of(a.agency(), a.id(), a.version(), a.type().className())));
        }
        wanted.after().ifPresent(after -> {
            conditions.add("updated_us > ?");
            values.add(Database.micros(after));
        });
        wanted.before().ifPresent(before -> {
            conditions.add("updated_us < ?");
            values.add(Database.micros(before.plusNanos(999))); // a fraction of a microsecond counts as one
        });
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " from registration" + where)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    StoredRegistration one = stored(rows);
                    found.put(one.id(), one);
                }
            }
        }
    }

    private static String marks(String mark, int count) {
        return String.join(", ", Collections.nCopies(count, mark));
    }

    /** Ids of those under this agreement in its exact version. */
    public List<String> under(Urn agreement) {
        return database.read(connection -> under(connection, agreement));
    }

    /** What is to be changed; an empty value deletes, and registrations get the time of the change. */
    public record Change(Map<String, Optional<Registration>> registrations) {
        public static final Change NONE = new Change(Map.of());
    }

    /**
     * Changes registrations, as a whole.
     *
     * @param ids those that may be changed
     * @param decide given those of them that are there, and the structures, says what to change; called again where structures
     *     were published meanwhile
     * @return those that were put in, as they are now
     */
    public Map<String, StoredRegistration> change(
            Collection<String> ids, BiFunction<Map<String, StoredRegistration>, Catalogue, Change> decide) {
        while (true) {
            long base = log.refresh().last().seq();
            artefacts.refresh();
            Catalogue catalogue = artefacts.newest().catalogue();
            Change change = decide.apply(find(Selection.ids(ids)), catalogue);
            try {
                Map<String, StoredRegistration> put = database.write(connection -> {
                    // Whoever publishes structures waits here, so that no agreement goes meanwhile.
                    Database.next(connection, "commit", 0);
                    if (Database.current(connection, "commit") != base) {
                        throw new BehindException();
                    }
                    return apply(connection, change);
                });
                database.checkpoint();
                return put;
            } catch (BehindException e) {
                Thread.onSpinWait(); // decided anew on what is there now
            }
        }
    }

    private Map<String, StoredRegistration> apply(Connection connection, Change change) throws SQLException {
        long now = database.now(connection);
        Map<String, StoredRegistration> put = new TreeMap<>();
        for (var each : change.registrations().entrySet()) {
            delete(connection, each.getKey());
            if (each.getValue().isPresent()) {
                Instant updated = Database.instant(now);
                Registration registration = each.getValue().get().registered(each.getKey(), updated.toString());
                insert(connection, each.getKey(), registration, now);
                put.put(each.getKey(), new StoredRegistration(registration, updated));
            }
        }
        return put;
    }

    /**
     * Refuses a commit that takes agreements away which have registrations; inside its transaction.
     *
     * @throws SdmxException of kind CONFLICT
     */
    static void requireUnused(Connection connection, List<Urn> deleted) throws SQLException {
        for (Urn urn : deleted) {
            if (isAgreement(urn)) {
                List<String> ids = under(connection, urn);
                if (!ids.isEmpty()) {
                    throw new SdmxException(
                            SdmxException.Kind.CONFLICT,
                            urn.shortForm() + " has registrations: " + String.join(", ", ids));
                }
            }
        }
    }

    /** True for what registrations can be under. */
    public static boolean isAgreement(Urn urn) {
        return urn.type() == ArtefactClass.PROVISION_AGREEMENT
                || urn.type() == ArtefactClass.METADATA_PROVISION_AGREEMENT;
    }

    private static List<String> under(Connection connection, Urn agreement) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select id from registration"
                + " where type = ? and agency = ? and artefact_id = ? and version = ? order by id")) {
            select.setString(1, agreement.type().className());
            select.setString(2, agreement.agency());
            select.setString(3, agreement.id());
            select.setString(4, agreement.version());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static void delete(Connection connection, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from registration where id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    private static void insert(Connection connection, String id, Registration registration, long updated)
            throws SQLException {
        Urn agreement = registration.agreement();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into registration (id, type, agency, artefact_id, version, updated_us, body)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, agreement.type().className());
            insert.setString(3, agreement.agency());
            insert.setString(4, agreement.id());
            insert.setString(5, agreement.version());
            insert.setLong(6, updated);
            insert.setString(7, body(registration));
            insert.executeUpdate();
        }
    }

    private static String body(Registration registration) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            RegistryMessages.write(
                    new RegistryMessage(
                            StructureFormat.ML_3_1,
                            HEADER,
                            new SubmitRegistrationsRequest(
                                    List.of(new RegistrationRequest(Action.REPLACE, registration)))),
                    out,
                    new Problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static StoredRegistration stored(ResultSet row) throws SQLException {
        Urn agreement = Urn.of(
                ArtefactClass.named(row.getString(2)).orElseThrow(),
                row.getString(3),
                row.getString(4),
                row.getString(5));
        byte[] body = row.getString(7).getBytes(StandardCharsets.UTF_8);
        try {
            SubmitRegistrationsRequest request =
                    (SubmitRegistrationsRequest) RegistryMessages.read(new ByteArrayInputStream(body), new Problems())
                            .content();
            Registration r = request.requests().getFirst().registration();
            return new StoredRegistration(
                    new Registration(
                            r.id(), agreement, r.sources(), r.validFrom(), r.validTo(), r.lastUpdated(), r.indexing()),
                    Database.instant(row.getLong(6)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a transaction whose base is no longer the newest commit. */
    private static final class BehindException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        BehindException() {
            super("a commit came first", null, false, false);
        }
    }
}
