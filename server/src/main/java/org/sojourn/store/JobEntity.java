package org.sojourn.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/** A job as stored. */
@Entity
@Table(name = "job")
class JobEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "kind")
    String kind;

    @Column(name = "owner")
    String owner;

    @Column(name = "state")
    String state;

    @Column(name = "created_us")
    long createdMicros;

    @Column(name = "updated_us")
    long updatedMicros;

    @Column(name = "done")
    long done;

    @Column(name = "total")
    long total;

    @Lob
    @Column(name = "message")
    String message;

    @Lob
    @Column(name = "report")
    String report;
}
