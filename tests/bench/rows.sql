-- One row for each observation, with what makes it fast: small numbers for codes, a table of series with an index for
-- each way to ask, rows in the order of the keys, so that the primary key is filled from left to right.
create table series (
    id int unsigned not null primary key,
    d0 smallint not null, d1 smallint not null, d2 smallint not null, d3 smallint not null, d4 smallint not null,
    d5 smallint not null, d6 smallint not null, d7 smallint not null, d8 smallint not null,
    a0 smallint not null, a1 smallint not null, a2 smallint not null,
    key by1 (d1, d3), key by3 (d3), key by7 (d7, d8), key by8 (d8)
) engine=innodb;
create table fact (
    series int unsigned not null,
    period smallint not null,
    value decimal(20,4) null,
    text varchar(24) null,
    decimals tinyint not null,
    status smallint not null,
    confidentiality smallint not null,
    primary key (series, period)
) engine=innodb;
set unique_checks=0;
set foreign_key_checks=0;
set autocommit=0;
