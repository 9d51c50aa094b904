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
    private static final MessageHeader HEADER = MessageHeader.of("STORED", "2000-01-01T00:00:00Z", "SOJOURN");

    private final Database database;
    private final PublicationLog log;
    private final ArtefactStore artefacts;

    Registrations(Database database, PublicationLog log, ArtefactStore artefacts) {
        this.database = database;
        this.log = log;
        this.artefacts = artefacts;
    }

    /** All of them by their ids, in the order of these. */
    public Map<String, StoredRegistration> all() {
        return database.read(connection -> {
            Map<String, StoredRegistration> all = new TreeMap<>();
            try (PreparedStatement select = connection.prepareStatement(COLUMNS + " from registration");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    StoredRegistration one = stored(rows);
                    all.put(one.id(), one);
                }
            }
            return all;
        });
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
     * @param decide given the registrations and the structures that are there, says what to change; called again where
     *     structures were published meanwhile
     * @return those that were put in, as they are now
     */
    public Map<String, StoredRegistration> change(
            BiFunction<Map<String, StoredRegistration>, Catalogue, Change> decide) {
        while (true) {
            long base = log.refresh().last().seq();
            artefacts.refresh();
            Catalogue catalogue = artefacts.newest().catalogue();
            Change change = decide.apply(all(), catalogue);
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
