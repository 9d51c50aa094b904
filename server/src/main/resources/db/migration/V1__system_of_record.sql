-- One set for H2 (MODE=MariaDB) and MariaDB. Append only: a file that was released never changes.
-- Points in time are microseconds since 1970-01-01T00:00:00Z: no time zone of a session can shift them.

create table incarnation (
  id varchar(36) not null primary key,
  created_us bigint not null
) collate utf8mb4_bin;

-- 'commit' is the one commit counter; the others give out ids.
create table counter (
  name varchar(16) not null primary key,
  latest bigint not null
) collate utf8mb4_bin;
insert into counter (name, latest) values ('commit', 0), ('dataset', 0), ('load', 0), ('artefact', 0);

create table commits (
  seq bigint not null primary key,
  time_us bigint not null,
  submission varchar(36) not null unique,
  structures boolean not null
) collate utf8mb4_bin;

-- texts: the largest dictionary id given out.
create table dataset (
  id int not null primary key,
  name varchar(700) not null unique,
  dimensions longtext not null,
  observation_dimension varchar(255) not null,
  texts int not null
) collate utf8mb4_bin;

create table dictionary (
  dataset int not null,
  id int not null,
  text mediumblob not null,
  primary key (dataset, id)
);

-- A load that is being staged; touched_us tells a live one from the leftover of a dead node.
create table staged (
  load_id bigint not null primary key,
  dataset int not null,
  node varchar(36) not null,
  touched_us bigint not null
) collate utf8mb4_bin;

create table published (
  dataset int not null,
  load_id bigint not null,
  seq bigint not null,
  primary key (dataset, load_id),
  unique (seq, dataset)
);

-- The full state of a chunk of a series after the load is published; no pack: gone.
create table series (
  dataset int not null,
  load_id bigint not null,
  series_key varbinary(255) not null,
  chunk int not null,
  pack mediumblob,
  primary key (dataset, load_id, series_key, chunk)
);
create index series_by_key on series (dataset, series_key);

-- The same for attributes above the series.
create table attribute_values (
  dataset int not null,
  load_id bigint not null,
  partial_key varbinary(255) not null,
  pack mediumblob,
  primary key (dataset, load_id, partial_key)
);
create index attribute_values_by_key on attribute_values (dataset, partial_key);

create table artefact (
  row_id bigint not null primary key,
  type varchar(64) not null,
  agency varchar(255) not null,
  artefact_id varchar(255) not null,
  version varchar(64) not null,
  seq bigint not null,
  deleted boolean not null,
  body longtext,
  unique (type, agency, artefact_id, version, seq)
) collate utf8mb4_bin;
create index artefact_by_seq on artefact (seq);

create table artefact_edge (
  row_id bigint not null,
  place int not null,
  to_type varchar(64) not null,
  to_agency varchar(255) not null,
  to_id varchar(255) not null,
  to_version varchar(64) not null,
  to_item varchar(1000) not null,
  primary key (row_id, place)
) collate utf8mb4_bin;
create index artefact_edge_by_target on artefact_edge (to_agency, to_id);

create table token (
  id varchar(36) not null primary key,
  name varchar(255) not null,
  hash varchar(64) not null unique,
  role varchar(16) not null,
  created_us bigint not null,
  revoked boolean not null
) collate utf8mb4_bin;

create table job (
  id varchar(36) not null primary key,
  kind varchar(32) not null,
  owner varchar(255) not null,
  state varchar(16) not null,
  created_us bigint not null,
  updated_us bigint not null,
  done bigint not null,
  total bigint not null,
  message longtext not null,
  report longtext not null
) collate utf8mb4_bin;
create index job_by_time on job (created_us);
