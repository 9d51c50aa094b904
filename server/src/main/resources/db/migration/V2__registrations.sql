-- What data providers have registered. The body is a registry message of SDMX-ML 3.1; type to version name the agreement.
create table registration (
  id varchar(255) not null primary key,
  type varchar(64) not null,
  agency varchar(255) not null,
  artefact_id varchar(255) not null,
  version varchar(64) not null,
  updated_us bigint not null,
  body longtext not null
) collate utf8mb4_bin;
create index registration_by_agreement on registration (agency, artefact_id);
