package org.sojourn.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens of people and programs. Only hashes are stored: a token is 256 random bits, which no list of words can guess, so a
 * plain SHA-256 serves.
 */
public final class Tokens {

    private static final int BYTES = 32;
    private static final String ADMIN = "admin";

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    Tokens(Database database) {
        this.database = database;
    }

    /** What the holder of a token may do. */
    public enum Role {
        /** Everything. */
        ADMIN,
        /** Reads what is not public, writes nothing. */
        READER,
        /** Writes data and structures. */
        WRITER
    }

    /** Who a token belongs to. */
    public record Holder(String id, String name, Role role, Instant created) {}

    /** A new token; {@code secret} is shown once and known to nobody afterwards. */
    public record Created(Holder holder, String secret) {}

    public Created create(String name, Role role) {
        return database.transaction((entities, connection) -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            TokenEntity entity = new TokenEntity();
            entity.id = UUID.randomUUID().toString();
            entity.name = name;
            entity.hash = hash(secret);
            entity.role = role.name();
            entity.createdMicros = Database.micros(Instant.now());
            entity.revoked = false;
            entities.persist(entity);
            return new Created(holder(entity), secret);
        });
    }

    /** The first admin token of a database that has none; empty when there is one, valid or revoked. */
    public Optional<Created> createFirstAdmin() {
        boolean any = database.transaction((entities, connection) ->
                entities.createQuery("select count(t) from TokenEntity t where t.role = :role", Long.class)
                                .setParameter("role", Role.ADMIN.name())
                                .getSingleResult()
                        > 0);
        return any ? Optional.empty() : Optional.of(create(ADMIN, Role.ADMIN));
    }

    /** The holder of a token, empty when it is unknown or was revoked. */
    public Optional<Holder> verify(String secret) {
        String hash = hash(secret);
        return database.transaction((entities, connection) -> entities.createQuery(
                        "select t from TokenEntity t where t.hash = :hash and t.revoked = false", TokenEntity.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst()
                .map(Tokens::holder));
    }

    /** Valid tokens, the oldest first. */
    public List<Holder> list() {
        return database.transaction((entities, connection) -> entities.createQuery(
                        "select t from TokenEntity t where t.revoked = false order by t.createdMicros, t.id",
                        TokenEntity.class)
                .getResultStream()
                .map(Tokens::holder)
                .toList());
    }

    /** Makes a token worthless for ever; false when there is none of this id. */
    public boolean revoke(String id) {
        return database.transaction((entities, connection) -> {
            TokenEntity entity = entities.find(TokenEntity.class, id);
            if (entity == null || entity.revoked) {
                return false;
            }
            entity.revoked = true;
            return true;
        });
    }

    private static Holder holder(TokenEntity entity) {
        return new Holder(entity.id, entity.name, Role.valueOf(entity.role), Database.instant(entity.createdMicros));
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
