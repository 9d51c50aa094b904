package org.sojourn.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A token by its hash. */
@Entity
@Table(name = "token")
class TokenEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "name")
    String name;

    @Column(name = "hash")
    String hash;

    @Column(name = "role")
    String role;

    @Column(name = "created_us")
    long createdMicros;

    @Column(name = "revoked")
    boolean revoked;
}
