package org.sojourn.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The state of an artefact from a commit on; written once. */
@Entity
@Table(name = "artefact")
class ArtefactEntity {

    @Id
    @Column(name = "row_id")
    long rowId;

    @Column(name = "type")
    String type;

    @Column(name = "agency")
    String agency;

    @Column(name = "artefact_id")
    String artefactId;

    @Column(name = "version")
    String version;

    @Column(name = "seq")
    long seq;

    @Column(name = "deleted")
    boolean deleted;

    @Lob
    @Column(name = "body")
    @Nullable
    String body;
}
